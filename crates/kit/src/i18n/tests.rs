use super::*;

const FILES: [(Locale, &str); 2] = [
    (Locale::Fr, include_str!("../fr.ftl")),
    (Locale::En, include_str!("../en.ftl")),
];

fn every_key(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
}

#[test]
fn a_message_is_the_same_whoever_puts_it_together() {
    let args = [
        ("n", Arg::Count(12_345)),
        ("value", Arg::Text("<b>&")),
        ("name", Arg::Text("Zoé")),
    ];
    for (locale, text) in FILES {
        let words = Words::gather(locale, [text].into_iter()).expect("its own words");
        let mut values = FluentArgs::new();
        for (name, arg) in args {
            values.set(name, arg.value());
        }
        let mut plain = 0;
        for key in every_key(text) {
            let pattern = words.bundle.get_message(key).and_then(|m| m.value()).expect(key);
            let (mut errors, said) = (Vec::new(), words.say(key, &args));
            let fluent = words.bundle.format_pattern(pattern, Some(&values), &mut errors);
            assert_eq!(said.as_deref(), Some(fluent.as_ref()), "{key}");
            plain += usize::from(words.plain.say(key, &args, locale).is_some());
        }
        assert!(plain > 20, "most messages choose nothing");
    }
}

#[test]
fn l10n_a_count_decides_the_plural_and_a_missing_message_is_said_in_french() {
    let files = [
        (
            Locale::Fr,
            "ideas = { $n ->\n    [one] { $n } idée\n   *[other] { $n } idées\n }\nonly = Ici",
        ),
        (
            Locale::En,
            "ideas = { $n ->\n    [one] { $n } idea\n   *[other] { $n } ideas\n }",
        ),
    ];
    let catalogue = Arc::new(Catalogue::gather(&files).expect("both"));
    let (fr, en) = (
        Tr::new(catalogue.clone(), Locale::Fr),
        Tr::new(catalogue, Locale::En),
    );
    assert_eq!(
        (fr.n("ideas", 0), fr.n("ideas", 2)),
        ("0 idée".into(), "2 idées".into())
    );
    assert_eq!(
        (en.n("ideas", 0), en.n("ideas", 1)),
        ("0 ideas".into(), "1 idea".into())
    );
    assert_eq!((en.t("only"), en.t("nowhere")), ("Ici".into(), "nowhere".into()));
}
