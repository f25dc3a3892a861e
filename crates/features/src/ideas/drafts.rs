//! Around a proposal: what is typed is kept as one goes, a draft thrown away, a text seen before it is sent, and
//! what happens next.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{Html, IntoResponse},
};
use terreau_kernel::id::Id;
use terreau_kit::{Input, Page, Problem, Visit, limits::Act, problem::Answer};

use super::{
    Full, album,
    form::Typed,
    life::IdeaState,
    propose::{own, write},
    publish,
    rows::writing,
    visible,
};

/// Keeps what is typed, as one goes.
pub async fn autosave(mut visit: Visit, Path(draft): Path<String>, input: Input) -> Answer {
    visit.writer()?;
    visit.count(Act::Gesture)?;
    let key = known(&mut visit, &draft).await?;
    let territory = visit.territory.id;
    let owner = writing::owner(visit.db.get().await?, territory, key).await?;
    let typed = match owner {
        None => Typed::fresh(&visit),
        Some(_) => {
            let found = own(&mut visit, &draft).await?;
            if found.life() != IdeaState::Draft {
                return Err(Problem::Conflict("life-not-from"));
            }
            Typed::of(&visit, &found)
        }
    };
    let mut typed = typed.overlay(&input);
    typed.key = draft;
    if typed.too_long() {
        return Err(Problem::TooLarge);
    }
    write(&mut visit, &typed).await?;
    Ok(visit.dress(StatusCode::NO_CONTENT.into_response()))
}

/// The id of a draft's address: one there is, or the key of a form of ours.
pub(super) async fn known(visit: &mut Visit, draft: &str) -> Result<Id, Problem> {
    if let Some(key) = publish::key(visit, draft) {
        return Ok(key);
    }
    Ok(own(visit, draft).await?.id)
}

/// Throws a draft away.
pub async fn discard(mut visit: Visit, Path(draft): Path<String>) -> Answer {
    let found = own(&mut visit, &draft).await?;
    if found.life() != IdeaState::Draft {
        return Err(Problem::Conflict("life-not-from"));
    }
    let before = super::pictures(&mut visit, &found).await?;
    let mut tx = visit.begin().await?;
    if writing::discard(&mut tx, visit.territory.id, found.id).await? {
        album::keep(&visit, &mut tx, found.id, &before, &[]).await?;
        tx.commit().await?;
    }
    visit.tell("idea-draft-discarded", "");
    Ok(visit.redirect("/ideas/new"))
}

/// A text as it will be shown.
pub async fn preview(visit: Visit, input: Input) -> Answer {
    visit.count(Act::Search)?;
    let html = terreau_kernel::richtext::render(&input.text("text")).html;
    let html = if html.is_empty() {
        format!("<p class=\"soft\">{}</p>", visit.tr.t("idea-preview-empty"))
    } else {
        html
    };
    Ok(visit.dress(Html(html).into_response()))
}

#[derive(Template)]
#[template(path = "ideas/published.html")]
struct Published<'a> {
    p: &'a Page,
    idea: &'a Full,
}

/// What happens next, told to the author of a new idea.
pub async fn published(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let idea = visible(&mut visit, &slug).await?;
    if !visit.viewer.is(idea.author_id) || idea.life() == IdeaState::Draft {
        return Ok(visit.redirect(&idea.url()));
    }
    let title = visit.tr.t("idea-published-title");
    let p = visit.page(title).at("propose").private();
    visit.show(&Published { p: &p, idea: &idea })
}
