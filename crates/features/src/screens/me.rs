//! « My space »: what one wrote, backed and follows, and the way to one's settings.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits, richtext,
    time::Micros,
};
use terreau_kit::{
    Page, Problem, Visit,
    paging::{self, Paged},
    problem::Answer,
    visible,
};
use terreau_store::{all, statements, value};

use super::rows;
use crate::{
    memberships::{self, Held},
    newcomers, welcome,
};

statements! {
    LEAVING = "select deletion_due_at from accounts where territory_id = $1 and person_id = $2
               and deletion_due_at is not null";
    IDEAS = "select i.id, i.slug, i.title, i.line as text, i.state, i.published_at as at,
             i.supports as backed, i.comments as said from ideas i
             where i.territory_id = $1 and i.author_id = $2 and (i.published_at, i.id) < ($3, $4)
             order by i.published_at desc, i.id desc limit $5";
    COMMENTS = "select c.id, i.slug, i.title, c.text, c.state, c.created_at as at,
                c.thanks as backed, c.replies as said from comments c
                join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
                where c.territory_id = $1 and c.author_id = $2 and (c.created_at, c.id) < ($3, $4)
                order by c.created_at desc, c.id desc limit $5";
    SUPPORTS = concat!("select i.id, i.slug, i.title, i.line as text, i.state, s.at,
                i.supports as backed, i.comments as said from supports s
                join ideas i on i.territory_id = s.territory_id and i.id = s.idea_id
                where s.territory_id = $1 and s.person_id = $2 and (s.at, s.idea_id) < ($3, $4)
                and i.state in ('published', 'archived', 'project', 'merged') and ", visible!("i", "1", "$2"),
                " order by s.at desc, s.idea_id desc limit $5");
    FOLLOWS = concat!("select i.id, i.slug, i.title, i.line as text, i.state, f.at,
               i.supports as backed, i.comments as said from follows f
               join ideas i on i.territory_id = f.territory_id and i.id = f.object_id
               where f.territory_id = $1 and f.person_id = $2 and (f.at, f.object_id) < ($3, $4)
               and i.state in ('published', 'archived', 'project', 'merged') and ", visible!("i", "1", "$2"),
               " order by f.at desc, f.object_id desc limit $5");
}

/// Which part of one's space.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    tab: String,
    after: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Id,
    slug: String,
    title: String,
    text: String,
    state: String,
    at: Micros,
    backed: i64,
    said: i64,
}

struct Mine {
    url: String,
    title: String,
    text: String,
    state: String,
    at: Micros,
    /// Supports of an idea, thanks of a comment.
    backed: i64,
    /// Comments of an idea, replies to a comment.
    said: i64,
    /// Where the decision that hid it is read; empty otherwise.
    decision: String,
}

#[derive(Template)]
#[template(path = "screens/me.html")]
struct Me<'a> {
    p: &'a Page,
    tab: &'static str,
    mine: Paged<Mine>,
    next: String,
    leaving: String,
    /// Their account is suspended.
    suspended: bool,
    /// Where that decision is read.
    decision: String,
    bodies: Vec<Held>,
    /// Steps of the welcome that wait.
    steps: i64,
    /// The limits of the first days, while they are theirs.
    newcomer: Option<newcomers::Card>,
}

/// Each part with its statement.
const TABS: [(&str, &str); 4] = [
    ("ideas", IDEAS),
    ("comments", COMMENTS),
    ("supports", SUPPORTS),
    ("follows", FOLLOWS),
];

/// One's space.
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let viewer = visit.person()?;
    let (person, suspended) = (viewer.id, !viewer.may_write);
    let (tab, sql) = TABS.into_iter().find(|tab| tab.0 == asked.tab).unwrap_or(TABS[0]);
    let territory = visit.territory.id;
    let (at, last) = paging::position::<(Micros, Id)>(&asked.after).unwrap_or((i64::MAX, Id::max()));
    let limit = i64::try_from(limits::PAGE + 1).map_err(|_| Problem::Broken)?;
    let db = visit.db.get().await?;
    let due = value!(db, Micros, LEAVING, territory, person)?;
    let found = all!(db, Row, sql, territory, person, at, last, limit)?;
    let page = Paged::cut(found, limits::PAGE, |row| (row.at, row.id));
    let mut decided: Vec<Id> = page
        .rows
        .iter()
        .filter(|r| r.state == "hidden")
        .map(|r| r.id)
        .collect();
    if suspended {
        decided.push(person);
    }
    let mut decisions = rows::decisions(db, territory, &decided).await?;
    let decision = decisions.remove(&person).unwrap_or_default();
    let mine = page.map(|row| {
        let decision = decisions.remove(&row.id).unwrap_or_default();
        drawn(tab, row, decision)
    });
    let next = mine
        .next
        .as_deref()
        .map_or_else(String::new, |after| format!("/me?tab={tab}&after={after}"));
    let bodies = memberships::of_viewer(&mut visit).await?;
    let steps = welcome::left(&mut visit).await?;
    let newcomer = newcomers::card(&mut visit).await?;
    let p = visit.page(visit.tr.t("nav-me")).at("me").private();
    let leaving = due.map_or_else(String::new, |at| p.day(&at));
    visit.show(&Me {
        p: &p,
        tab,
        mine,
        next,
        leaving,
        suspended,
        decision,
        bodies,
        steps,
        newcomer,
    })
}

fn drawn(tab: &str, row: Row, decision: String) -> Mine {
    let url = match (tab, row.state.as_str()) {
        ("comments", "hidden") if !decision.is_empty() => decision.clone(),
        ("comments", _) => format!("/comments/{}", id::short(row.id)),
        (_, "draft") => format!("/ideas/new/{}", id::short(row.id)),
        _ => format!("/ideas/{}", row.slug),
    };
    Mine {
        url,
        text: richtext::excerpt(&row.text, 200),
        title: row.title,
        state: row.state,
        at: row.at,
        backed: row.backed,
        said: row.said,
        decision,
    }
}
