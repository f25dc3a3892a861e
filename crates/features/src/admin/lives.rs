//! The lives of objects, as the code declares them: drawn and told, so that everybody knows who may do what.

use askama::Template;
use terreau_kernel::life::{Life, Reason};
use terreau_kit::{Page, Visit, i18n::Tr, problem::Answer};

use super::page;
use crate::{
    accounts::PERSON,
    comments::COMMENT,
    ideas::IDEA,
    moderation::{APPEAL, REPORT},
};

struct Told {
    object: &'static str,
    title: String,
    drawing: String,
    moves: Vec<Move>,
}

struct Move {
    name: String,
    from: String,
    to: String,
    who: String,
    why: &'static str,
    effects: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "admin/lives.html")]
struct Lives<'a> {
    p: &'a Page,
    lives: Vec<Told>,
}

/// The life of every object there is.
#[must_use]
pub fn all() -> [&'static Life; 5] {
    [&IDEA, &COMMENT, &PERSON, &REPORT, &APPEAL]
}

/// The word for the code of an object, a state, a move or a quality.
fn word(tr: &Tr, life: &Life, code: &str) -> String {
    let kind = if code == life.object {
        "object"
    } else if life.states.contains(&code) {
        "state"
    } else if life.moves.iter().any(|each| each.name == code) {
        "move"
    } else {
        "who"
    };
    tr.t(&format!("admin-life-{kind}-{code}"))
}

fn told(tr: &Tr, life: &'static Life) -> Told {
    let say = |code: &str| word(tr, life, code);
    let list = |codes: &mut dyn Iterator<Item = &'static str>| codes.map(say).collect::<Vec<_>>().join(", ");
    let moves = life.moves.iter().map(|each| Move {
        name: say(each.name),
        from: list(&mut each.from.iter().copied()),
        to: say(each.to),
        who: list(&mut each.who.iter().map(terreau_kernel::life::Actor::code)),
        why: match each.reason {
            Reason::Never => "admin-life-reason-never",
            Reason::Optional => "admin-life-reason-optional",
            Reason::Required => "admin-life-reason-required",
        },
        effects: each.effects.to_vec(),
    });
    Told {
        object: life.object,
        title: say(life.object),
        drawing: life.diagram(say),
        moves: moves.collect(),
    }
}

/// Every life.
pub async fn show(mut visit: Visit) -> Answer {
    visit.administrator()?;
    let lives = all().into_iter().map(|life| told(&visit.tr, life)).collect();
    let p = page(&mut visit, "admin-lives");
    visit.show(&Lives { p: &p, lives })
}
