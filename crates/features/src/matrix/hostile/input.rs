//! What nobody types: segments of addresses, values, whole questions and bodies.

use std::{collections::BTreeSet, fs, path::Path};

const FORM: &str = "application/x-www-form-urlencoded";

/// What stands where an address expects a name, a number or an id.
pub const SEGMENTS: &[&str] = &[
    "%00",
    "%FF%FE",
    "..%2F..%2Fetc%2Fpasswd",
    "%27%22%3Cscript%3E",
    "-1",
    "99999999999999999999999",
    "%F0%9F%8C%B1%E2%80%AE",
    "%C2%AD",
];

/// Values of the words after the question mark, and of fields.
pub const VALUES: &[&str] = &[
    "%00",
    "%FF%FE%80",
    "-1",
    "NaN",
    "1e999",
    "9223372036854775808",
    "%27%20or%201%3D1--",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%E2%80%AE%F0%9F%8C%B1",
    "5b5d",
    "%2F%2Fevil.example",
];

/// Questions that are none, or two in one.
pub const QUERIES: [&str; 3] = [
    "q=a&q=b&sort=newest&sort=backed&after=1&after=2&lat=1&lat=2&next=/&next=/x",
    "%FF=%FF&&&=&?",
    "%",
];

/// The words that addresses of this product know.
const WORDS: &[&str] = &[
    "q", "after", "sort", "state", "theme", "zone", "kind", "next", "lang", "lat", "lon", "limit", "page",
    "from", "url", "w", "author", "near", "side", "format", "v", "email", "sent", "cursor", "before", "role",
    "to",
];

/// Every name of a field in the templates.
fn fields(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the source").flatten() {
        let path = entry.path();
        if path.is_dir() {
            fields(&path, found);
        } else if path.extension().is_some_and(|e| e == "html") {
            let text = fs::read_to_string(&path).expect("a file");
            let names = text
                .split("name=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next());
            found.extend(
                names
                    .filter(|n| {
                        !n.is_empty() && n.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
                    })
                    .map(str::to_owned),
            );
        }
    }
}

pub fn every_field() -> Vec<String> {
    let mut found = BTreeSet::new();
    fields(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    // Names that templates get from their page, and those that would make the sender leave the stage.
    found.extend(
        [
            "text", "title", "body", "email", "password", "name", "role", "line", "place", "side",
        ]
        .map(str::to_owned),
    );
    assert!(found.len() > 25, "{found:?}");
    found.into_iter().collect()
}

pub fn query(value: &str) -> String {
    let pairs: Vec<_> = WORDS.iter().map(|word| format!("{word}={value}")).collect();
    pairs.join("&")
}

/// Bodies that are no form, are half of one, or hold what nobody types.
pub fn bodies(names: &[String]) -> Vec<(&'static str, String, Vec<u8>)> {
    let form = |value: &str| {
        let pairs: Vec<_> = names.iter().map(|name| format!("{name}={value}")).collect();
        pairs.join("&").into_bytes()
    };
    let border = "multipart/form-data; boundary=X".to_owned();
    let part = |name: &str, rest: &[u8]| {
        let mut body = format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"").into_bytes();
        body.extend_from_slice(rest);
        body
    };
    let mut all = vec![
        ("empty", FORM.into(), vec![]),
        ("no kind", String::new(), b"a=b".to_vec()),
        (
            "json",
            "application/json".into(),
            br#"{"text":[[[[[[]]]]]]}"#.to_vec(),
        ),
        ("many fields", FORM.into(), "a=b&".repeat(5_000).into_bytes()),
        (
            "large",
            FORM.into(),
            [b"text=".to_vec(), vec![b'a'; 1_100_000]].concat(),
        ),
        (
            "twice",
            FORM.into(),
            [form("un"), b"&".to_vec(), form("deux")].concat(),
        ),
        ("no border", "multipart/form-data".into(), b"--X\r\n".to_vec()),
        (
            "cut",
            border.clone(),
            part("pictures", b"; filename=\"a.jpg\"\r\n\r\n\xff\xd8\xff"),
        ),
        (
            "no name",
            border.clone(),
            b"--X\r\nContent-Disposition: form-data\r\n\r\na\r\n--X--\r\n".to_vec(),
        ),
        (
            "file name",
            border.clone(),
            part(
                "pictures",
                b"; filename=\"..%2f..\\\x00\xff.svg\"\r\n\r\n<svg onload=alert(1)>\r\n--X--\r\n",
            ),
        ),
        (
            "not text",
            border,
            part("text", b"\r\n\r\n\xff\xfe\x00\r\n--X--\r\n"),
        ),
    ];
    let word = "mot".repeat(3_400);
    for value in VALUES.iter().copied().chain([&*word]) {
        all.push(("values", FORM.into(), form(value)));
    }
    all
}
