//! What somebody who left asked to be erased: their ideas and comments, one by one, so that every count, index and
//! feed follows. What a body signed is its own and stays. Done again after an interruption, it goes on where it stood.

use terreau_kernel::{
    id::Id,
    time::{DAY, Micros},
};
use terreau_kit::{App, Problem, Role, Viewer, Visit, viewer::Someone};
use terreau_store::{Tx, all, jobs::Claimed, run, statements};

use crate::{
    accounts::{ERASE, Erase},
    comments, ideas,
    work::Failed,
};

statements! {
    IDEAS = "select id, state from ideas where territory_id = $1 and author_id = $2
             and (body_id is null or state = 'draft') and slug not like 'efface-%' order by id limit 100";
    COMMENTS = "select id, state from comments where territory_id = $1 and author_id = $2 and text <> ''
                and body_id is null order by id limit 100";
    BLANK_IDEA = "update ideas set slug = $3, title = $4, line = '', body = '', body_html = '', place = '',
                  lat = null, lon = null, cover_id = null, updated_at = $5 where territory_id = $1 and id = $2";
    BLANK_COMMENT = "update comments set text = '', text_html = '' where territory_id = $1 and id = $2";
    IDEA_VERSIONS = "delete from idea_versions where territory_id = $1 and idea_id = $2";
    IDEA_SLUGS = "delete from idea_slugs where territory_id = $1 and idea_id = $2";
    LOOSEN = "update media set attached = $3, created_at = $4 where territory_id = $1
              and id in (select media_id from idea_pictures where territory_id = $1 and idea_id = $2)";
    IDEA_PICTURES = "delete from idea_pictures where territory_id = $1 and idea_id = $2";
    COMMENT_VERSIONS = "delete from comment_versions where territory_id = $1 and comment_id = $2";
}

/// Runs a job of these pages; `None` when the job is not ours.
pub async fn job(app: &App, job: &Claimed) -> Option<Result<(), Failed>> {
    (job.kind == ERASE).then_some(())?;
    Some(erase(app, job).await)
}

async fn erase(app: &App, job: &Claimed) -> Result<(), Failed> {
    let due: Erase = job.parse()?;
    let Some(territory) = app.atlas.by_id(due.territory) else {
        return Ok(());
    };
    let (headers, uri) = (http::HeaderMap::new(), http::Uri::from_static("/"));
    let local = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    let arrived = Visit::arrive(app, territory, &headers, &uri, local).await;
    let mut visit = arrived.map_err(|problem| format!("{problem:?}"))?;
    visit.viewer = Viewer::Person(last_will(due.person));
    all_of(&mut visit, due.person)
        .await
        .map_err(|problem| format!("{problem:?}").into())
}

/// Whoever left, for as long as their own words are erased.
fn last_will(person: Id) -> Someone {
    Someone::absent(person, Role::Administrator)
}

async fn all_of(visit: &mut Visit, person: Id) -> Result<(), Problem> {
    let territory = visit.territory.id;
    loop {
        let found = all!(visit.db.get().await?, (Id, String), IDEAS, territory, person)?;
        for (id, state) in &found {
            idea(visit, *id, state).await?;
        }
        if found.is_empty() {
            break;
        }
    }
    loop {
        let found = all!(visit.db.get().await?, (Id, String), COMMENTS, territory, person)?;
        for (id, state) in &found {
            comment(visit, *id, state).await?;
        }
        if found.is_empty() {
            return Ok(());
        }
    }
}

async fn idea(visit: &mut Visit, id: Id, state: &str) -> Result<(), Problem> {
    let shown = matches!(state, "published" | "archived" | "project");
    let full = match ideas::visible_by_id(visit, id).await {
        Ok(full) => Some(full).filter(|_| shown),
        Err(Problem::NotFound | Problem::Gone) => None,
        Err(problem) => return Err(problem),
    };
    let title = visit.tr.t("erased-idea");
    let mut tx = visit.begin().await?;
    if let Some(full) = &full {
        ideas::shift(visit, &mut tx, full, "hide", Some(&title)).await?;
    }
    blank(&mut tx, visit, id, &title).await?;
    visit.commit(tx).await
}

async fn blank(tx: &mut Tx, visit: &Visit, id: Id, title: &str) -> Result<(), Problem> {
    let (territory, now) = (visit.territory.id, visit.now);
    let slug = format!("efface-{}", visit.app.ids.next().simple());
    // Their files go with the next housekeeping.
    let long_ago: Micros = now - 30 * DAY;
    run!(tx, LOOSEN, territory, id, false, long_ago)?;
    for text in [IDEA_PICTURES, IDEA_VERSIONS, IDEA_SLUGS] {
        run!(tx, text, territory, id)?;
    }
    run!(tx, BLANK_IDEA, territory, id, slug, title, now)?;
    Ok(())
}

async fn comment(visit: &mut Visit, id: Id, state: &str) -> Result<(), Problem> {
    let territory = visit.territory.id;
    let full = comments::by_id(visit, id).await?;
    let mut tx = visit.begin().await?;
    if state == "published" {
        comments::shift(visit, &mut tx, &full, "remove", None).await?;
    }
    run!(&mut tx, COMMENT_VERSIONS, territory, id)?;
    run!(&mut tx, BLANK_COMMENT, territory, id)?;
    visit.commit(tx).await
}
