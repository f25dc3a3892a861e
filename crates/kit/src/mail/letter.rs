//! One letter, as a feature writes it: a few paragraphs, perhaps a quotation and a button, always a plain
//! reason why one gets it.

use askama::Template;
use hmac::{Hmac, Mac};
use terreau_kernel::{id::Id, locale::Locale};

use crate::{App, Territory, i18n::Tr, page};

/// A short list in a letter.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// What its lines have in common.
    pub title: String,
    /// What each says, words somebody wrote (or none), and a whole address.
    pub lines: Vec<(String, String, String)>,
    /// How many more there are, in words.
    pub more: Option<String>,
}

/// A letter to one person.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// `confirm`, `reply`, … for the log and for switching kinds off.
    pub kind: &'static str,
    /// Where to.
    pub address: String,
    /// To whom, if they have an account.
    pub person: Option<Id>,
    /// In which language.
    pub locale: Option<Locale>,
    /// The subject.
    pub subject: String,
    /// What it says first.
    pub paragraphs: Vec<String>,
    /// What somebody wrote: who, and their words.
    pub quote: Option<(String, String)>,
    /// Lists, where it tells many things.
    pub sections: Vec<Section>,
    /// Label and whole address.
    pub button: Option<(String, String)>,
    /// What it says after.
    pub after: Vec<String>,
    /// Why one gets it.
    pub reason: String,
    /// Letters of one conversation share its id.
    pub thread: Option<Id>,
    /// One may do without: carries the one-click way out.
    pub optional: bool,
}

/// A letter ready to be kept.
pub struct Drawn {
    /// As in [`Letter`].
    pub kind: &'static str,
    /// As in [`Letter`].
    pub person: Option<Id>,
    /// As in [`Letter`].
    pub address: String,
    /// Its lasting id, the same at each try.
    pub message_id: String,
    /// As in [`Letter`].
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Other headers, name and value.
    pub headers: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    l: &'a Letter,
    lang: &'static str,
    site: String,
    home: String,
    fallback: String,
    stop: Option<String>,
    stop_label: String,
}

#[derive(Template)]
#[template(path = "mail/letter.txt", escape = "none")]
struct Text<'a> {
    l: &'a Letter,
    site: String,
    home: String,
    stop: Option<String>,
    stop_label: String,
}

impl Letter {
    pub(crate) fn draw(&self, app: &App, territory: &Territory, host: &str) -> Drawn {
        let locale = self.locale.unwrap_or(Locale::Fr);
        let tr = Tr::new(app.catalogue.clone(), locale);
        let home = page::base(app, territory);
        let site = territory.site(&tr);
        let stop = self.person.filter(|_| self.optional).map(|person| {
            format!(
                "{home}/unsubscribe/{}/{}",
                terreau_kernel::id::short(person),
                token(app, person, self.kind)
            )
        });
        let id = terreau_kernel::id::short(app.ids.next());
        let mut headers = vec![("Auto-Submitted".to_owned(), "auto-generated".to_owned())];
        if let Some(thread) = self.thread {
            let root = format!("<thread-{}@{host}>", thread.simple());
            headers.push(("In-Reply-To".to_owned(), root.clone()));
            headers.push(("References".to_owned(), root));
        }
        if self.optional {
            headers.push(("List-Id".to_owned(), format!("<{}.{host}>", territory.slug)));
        }
        if let Some(stop) = &stop {
            let ways = ways_out(stop, &territory.settings.contact_email);
            headers.push(("List-Unsubscribe".to_owned(), ways));
            headers.push((
                "List-Unsubscribe-Post".to_owned(),
                "List-Unsubscribe=One-Click".to_owned(),
            ));
        }
        let stop_label = tr.t("mail-stop");
        let text = Text {
            l: self,
            site: site.clone(),
            home: home.clone(),
            stop: stop.clone(),
            stop_label: stop_label.clone(),
        };
        let html = Html {
            l: self,
            lang: locale.code(),
            site,
            home,
            fallback: tr.t("mail-fallback"),
            stop,
            stop_label,
        };
        Drawn {
            kind: self.kind,
            person: self.person,
            address: self.address.clone(),
            message_id: format!("<{id}@{host}>"),
            subject: self.subject.clone(),
            text: text.render().unwrap_or_default(),
            html: html.render().unwrap_or_default(),
            headers,
        }
    }
}

/// What of an address stands as it is in `mailto:`.
const PLAIN: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'@')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');

/// The address that stops letters by one POST (RFC 8058), then that of a person, where the territory names one.
fn ways_out(stop: &str, contact: &str) -> String {
    if contact.is_empty() {
        return format!("<{stop}>");
    }
    let contact = percent_encoding::utf8_percent_encode(contact, PLAIN);
    format!("<{stop}>, <mailto:{contact}?subject=unsubscribe>")
}

/// Proves that an unsubscribe address was made by us for this person and this kind of letter.
#[must_use]
pub fn token(app: &App, person: Id, kind: &str) -> String {
    let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(app.secret().as_bytes()) else {
        return String::new();
    };
    mac.update(b"unsubscribe");
    mac.update(person.as_bytes());
    mac.update(kind.as_bytes());
    let tag: String = mac
        .finalize()
        .into_bytes()
        .iter()
        .take(12)
        .map(|b| format!("{b:02x}"))
        .collect();
    format!("{kind}-{tag}")
}
