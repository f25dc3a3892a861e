//! The allow-list: the only elements, attributes and schemes that ever reach a page.
//!
//! The HTML made from Markdown is read again, tag by tag. A known tag is written in its one allowed form;
//! whatever is not known, or not exactly as the renderer writes it, becomes text. So nothing outside the
//! list can be in the result, whatever the renderer does, and the cost is one pass.

pub(super) const INLINE: [&str; 6] = ["a", "br", "code", "del", "em", "strong"];
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

/// Every allowed element stays; any other tag shows as text.
pub(super) fn blocks(html: &str) -> String {
    pass(
        html,
        |name| INLINE.contains(&name) || BLOCKS.contains(&name),
        true,
    )
}

/// Only what may stand in a line stays; the tags of blocks go, their words stay.
pub(super) fn inline(html: &str) -> String {
    pass(html, |name| INLINE.contains(&name), false)
}

fn pass(html: &str, known: impl Fn(&str) -> bool, show_strangers: bool) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut parts = html.split('<');
    out.push_str(parts.next().unwrap_or_default());
    let mut dead_link = false;
    for part in parts {
        let read = part
            .split_once('>')
            .and_then(|(tag, text)| Some((Tag::read(tag)?, text)));
        let Some((tag, text)) = read.filter(|(tag, _)| known(tag.name) || !show_strangers) else {
            out.push_str("&lt;");
            out.push_str(part);
            continue;
        };
        if tag.name == "a" && !tag.close {
            dead_link = tag.href().is_none();
        }
        if known(tag.name) && !(tag.name == "a" && dead_link) {
            tag.write(&mut out);
        }
        out.push_str(text);
    }
    out
}

struct Tag<'a> {
    name: &'a str,
    close: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    fn read(inside: &'a str) -> Option<Self> {
        let close = inside.starts_with('/');
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let inside = inside.strip_suffix('/').unwrap_or(inside).trim_end_matches(' ');
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        let plain = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        plain.then_some(Self {
            name,
            close,
            attributes,
        })
    }

    fn write(&self, out: &mut String) {
        out.push_str(if self.close { "</" } else { "<" });
        out.push_str(self.name);
        if !self.close {
            match self.name {
                "a" => self.link(out),
                "ol" => self.start(out),
                "th" => out.push_str(" scope=\"col\""),
                _ => {}
            }
        }
        out.push('>');
    }

    fn href(&self) -> Option<&'a str> {
        self.attribute("href").filter(|url| link(url))
    }

    fn link(&self, out: &mut String) {
        if let Some(href) = self.href() {
            out.push_str(&format!(" href=\"{href}\" rel=\"{REL}\""));
        }
    }

    fn start(&self, out: &mut String) {
        if let Some(start) = self
            .attribute("start")
            .and_then(|number| number.parse::<u32>().ok())
        {
            out.push_str(&format!(" start=\"{start}\""));
        }
    }

    /// The value of an attribute written `name="value"`, as it stands, entities included.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let value = self.attributes.strip_prefix(name)?.strip_prefix("=\"")?;
        value.split_once('"').map(|(value, _)| value)
    }
}

/// Whether a link may point there: the three schemes, or a path of this site.
pub(super) fn link(url: &str) -> bool {
    let broken = |c: char| c.is_control() || matches!(c, '"' | '<' | '>');
    if url.len() > URL_MAX || url.contains(broken) || url.starts_with(char::is_whitespace) {
        return false;
    }
    local(url) || url::Url::parse(url).is_ok_and(|full| SCHEMES.contains(&full.scheme()))
}

/// A path of this site or a place in the page; never `//host`, which is another site.
fn local(url: &str) -> bool {
    let path = url.starts_with('/') && !url.starts_with("//");
    let clean = !url
        .chars()
        .any(|c| c == '\\' || c.is_control() || c.is_whitespace());
    (path || url.starts_with('#')) && clean
}
