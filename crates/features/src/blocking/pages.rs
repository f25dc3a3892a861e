//! The forms of muting and blocking, and the list of both.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits,
    time::Micros,
};
use terreau_kit::{
    Page, Problem, Visit,
    limits::Act,
    paging::{self, Paged},
    problem::Answer,
};

use super::{Choice, Pair, blocks, may_block};
use crate::{
    conversations, exchanges,
    people::{self, Person},
};

/// Somebody on the list.
struct Line {
    id: String,
    name: String,
    face: Id,
    blocked: bool,
    at: Micros,
}

#[derive(Template)]
#[template(path = "blocking/list.html")]
struct List<'a> {
    p: &'a Page,
    lines: Vec<Line>,
    next: String,
    deep: bool,
}

#[derive(Template)]
#[template(path = "blocking/ask.html")]
struct Ask<'a> {
    p: &'a Page,
    name: &'a str,
    slug: &'a str,
    short: String,
    muted: bool,
}

async fn other(visit: &mut Visit, slug: &str) -> Result<(Pair, Person), Problem> {
    let person = visit.person()?.id;
    let found = people::public(visit, slug).await?;
    if found.id == person {
        return Err(Problem::Refused("blocking-self"));
    }
    let pair = Pair {
        territory: visit.territory.id,
        person,
        other: found.id,
    };
    Ok((pair, found))
}

async fn choose(visit: &mut Visit, pair: Pair, choice: Choice) -> Result<(), Problem> {
    visit.count(Act::Gesture)?;
    let now = visit.now;
    let mut tx = visit.begin().await?;
    blocks::choose(&mut tx, pair, choice, now).await?;
    if choice == Choice::Block {
        // What was unread between the two is counted no more.
        let key = conversations::pair(pair.person, pair.other);
        if let Some(id) = exchanges::read::pair(&mut tx, pair.territory, &key).await? {
            let here = (pair.territory, id);
            exchanges::write::hold(&mut tx, here.0, here.1).await?;
            for reader in [pair.person, pair.other] {
                exchanges::write::read(&mut tx, here, reader, now).await?;
            }
        }
    }
    visit.commit(tx).await
}

/// Who signed in on the way comes back to the page.
pub async fn back(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    people::public(&mut visit, &slug).await?;
    Ok(visit.redirect(&format!("/people/{slug}")))
}

/// Hears no more of somebody.
pub async fn mute(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let (pair, _) = other(&mut visit, &slug).await?;
    choose(&mut visit, pair, Choice::Mute).await?;
    visit.tell("blocking-muted", "");
    Ok(visit.redirect(&format!("/people/{slug}")))
}

/// Hears of them again.
pub async fn unmute(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let (pair, _) = other(&mut visit, &slug).await?;
    choose(&mut visit, pair, Choice::None).await?;
    visit.tell("blocking-heard", "");
    Ok(visit.redirect(&format!("/people/{slug}")))
}

/// What blocking means, before it is done.
pub async fn ask(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let (pair, person) = other(&mut visit, &slug).await?;
    if !may_block(&visit, &person) {
        return Err(Problem::Refused("blocking-team"));
    }
    let muted = blocks::chosen(visit.db.get().await?, pair).await? == Choice::Mute;
    let title = visit.tr.v("blocking-ask", "name", &person.name);
    let mut p = visit.page(title).at("people").private();
    p.section = visit.tr.t("person-section");
    visit.show(&Ask {
        p: &p,
        name: &person.name,
        slug: &slug,
        short: id::short(person.id),
        muted,
    })
}

/// Keeps both apart.
pub async fn block(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let (pair, person) = other(&mut visit, &slug).await?;
    if !may_block(&visit, &person) {
        return Err(Problem::Refused("blocking-team"));
    }
    choose(&mut visit, pair, Choice::Block).await?;
    visit.tell("blocking-blocked", &person.name);
    Ok(visit.redirect("/me/blocks"))
}

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// Everybody one muted or blocked.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let me = (visit.territory.id, visit.person()?.id);
    let position = paging::position::<(Micros, Id)>(&asked.after);
    let limit = i64::try_from(limits::PAGE + 1).map_err(|_| Problem::Broken)?;
    let after = position.unwrap_or((i64::MAX, Id::max()));
    let found = blocks::list(visit.db.get().await?, me, after, limit).await?;
    let page = Paged::cut(found, limits::PAGE, |row| (row.at, row.other_id));
    let line = |row: blocks::Chosen| Line {
        id: id::short(row.other_id),
        name: people::shown_name(&visit, &row.name, &row.state),
        face: row.other_id,
        blocked: Choice::from_code(&row.chosen) == Choice::Block,
        at: row.at,
    };
    let next = page.next.as_deref();
    let next = next.map_or_else(String::new, |next| format!("/me/blocks?after={next}"));
    let lines = page.rows.into_iter().map(line).collect();
    let mut p = visit.page(visit.tr.t("blocking-title")).at("me").private();
    p.section = visit.tr.t("nav-me");
    visit.show(&List {
        p: &p,
        lines,
        next,
        deep: position.is_some(),
    })
}

/// Takes a choice back, whether it muted or blocked.
pub async fn lift(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let person = visit.person()?.id;
    let pair = Pair {
        territory: visit.territory.id,
        person,
        other: id::parse_short(&short).ok_or(Problem::NotFound)?,
    };
    let before = blocks::chosen(visit.db.get().await?, pair).await?;
    if before == Choice::None {
        return Err(Problem::NotFound);
    }
    choose(&mut visit, pair, Choice::None).await?;
    visit.tell("blocking-lifted", "");
    Ok(visit.redirect("/me/blocks"))
}
