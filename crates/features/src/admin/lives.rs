//! The lives of objects, as the code declares them: drawn and told, so that everybody knows who may do what.

use askama::Template;
use terreau_kernel::life::{Life, Move, Reason};
use terreau_kit::{Page, Visit, i18n::Tr, problem::Answer};

use super::page;
use crate::{
    accounts::PERSON,
    comments::COMMENT,
    conversations::{CONVERSATION, PLACE},
    ideas::IDEA,
    memberships::{INVITATION, MEMBERSHIP},
    moderation::{APPEAL, REPORT},
    organisations::ORGANISATION,
    welcome::{AMBASSADOR, INVITE},
};

/// A move, in words.
struct Told {
    name: String,
    from: String,
    to: String,
    who: String,
    reason: &'static str,
}

struct Drawn {
    object: &'static str,
    title: String,
    drawing: String,
    moves: Vec<Told>,
}

#[derive(Template)]
#[template(path = "admin/lives.html")]
struct Lives<'a> {
    p: &'a Page,
    lives: Vec<Drawn>,
}

/// Every life there is.
pub fn all() -> [&'static Life; 15] {
    [
        &PERSON,
        &ORGANISATION,
        &MEMBERSHIP,
        &INVITATION,
        &crate::handover::HANDOVER,
        &INVITE,
        &AMBASSADOR,
        &crate::newcomers::NEWCOMER,
        &CONVERSATION,
        &PLACE,
        &IDEA,
        &crate::pictures::PICTURE,
        &COMMENT,
        &REPORT,
        &APPEAL,
    ]
}

/// The words of a state, a move, a quality or an object; those of this very object where it has its own.
fn word(tr: &Tr, object: &str, code: &str) -> String {
    let own = format!("admin-life-{object}-{code}");
    if tr.has(&own) {
        tr.t(&own)
    } else {
        tr.t(&format!("admin-life-{code}"))
    }
}

fn list<'a>(tr: &Tr, object: &str, codes: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = codes.map(|code| word(tr, object, code)).collect();
    words.join(", ")
}

fn told(tr: &Tr, object: &str, each: &Move) -> Told {
    Told {
        name: word(tr, object, each.name),
        from: list(tr, object, each.from.iter().copied()),
        to: word(tr, object, each.to),
        who: list(tr, "", each.who.iter().map(|who| who.code())),
        reason: match each.reason {
            Reason::Never => "admin-lives-reason-never",
            Reason::Optional => "admin-lives-reason-optional",
            Reason::Required => "admin-lives-reason-required",
        },
    }
}

/// Every life.
pub async fn show(mut visit: Visit) -> Answer {
    visit.administrator()?;
    let tr = visit.tr.clone();
    let drawn = |life: &'static Life| Drawn {
        object: life.object,
        title: word(&tr, "", life.object),
        drawing: life.diagram(|code| word(&tr, life.object, code)),
        moves: life
            .moves
            .iter()
            .map(|each| told(&tr, life.object, each))
            .collect(),
    };
    let lives = all().into_iter().map(drawn).collect();
    let p = page(&mut visit, "admin-lives");
    visit.show(&Lives { p: &p, lives })
}
