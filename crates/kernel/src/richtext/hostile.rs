//! Hostile texts and shapes: nothing outside the allow-list, no time beyond the length, no word lost.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use proptest::prelude::*;

use super::*;

#[derive(Default)]
struct Seen(RefCell<Vec<Tag>>);

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.0.borrow_mut().push(tag),
            Token::CommentToken(_) | Token::DoctypeToken(_) => panic!("no comment, no doctype"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Another cleaner, with the same list, that builds the tree as a browser does.
static JUDGE: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut judge = ammonia::Builder::empty();
    judge
        .tags(allow::INLINE.into_iter().chain(allow::BLOCKS).collect())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
            ("th", HashSet::from(["scope"])),
        ]))
        .url_schemes(allow::SCHEMES.into_iter().collect())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some(allow::REL));
    judge
});

fn same_markup(one: &str, other: &str) -> bool {
    let tags = |html: &str| {
        html.split('<')
            .skip(1)
            .map(|tag| tag.split('>').next().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    tags(one) == tags(other)
}

/// Reads the HTML again, as a browser would, and looks for anything outside the allow-list.
fn outside(html: &str) -> Option<String> {
    let queue = BufferQueue::default();
    queue.push_back(html.into());
    let tokenizer = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let seen = tokenizer.sink.0.into_inner();
    let spelled = html
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace('\u{a0}', "&nbsp;");
    if html.len() < 10_000 && !same_markup(&JUDGE.clean(html).to_string(), &spelled) {
        return Some(format!("another cleaner changes it: {}", JUDGE.clean(html)));
    }
    seen.iter().find_map(stranger)
}

fn stranger(tag: &Tag) -> Option<String> {
    let name = &*tag.name;
    if !allow::INLINE.contains(&name) && !allow::BLOCKS.contains(&name) {
        return Some(format!("element {name}"));
    }
    tag.attrs.iter().find_map(|attribute| {
        let value = &*attribute.value;
        let known = match (name, &*attribute.name.local) {
            ("a", "href") => safe_url(value),
            ("a", "rel") => value == allow::REL,
            ("th", "scope") => value == "col",
            ("ol", "start") => value.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        (!known).then(|| format!("attribute {}={value}", attribute.name.local))
    })
}

fn safe_url(url: &str) -> bool {
    let base = url::Url::parse("https://ici.test/").expect("a base");
    match base.join(url) {
        Ok(full) => {
            allow::SCHEMES.contains(&full.scheme())
                && (!url.starts_with('/') || full.domain() == Some("ici.test"))
        }
        Err(_) => url.starts_with("http://") || url.starts_with("https://"),
    }
}

#[test]
fn sec_12_no_hostile_text_gets_through() {
    let payloads = crate::shared::read("security/xss-payloads.txt");
    let naughty = crate::shared::read("security/blns/blns.txt");
    let mut count = 0;
    for text in [payloads, naughty].iter().flatten().flat_map(|file| file.lines()) {
        let around = [
            text.to_owned(),
            format!("[a]({text})"),
            format!("[a](<{text}>)"),
            format!("![{text}]({text})"),
            format!("<{text}>"),
            format!("# {text}\n\n| {text} |\n|---|\n| {text} |"),
            format!("[x]: {text}\n\n[x] **{text}** `{text}`"),
            from_html(text),
            from_html(&format!("<p>{text}</p><a href=\"{text}\">x</a>")),
        ];
        count += around.len();
        let pages = around.map(|markdown| render(&markdown).html + &render_inline(&markdown).html);
        if let Some(stranger) = outside(&pages.concat()) {
            panic!("{text}: {stranger}");
        }
    }
    eprintln!("{count} hostile texts rendered");
}

/// The result and the time it took on the processor, so that a busy machine is not the text's fault;
/// the time on the wall where the system does not tell.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let on_processor = || {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let (start, before) = (Instant::now(), on_processor());
    let result = work();
    let spent = on_processor().zip(before).map(|(after, before)| after - before);
    (result, spent.unwrap_or_else(|| start.elapsed()))
}

#[test]
fn sec_44_hostile_shapes_cost_no_more_than_their_length() {
    let n = 100_000;
    let shapes = [
        ("quotes", ">".repeat(n)),
        ("quotes spaced", "> ".repeat(n / 2)),
        ("brackets", "[".repeat(n)),
        ("bracket pairs", "[]".repeat(n / 2)),
        ("links", "[a](".repeat(n / 4)),
        ("pictures", "![".repeat(n / 2)),
        ("stars", "*".repeat(n)),
        ("star words", "*a ".repeat(n / 3)),
        ("mixed emphasis", "*a **b ".repeat(n / 7)),
        ("closing emphasis", "a** ".repeat(n / 4)),
        ("underscores", "_a __b ".repeat(n / 7)),
        ("strikes", "~~a ~b".repeat(n / 6)),
        ("ticks", (1..440).map(|length| "`".repeat(length) + " ").collect()),
        ("lists", "- ".repeat(n / 2)),
        ("numbers", "1. ".repeat(n / 3)),
        ("lists then blank", "* ".repeat(n / 4) + &"\n".repeat(n / 2)),
        (
            "indented lists",
            (0..400)
                .map(|depth| " ".repeat(depth * 2 % 500) + "- a\n")
                .collect(),
        ),
        (
            "table",
            format!(
                "{}\n{}\n{}",
                "|a".repeat(200),
                "|-".repeat(200),
                "a\n".repeat(n / 2)
            ),
        ),
        (
            "narrow table",
            format!(
                "{}\n{}\n{}",
                "|a".repeat(30),
                "|-".repeat(30),
                "a\n".repeat(n / 2)
            ),
        ),
        (
            "loose table",
            format!(
                "{}\n{}\n{}",
                "a|".repeat(3000),
                "-|".repeat(3000),
                "a\n".repeat(n / 4)
            ),
        ),
        ("tags", "<a ".repeat(n / 3)),
        ("comments", "<!--".repeat(n / 4)),
        ("cdata", "<![CDATA[".repeat(n / 9)),
        ("entities", "&".repeat(n)),
        ("angles", "<".repeat(n)),
        ("addresses", "a@".repeat(n / 2)),
        ("www", "www.".repeat(n / 4)),
        ("http", "http://".repeat(n / 7)),
        ("one word", "x".repeat(n)),
        ("headings", "# a\n".repeat(n / 4)),
        (
            "references",
            format!(
                "[a]: https://a.fr/{}\n\n{}",
                "x".repeat(1900),
                "[a] ".repeat(n / 5)
            ),
        ),
        (
            "definitions",
            (0..n / 14).map(|i| format!("[r{i}]: /a\n")).collect(),
        ),
        ("backslashes", "\\".repeat(n)),
        ("quote lines", ">>>>>>>> a\n".repeat(n / 11)),
        ("lazy quotes", ">".repeat(16) + &"\na".repeat(n / 2)),
    ];
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 4_000 } else { 100 });
    for (name, text) in shapes {
        let (rendered, spent) = timed(|| render(&text));
        eprintln!("{name}: {spent:?}, {} bytes", rendered.html.len());
        assert!(spent < limit, "{name} took {spent:?}");
        assert!(
            rendered.html.len() < 3_000_000,
            "{name} gave {} bytes",
            rendered.html.len()
        );
        assert_eq!(outside(&rendered.html), None, "{name}");
    }
}

