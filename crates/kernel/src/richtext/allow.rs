//! The allow-list: the only elements, attributes and schemes that ever reach a page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

pub(super) const INLINE: [&str; 8] = ["a", "br", "code", "del", "em", "strong", "sub", "sup"];
pub(super) const BLOCKS: [&str; 17] = [
    "blockquote",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
pub(super) const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
pub(super) const REL: &str = "nofollow ugc noopener";
const URL_MAX: usize = 2_000;

static WITH_BLOCKS: LazyLock<Builder<'static>> =
    LazyLock::new(|| builder(INLINE.into_iter().chain(BLOCKS).collect()));
static INLINE_ONLY: LazyLock<Builder<'static>> = LazyLock::new(|| builder(INLINE.into_iter().collect()));

fn builder(tags: HashSet<&'static str>) -> Builder<'static> {
    let mut attributes = HashMap::from([("a", HashSet::from(["href"]))]);
    if tags.contains("ol") {
        attributes.insert("ol", HashSet::from(["start"]));
    }
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .tag_attributes(attributes)
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::Custom(Box::new(keep_local)))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .link_rel(Some(REL));
    builder
}

fn keep_local(url: &str) -> Option<Cow<'_, str>> {
    local(url).then_some(Cow::Borrowed(url))
}

pub(super) fn blocks(html: &str) -> String {
    WITH_BLOCKS.clean(html).to_string()
}

pub(super) fn inline(html: &str) -> String {
    INLINE_ONLY.clean(html).to_string()
}

/// Whether a link may point there: the three schemes, or a path of this site.
pub(super) fn link(url: &str) -> bool {
    if url.len() > URL_MAX || url.chars().any(|c| c.is_control()) {
        return false;
    }
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| SCHEMES.contains(&scheme.as_str())) || local(url)
}

/// A path of this site or a place in the page; never `//host`, which is another site.
fn local(url: &str) -> bool {
    let path = url.starts_with('/') && !url.starts_with("//");
    let clean = !url
        .chars()
        .any(|c| c == '\\' || c.is_control() || c.is_whitespace());
    (path || url.starts_with('#')) && clean
}
