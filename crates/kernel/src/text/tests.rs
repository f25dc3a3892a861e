use proptest::prelude::*;
use unicode_normalization::is_nfc;

use super::*;

#[test]
fn folding_forgets_what_does_not_distinguish() {
    for (one, other) in [
        ("Élève", "eleve"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "STRASSE"),
        ("L’été", "l'ete"),
        ("a \u{a0} b", "A B"),
        ("ﬁn", "fin"),
        ("e\u{301}", "é"),
        ("İ", "i"),
        ("Łódź", "lodz"),
    ] {
        assert_eq!(fold(one), fold(other), "{one} {other}");
    }
    assert_ne!(fold("été"), fold("étés"));
}

#[test]
fn slugs_are_short_ascii_and_never_empty() {
    for (text, max, expected) in [
        (
            "Un composteur au pied des tours !",
            80,
            "un-composteur-au-pied-des-tours",
        ),
        ("L’œuvre d’art à l’école", 80, "l-oeuvre-d-art-a-l-ecole"),
        ("Un composteur au pied des tours", 18, "un-composteur-au"),
        ("anticonstitutionnellement", 10, "anticonsti"),
        ("a anticonstitutionnellement", 10, "a-anticons"),
        ("🌱🌱", 80, "idee"),
        ("", 80, "idee"),
        ("Идея", 80, "idee"),
    ] {
        assert_eq!(slug(text, max), expected, "{text}");
    }
}

#[test]
fn lines_lose_what_hides_and_keep_what_speaks() {
    for (text, expected) in [
        ("  a \t b\n c ", "a b c"),
        ("e\u{301}te\u{301}", "été"),
        ("a\u{202e}b\u{2066}c\u{200b}d\u{feff}", "abcd"),
        ("a\0b\u{7}c\u{7f}", "abc"),
        ("👩\u{200d}🌾 et a\u{200d}b", "👩\u{200d}🌾 et ab"),
        ("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥"),
        ("👩🏽\u{200d}🌾", "👩🏽\u{200d}🌾"),
        ("Où\u{a0}? Là\u{202f}!", "Où\u{a0}? Là\u{202f}!"),
        ("a\u{a0} \u{a0}b", "a b"),
        ("שלום", "שלום"),
        ("\u{200b}", ""),
    ] {
        assert_eq!(clean_line(text), expected, "{text:?}");
    }
    assert_eq!(
        clean_line(&format!("z{}", "\u{300}".repeat(50))).chars().count(),
        6
    );
    let scotland = "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
    assert_eq!(clean_line(scotland), scotland);
    assert_eq!(clean_line("a\u{e0067}"), "a");
}

#[test]
fn texts_keep_their_lines() {
    assert_eq!(clean_text("\r\n\na\r\nb  \n\n\n\n\nc\rd\n\n"), "a\nb\n\n\nc\nd");
    assert_eq!(clean_text("- a\n    - b"), "- a\n    - b");
    assert_eq!(clean_text("a\u{2028}b"), "a\nb");
}

#[test]
fn lengths_are_what_a_reader_counts() {
    assert_eq!(graphemes("été"), 3);
    assert_eq!(graphemes("e\u{301}te\u{301}"), 3);
    assert_eq!(graphemes("👩\u{200d}🌾"), 1);
    assert_eq!(graphemes("a\r\nb"), 3);
}

#[test]
fn initials_stand_for_a_name() {
    for (name, expected) in [
        ("Camille Dupont", "CD"),
        ("jean-pierre de la tour", "JT"),
        ("Ville de Sceaux", "VS"),
        ("émile", "É"),
        ("« Les Amis »", "LA"),
        ("🌱", "?"),
        ("", "?"),
    ] {
        assert_eq!(initials(name), expected, "{name}");
    }
}

#[test]
fn ellipsis_cuts_between_words() {
    assert_eq!(ellipsis("Un jardin partagé", 17), "Un jardin partagé");
    assert_eq!(ellipsis("Un jardin partagé", 16), "Un jardin…");
    assert_eq!(ellipsis("anticonstitutionnellement", 5), "anti…");
    assert_eq!(ellipsis("Un jardin, partagé", 11), "Un jardin…");
    assert_eq!(ellipsis("", 5), "");
    assert_eq!(ellipsis("abc", 0), "…");
}

/// MOD-29: a name made to look like the town's is recognised.
#[test]
fn mod_29_names_that_look_alike_have_one_skeleton() {
    let town = confusable("Ville de Sceaux");
    for name in [
        "Vílle de Ѕceaux ✔",
        "VILLE DE SCEAUX",
        "Ville-de-Sceaux ✅",
        "𝐕𝐢𝐥𝐥𝐞 𝐝𝐞 𝐒𝐜𝐞𝐚𝐮𝐱",
        "Ⓥⓘⓛⓛⓔ ⓓⓔ Ⓢⓒⓔⓐⓤⓧ",
        "Vi11e de Sceaux",
        "VіІІе dе Ѕсеаux",
        "Ville de Sceaυx ☑",
        "V\u{200b}ille de Sceaux",
    ] {
        assert_eq!(confusable(name), town, "{name}");
    }
    for name in ["Ville de Meaux", "Ville de Sceau", "Les amis de Sceaux"] {
        assert_ne!(confusable(name), town, "{name}");
    }
    assert_ne!(confusable("🌱"), confusable("🌳"));
}

const MESSY: &str =
    "(\\PC|[ \\n\\r\\t\\x00\u{200b}\u{200d}\u{202e}\u{fe0f}\u{300}\u{a0}👩🏽🌾🏴\u{e0067}]){0,40}";

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing(text in MESSY) {
        let line = clean_line(&text);
        prop_assert_eq!(&clean_line(&line), &line);
        prop_assert!(is_nfc(&line) && !line.contains('\n') && line.trim() == line);
        let hidden = line.chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
        prop_assert!(!hidden);
        let lines = clean_text(&text);
        prop_assert_eq!(&clean_text(&lines), &lines);
        prop_assert!(!lines.contains("\n\n\n\n") && !lines.contains('\r'));
    }

    #[test]
    fn folding_twice_changes_nothing(text in ".{0,30}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_uppercase().to_lowercase()));
    }

    #[test]
    fn slugs_fit_and_reparse(text in ".{0,60}", max in 4usize..80) {
        let made = slug(&text, max);
        prop_assert!(!made.is_empty() && made.len() <= max);
        prop_assert!(made.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        prop_assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains("--"));
        prop_assert_eq!(slug(&made, max), made);
    }

    #[test]
    fn ellipsis_never_exceeds(text in ".{0,60}", n in 1usize..30) {
        let cut = ellipsis(&text, n);
        prop_assert!(graphemes(&cut) <= n.max(graphemes(&text).min(n)));
        let _ = (initials(&text), confusable(&text));
    }
}