#[test]
fn hostile_foreign_html_costs_no_more_than_its_length() {
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 20_000 } else { 1_000 });
    let n = 100_000;
    for (name, text) in [
        ("bold", "<b>".repeat(n / 3)),
        ("div", "<div>".repeat(n / 5)),
        ("list", "<ul><li>".repeat(n / 8)),
        ("quote", "<blockquote>a".repeat(n / 13)),
        ("links", "<a href=x>".repeat(n / 10)),
        ("cells", "<table><tr><td>".repeat(n / 15)),
        ("one word", "x".repeat(n)),
        ("stars", "*".repeat(n)),
        ("brackets", "[".repeat(n)),
        ("breaks", "a<br>".repeat(n / 5)),
    ] {
        let (markdown, spent) = timed(|| from_html(&text));
        eprintln!("{name}: {spent:?}, {} bytes", markdown.len());
        assert!(spent < limit, "{name} took {spent:?}");
    }
}

const HOSTILE: &str = concat!(
    "([\\[\\]()<>!*_`~#>|:\"'=/ \\n-]|[a-z]{1,4}|https?://|javascript:",
    "|<img src=x onerror=|<svg>|&#x6a;|\\PC){0,60}"
);
const WORDS: &str =
    "([\\[\\]()!*_`~#>|:\"'=/. +-]|[a-zé]{1,4}|[0-9]{1,2}[.)] |https?://|www\\.|  |\\PC){0,40}";

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_outside_the_list_survives(text in HOSTILE) {
        let rendered = render(&text);
        prop_assert_eq!(outside(&rendered.html), None, "{}", rendered.html);
        prop_assert_eq!(outside(&render_inline(&text).html), None);
        prop_assert_eq!(outside(&render(&from_html(&text)).html), None);
    }

    #[test]
    fn any_words_survive_the_way_through_markdown(text in WORDS) {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let markdown = from_html(&format!("<p>{escaped}</p>"));
        let rendered = render(&markdown);
        let expected = text.replace('\u{feff}', "");
        prop_assert_eq!(words(&rendered.plain), words(&expected), "{}", markdown);
    }

    #[test]
    fn structure_survives_too(parts in prop::collection::vec(("[a-z]{1,5}", 0..5u8), 1..12)) {
        let html: String = parts.iter().map(|(word, kind)| match kind {
            0 => format!("<p>{word}</p>"),
            1 => format!("<ul><li>{word}</li><li><b>{word}</b></li></ul>"),
            2 => format!("<blockquote><p>{word}</p><ol><li>{word}</li></ol></blockquote>"),
            3 => format!("<h3>{word}</h3>"),
            _ => format!("<p><em>{word}</em><strong>{word}</strong></p>"),
        }).collect();
        let rendered = render(&from_html(&html));
        let count = |tag: &str| (rendered.html.matches(tag).count(), html.matches(tag).count());
        let (quotes, wanted) = count("<blockquote>");
        prop_assert_eq!(quotes > 0, wanted > 0);
        let (items, wanted) = count("<li>");
        prop_assert_eq!(items, wanted, "{}", rendered.html);
    }
}
