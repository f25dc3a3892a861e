//! Stems, elisions, accents, mistakes and beginnings, in both languages.

use terreau_kernel::locale::Locale;

use super::super::analyser::{Analyser, words};
use super::super::{Ask, Doc, Kind, Near};
use super::{bed, id, idea, shared};

fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

#[test]
fn elided_articles_fall_away() {
    assert_eq!(
        folded("L’école d'à côté, qu’elle aime jusqu’au soir"),
        ["ecole", "a", "cote", "elle", "aime", "au", "soir"]
    );
    assert_eq!(folded("aujourd’hui aujourd'hui"), ["aujourdhui", "aujourdhui"]);
    assert_eq!(folded("the mayor's plan, don't"), ["the", "mayor", "plan", "don"]);
    assert_eq!(folded("plan B, quelqu'un"), ["plan", "b", "un"]);
}

#[test]
fn acronyms_and_glued_words_are_read() {
    assert_eq!(
        folded("la S.N.C.F. arrive. Bien"),
        ["la", "sncf", "arrive", "bien"]
    );
    assert_eq!(folded("faitSupprimez"), ["fait", "supprimez"]);
    assert_eq!(words("openData")[0].whole.as_deref(), Some("opendata"));
    assert_eq!(
        folded("cœur Straße e\u{301}te\u{301}"),
        ["coeur", "strasse", "ete"]
    );
}

#[test]
fn french_stems_are_those_of_snowball() {
    let Some(folder) = shared("data/search/snowball-french/french") else {
        return;
    };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let (words, stems) = (read("voc.txt"), read("output.txt"));
    let mut analyser = Analyser::new();
    let pairs: Vec<(&str, &str)> = words.lines().zip(stems.lines()).collect();
    let wrong = pairs
        .iter()
        .filter(|(word, stem)| analyser.stem(word, Locale::Fr) != **stem)
        .count();
    eprintln!("{} of {} stems differ", wrong, pairs.len());
    assert!(pairs.len() > 20_000);
    assert_eq!(wrong, 0);
}

#[test]
fn plurals_in_a_vowel_are_plurals() {
    let mut analyser = Analyser::new();
    let mut stems = |text: &str| analyser.stems(&words(text)[0], Locale::Fr);
    for (one, many) in [
        ("vélo", "vélos"),
        ("élu", "élus"),
        ("menu", "menus"),
        ("ami", "amis"),
        ("agenda", "agendas"),
    ] {
        assert_eq!(stems(one), stems(many), "{many}");
    }
    assert_eq!(stems("bus"), ["bus"]);
}

#[test]
fn french_questions_find_their_forms() {
    let bed = bed(&[
        idea(
            1,
            "Des aménagements cyclables près de l’école",
            "Les élèves viendraient à vélo.",
        ),
        idea(2, "Budgets participatifs", "Chaque quartier décide."),
        idea(3, "Une bibliothèque de prêt d’objets", "Emprunter une perceuse."),
        idea(4, "Covoiturage vers la gare", "Partager sa voiture."),
        idea(5, "Cartes en openData", "Publier les données."),
    ]);
    for (typed, found) in [
        ("aménagement cyclable", 1),
        ("amenagements", 1),
        ("AMÉNAGEMENTS", 1),
        ("l'ecole", 1),
        ("d’école", 1),
        ("eleve", 1),
        ("budget participatif", 2),
        ("bibliothèques", 3),
        ("bibliotheqe", 3),
        ("biblotheque ", 3),
        ("bilbiothèque ", 3),
        ("bibl", 3),
        ("prêts d'objet", 3),
        ("co-voiturage", 4),
        ("co voiturage ", 4),
        ("opendata", 5),
        ("data", 5),
        ("donnée", 5),
    ] {
        assert_eq!(bed.ids(typed).first(), Some(&found), "{typed}");
    }
    assert!(bed.ids("hélicoptère").is_empty());
}

#[test]
fn mistakes_are_corrected_with_their_accents() {
    let bed = bed(&[
        idea(3, "Une bibliothèque de prêt", ""),
        idea(4, "La bibliothèque de nuit", ""),
    ]);
    assert_eq!(
        bed.ask("une bibliotheqe de nuit").corrected.as_deref(),
        Some("une bibliothèque de nuit")
    );
    assert_eq!(bed.ask("bibliothèque de nuit").corrected, None);
}

