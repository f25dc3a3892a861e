//! How well questions find their answers, on public questions and answers in French, against plain BM25.

use super::super::{Ask, Doc, Index, Kind, Near};
use super::{bed, id, idea, shared};

/// What a run over questions gives, as shares of the questions.
#[derive(Debug, Default)]
struct Scores {
    mrr10: f64,
    hit1: f64,
    hit10: f64,
    recall20: f64,
}

fn number(name: &str) -> u128 {
    name.trim_start_matches("cnil-").trim().parse().unwrap()
}

fn filled(folder: &std::path::Path, dir: &std::path::Path) -> Index {
    let index = Index::open(dir).unwrap();
    let mut rebuild = index.rebuild().unwrap();
    for line in std::fs::read_to_string(folder.join("docs.jsonl"))
        .unwrap()
        .lines()
    {
        let doc: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| doc[key].as_str().unwrap().to_owned();
        rebuild
            .add(&Doc {
                id: id(number(&text("id"))),
                body: text("body"),
                ..Doc::default()
            })
            .unwrap();
    }
    rebuild.finish("1").unwrap();
    index
}

fn measure(index: &Index, questions: &[(String, u128)]) -> Scores {
    let mut scores = Scores::default();
    for (text, wanted) in questions {
        let found = index
            .search(&Ask {
                text: text.clone(),
                limit: 20,
                ..Ask::default()
            })
            .unwrap();
        let Some(rank) = found.hits.iter().position(|hit| hit.id.as_u128() == *wanted) else {
            continue;
        };
        scores.recall20 += 1.0;
        if rank < 10 {
            scores.mrr10 += 1.0 / (rank + 1) as f64;
            scores.hit10 += 1.0;
        }
        if rank == 0 {
            scores.hit1 += 1.0;
        }
    }
    let count = questions.len() as f64;
    for score in [
        &mut scores.mrr10,
        &mut scores.hit1,
        &mut scores.hit10,
        &mut scores.recall20,
    ] {
        *score /= count;
    }
    scores
}

#[test]
fn questions_find_their_answers_better_than_plain_bm25() {
    let Some(folder) = shared("data/search/cnil-faq") else {
        return;
    };
    let reference = std::fs::read_to_string(folder.join("../bm25_reference_scores.json")).unwrap();
    let reference: serde_json::Value = serde_json::from_str(&reference).unwrap();
    let reference = &reference["cnil-faq stem=True stop=True"];
    let dir = tempfile::tempdir().unwrap();
    let index = filled(&folder, dir.path());
    let table = std::fs::read_to_string(folder.join("queries_qrels.tsv")).unwrap();
    let rows = table.lines().skip(1).filter_map(|row| row.split_once('\t'));
    let questions: Vec<(String, u128)> = rows.map(|(text, doc)| (text.to_owned(), number(doc))).collect();
    let scores = measure(&index, &questions);
    eprintln!("{} questions: {scores:?}; reference {reference}", questions.len());
    assert!(scores.mrr10 > reference["mrr10"].as_f64().unwrap() + 0.03);
    assert!(scores.hit10 > reference["hit10"].as_f64().unwrap() + 0.02);
    assert!(scores.hit1 > reference["hit1"].as_f64().unwrap() + 0.03);
    // No figure is given for twenty results: they must hold more than ten of the reference do.
    assert!(scores.recall20 > reference["hit10"].as_f64().unwrap() + 0.03);

    let mistaken: Vec<(String, u128)> = questions
        .iter()
        .map(|(text, doc)| (mistaken(text), *doc))
        .collect();
    let scores = measure(&index, &mistaken);
    eprintln!("with a letter missing in the longest word: {scores:?}");
    assert!(scores.mrr10 > 0.5);
}

/// The question with the fourth letter of its longest word left out.
fn mistaken(text: &str) -> String {
    let longest = text
        .split_whitespace()
        .max_by_key(|word| word.chars().count())
        .unwrap_or_default();
    let shorter: String = longest
        .chars()
        .enumerate()
        .filter(|(at, _)| *at != 3)
        .map(|(_, letter)| letter)
        .collect();
    text.replacen(longest, &shorter, 1)
}

#[test]
fn an_idea_about_it_comes_before_those_who_mention_it() {
    let said = |n: u128, kind: Kind, body: &str| Doc {
        kind,
        id: id(n),
        body: body.into(),
        ..Doc::default()
    };
    let long = "On en voit dans de grandes villes, avec un chiffre qui monte à chaque passage. ".repeat(20);
    let mut docs = vec![
        idea(1, "Un compteur de vélos devant la gare", &long),
        idea(
            2,
            "Un concert dans chaque quartier",
            &format!("{long} On irait de l’un à l’autre à vélo."),
        ),
        said(3, Kind::Comment, "J’y vais à vélo. Et quand il pleut ?"),
        said(4, Kind::Person, "Livreur à vélo, et papa d’une petite Awa."),
    ];
    for n in 10..40 {
        docs.push(idea(n, "Des bancs à l’ombre", &long));
        docs.push(said(n + 100, Kind::Comment, "Très bonne idée, merci."));
        docs.push(said(n + 200, Kind::Person, "Habite le centre depuis trente ans."));
    }
    let bed = bed(&docs);
    let ids = bed.ids("vélo");
    assert_eq!((ids[0], ids.len()), (1, 4), "{ids:?}");

    let near = |text: &str| -> Vec<u128> {
        let near = Near {
            text: text.into(),
            limit: 4,
            ..Near::default()
        };
        bed.index
            .similar(&near)
            .unwrap()
            .iter()
            .map(|hit| hit.id.as_u128())
            .collect()
    };
    assert_eq!(near("Compter les vélos à la gare"), [1]);
    assert_eq!(
        near("Un abri pour les vélos des enfants"),
        [0_u128; 0],
        "one word said in passing is not alike"
    );
}
