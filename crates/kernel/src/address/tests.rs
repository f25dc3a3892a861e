use proptest::prelude::*;

use super::*;

#[test]
fn ordinary_addresses_are_accepted_and_normalised() {
    for (text, expected) in [
        ("camille@exemple.fr", "camille@exemple.fr"),
        (
            " Camille.Dupont+terreau@Exemple.FR ",
            "Camille.Dupont+terreau@exemple.fr",
        ),
        ("o'neil@exemple.co.uk", "o'neil@exemple.co.uk"),
        ("maire@mairie-sceaux.fr", "maire@mairie-sceaux.fr"),
        ("a@académie.fr", "a@xn--acadmie-eya.fr"),
        ("resident@demo.terreau.test", "resident@demo.terreau.test"),
    ] {
        assert_eq!(parse(text).expect(text).as_str(), expected);
    }
}

#[test]
fn what_cannot_be_delivered_is_refused_with_its_reason() {
    for (text, why) in [
        ("", Why::Empty),
        ("camille", Why::NoAt),
        ("@exemple.fr", Why::NoAt),
        ("camille@", Why::NoAt),
        ("camille@localhost", Why::Domain),
        ("camille@192.0.2.1", Why::Domain),
        ("camille@[192.0.2.1]", Why::Domain),
        ("camille@exemple..fr", Why::Domain),
        ("camille@-exemple.fr", Why::Domain),
        ("camille@exemple.fr.", Why::Domain),
        ("camille@exemple.fr/x", Why::Domain),
        ("camille@exe%2emple.fr", Why::Domain),
        (".camille@exemple.fr", Why::Local),
        ("ca..mille@exemple.fr", Why::Local),
        ("ca mille@exemple.fr", Why::Local),
        ("\"camille\"@exemple.fr", Why::Local),
        ("camillé@exemple.fr", Why::Local),
        ("a@b@exemple.fr", Why::Local),
        ("a@exemple.fr\r\nBcc: x@y.fr", Why::Local),
        ("a@exemple.fr\r\n", Why::Domain),
        ("a\n@exemple.fr", Why::Local),
    ] {
        assert_eq!(parse(text), Err(why), "{text}");
    }
    assert_eq!(
        parse(&format!("{}@exemple.fr", "a".repeat(65))),
        Err(Why::TooLong)
    );
    assert_eq!(
        parse(&format!("{}@exemple.fr", "a".repeat(5_000))),
        Err(Why::TooLong)
    );
}

#[test]
fn one_person_has_one_key_and_a_mask() {
    let address = parse("Jeanne.D@Exemple.fr").expect("an address");
    assert_eq!(
        address.key(),
        parse("jeanne.d@exemple.FR").expect("an address").key()
    );
    assert_eq!(address.masked(), "J…@exemple.fr");
    assert_eq!((address.local(), address.domain()), ("Jeanne.D", "exemple.fr"));
}

struct Case {
    address: String,
    category: String,
    diagnosis: String,
}

fn cases(xml: &str) -> Vec<Case> {
    let tests = xml.split("<test id").skip(1);
    let field = |test: &str, name: &str| {
        let inside = test.split_once(&format!("<{name}>")).map_or("", |(_, rest)| rest);
        entities(inside.split_once("</").map_or("", |(text, _)| text))
    };
    tests
        .map(|test| Case {
            address: field(test, "address"),
            category: field(test, "category"),
            diagnosis: field(test, "diagnosis"),
        })
        .collect()
}

/// The entities of the file; U+2400 and up stand for the control characters XML cannot hold.
fn entities(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').expect("a closed entity");
        let c = match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => {
                let code = number.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16));
                code.or(number.strip_prefix('#').map(str::parse))
                    .expect(name)
                    .ok()
                    .and_then(char::from_u32)
                    .expect(name)
            }
        };
        out.push(c);
        out.push_str(rest);
    }
    out.chars().map(control).collect()
}

fn control(c: char) -> char {
    match c as u32 {
        code @ 0x2400..=0x241f => char::from_u32(code - 0x2400).expect("a control character"),
        _ => c,
    }
}

/// Every error of the reference suite is refused; every plain valid address with a dotted domain is
/// accepted; of the doubtful ones, nothing with a quote, a comment, a fold or a literal is.
#[test]
fn the_reference_suite_is_judged_by_the_policy() {
    let Some(xml) = crate::shared::read("email/isemail/test/tests.xml") else {
        return;
    };
    let (mut accepted, mut refused) = (0, 0);
    for case in cases(&xml) {
        let Case {
            address,
            category,
            diagnosis,
        } = case;
        let verdict = parse(&address);
        match category.as_str() {
            "ISEMAIL_VALID_CATEGORY" if address.contains('.') => {
                assert!(verdict.is_ok(), "{address} {diagnosis} {verdict:?}");
            }
            "ISEMAIL_DNSWARN" => {
                let dotted = address
                    .rsplit_once('@')
                    .is_some_and(|(_, domain)| domain.contains('.'));
                assert_eq!(
                    verdict.is_ok(),
                    dotted && address.len() <= ADDRESS_MAX,
                    "{address} {verdict:?}"
                );
            }
            _ if address.trim_matches(' ') != address => {
                assert_eq!(
                    verdict,
                    parse(address.trim_matches(' ')),
                    "spaces around are forgiven"
                );
            }
            _ => assert!(verdict.is_err(), "{address:?} {category} {diagnosis}"),
        }
        if verdict.is_ok() {
            accepted += 1
        } else {
            refused += 1
        }
    }
    eprintln!("reference suite: {accepted} accepted, {refused} refused");
    assert!(accepted >= 20 && refused >= 130);
}

#[test]
fn the_older_suite_never_breaks_the_parser() {
    let Some(xml) = crate::shared::read("email/isemail/test/tests-original.xml") else {
        return;
    };
    let all = cases(&xml);
    assert!(all.len() > 200, "{}", all.len());
    for case in all {
        if let Ok(address) = parse(&case.address) {
            assert_eq!(parse(address.as_str()).as_ref(), Ok(&address));
        }
    }
}

const MESSY: &str = "([a-zA-Z0-9.@ +\"()\\[\\]\\\\,:;<>é_-]|\\PC|[\\r\\n\\x00]){0,60}";

const LOCAL: &str = "[a-z0-9]{1,10}([.+_-][a-z0-9]{1,10}){0,3}";

const DOMAIN: &str = "[a-z]{1,10}(-[a-z]{1,5})?\\.[a-z]{2,6}";

proptest! {
    #[test]
    fn what_is_accepted_is_stable_and_clean(text in MESSY) {
        if let Ok(address) = parse(&text) {
            prop_assert!(address.as_str().is_ascii());
            prop_assert!(!address.as_str().contains([' ', '\r', '\n', '<', '>', '"', ',', ';', '(']));
            prop_assert_eq!(parse(address.as_str()), Ok(address.clone()));
            prop_assert_eq!(parse(&address.key()).expect("a key is an address").key(), address.key());
        }
    }

    #[test]
    fn ordinary_shapes_are_always_accepted(local in LOCAL, domain in DOMAIN) {
        let address = format!("{local}@{domain}");
        let parsed = parse(&address);
        prop_assert_eq!(parsed.as_ref().map(Address::as_str), Ok(address.as_str()));
    }
}