#[test]
fn a_corrected_word_weighs_in_titles_too() {
    // The same words, so many in each: only where they stand differs.
    let filler = "Un lieu calme pour lire et travailler ensemble, ouvert à toutes et à tous.";
    let named = |n: u128| idea(n, "Une bibliothèque ouverte", filler);
    let told = |n: u128| {
        idea(
            n,
            "Un endroit tranquille",
            &format!("{filler} Comme une bibliothèque ouverte."),
        )
    };
    let bed = bed(&[told(1), told(2), named(3), told(4)]);
    let score = |text: &str| {
        let hits = bed.ask(text).hits;
        assert_eq!(hits.len(), 4, "{text}");
        (hits[0].id, hits[0].score / hits[1].score)
    };
    let (first, typed) = score("bibliothèque ");
    assert_eq!(first, id(3));
    let (first, mistyped) = score("bibliotheqe ");
    assert_eq!(first, id(3));
    assert!(
        (mistyped / typed) > 0.95,
        "{mistyped} against {typed}: the title counts as much"
    );
}

#[test]
fn english_documents_have_english_stems() {
    let mut english = idea(
        1,
        "Gardening lessons for neighbours",
        "We share tools and seedlings.",
    );
    english.lang = Locale::En;
    let bed = bed(&[english, idea(2, "Des cours de jardinage", "Partager ses outils.")]);
    for lang in Locale::ALL {
        let ask = |text: &str| Ask {
            text: text.into(),
            limit: 5,
            lang,
            ..Ask::default()
        };
        let first = |text: &str| {
            bed.index
                .search(&ask(text))
                .unwrap()
                .hits
                .first()
                .map(|hit| hit.id)
        };
        assert_eq!(first("garden lesson "), Some(id(1)));
        assert_eq!(first("sharing the tools"), Some(id(1)));
        assert_eq!(first("jardinages"), Some(id(2)));
    }
}

#[test]
fn titles_come_as_one_types() {
    let bed = bed(&[
        idea(1, "Un jardin partagé", ""),
        idea(2, "Une journée sans voiture", "jardin"),
        idea(3, "Jardiner à l’école", ""),
    ]);
    let typed = |text: &str| {
        let near = Near {
            text: text.into(),
            limit: 5,
            ..Near::default()
        };
        let mut ids: Vec<u128> = bed
            .index
            .suggest(&near)
            .unwrap()
            .iter()
            .map(|hit| hit.id.as_u128())
            .collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(typed("ja"), [1, 3]);
    assert_eq!(typed("le jard"), [1, 3]);
    assert_eq!(typed("jardin par"), [1]);
    assert_eq!(typed("jarddin "), [1]);
    assert_eq!(typed("journee s"), [2]);
    assert!(typed("zz").is_empty());
}

#[test]
fn two_words_are_enough_to_find_what_exists() {
    let bed = bed(&[
        idea(1, "Installer des ruches sur les toits", "Des abeilles en ville."),
        idea(2, "Une passerelle vers le parc", "Traverser la voie."),
        Doc {
            kind: Kind::Comment,
            id: id(9),
            body: "Les ruches sur les toits, oui.".into(),
            ..Doc::default()
        },
    ]);
    let near = Near {
        text: "ruche toit".into(),
        limit: 3,
        ..Near::default()
    };
    let ids: Vec<u128> = bed
        .index
        .similar(&near)
        .unwrap()
        .iter()
        .map(|hit| hit.id.as_u128())
        .collect();
    assert_eq!(ids, [1]);
    assert!(
        bed.index
            .similar(&Near {
                exclude: Some(id(1)),
                ..near
            })
            .unwrap()
            .is_empty()
    );
}

#[test]
fn extracts_mark_what_answers() {
    let long = format!(
        "{} Les élèves de l’école viendraient à vélo. {}",
        "Autre chose. ".repeat(60),
        "Suite. ".repeat(60)
    );
    let bed = bed(&[idea(1, "Écoles à vélo", &long)]);
    let found = bed.ask("école élève");
    let hit = &found.hits[0];
    assert_eq!(
        hit.title,
        [("Écoles".to_owned(), true), (" à vélo".to_owned(), false)]
    );
    let marked: Vec<&str> = hit
        .extract
        .iter()
        .filter(|piece| piece.1)
        .map(|piece| piece.0.as_str())
        .collect();
    assert_eq!(marked, ["élèves", "école"]);
    assert_eq!(
        (
            hit.extract.first().unwrap().0.as_str(),
            hit.extract.last().unwrap().0.as_str()
        ),
        ("…", "…")
    );
    let length: usize = hit.extract.iter().map(|piece| piece.0.len()).sum();
    assert!(length < 300, "{length}");
}
