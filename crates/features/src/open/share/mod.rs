//! Drawn share pictures: what a message shows of an idea or of the territory, 1200 by 630, made of their words and
//! counts. A drawing is kept in one file per idea beside a mark of what it was drawn from, and so is never stale.

mod drawing;
mod letters;

use std::path::PathBuf;

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use sha2::{Digest, Sha256};
use terreau_kernel::{
    id::{self, Id},
    limits,
    locale::{self, Locale},
};
use terreau_kit::{
    App, Problem, Territory,
    circles::{Circle, Eyes},
    i18n::Tr,
    problem::Answer,
};
use tokio::sync::Semaphore;

use super::{
    guest::{self, Guest},
    rows,
};
use crate::ideas::{self, Filter, IdeaState, list};

/// Drawings made at the same time: drawing is for the processor, and pages come first.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// The words of a picture, ready to be drawn.
struct Card {
    /// Whose file it is.
    key: String,
    place: String,
    label: String,
    title: String,
    line: String,
    left: String,
    right: String,
    cover: String,
    hue: String,
}

impl Card {
    fn svg(&self) -> String {
        drawing::svg(self)
    }
}

/// The language of pictures is that of the territory: a message is read by many.
fn words(app: &App, territory: &Territory) -> Tr {
    let locale = Locale::from_code(&territory.settings.default_locale).unwrap_or_default();
    Tr::new(app.catalogue.clone(), locale)
}

fn counted(tr: &Tr, key: &str, n: i64) -> String {
    format!("{} {}", locale::number(n, tr.locale), tr.n(key, n))
}

fn idea_card(app: &App, territory: &Territory, idea: &list::Row) -> Card {
    let tr = words(app, territory);
    let theme = idea.theme_id.and_then(|t| territory.theme(t));
    Card {
        key: id::short(idea.id),
        place: territory.site(&tr),
        label: theme.map_or_else(String::new, |t| t.name(tr.locale).to_owned()),
        title: idea.title.clone(),
        line: idea.line.clone(),
        left: counted(&tr, "idea-supports-word", idea.supports),
        right: tr.n("idea-comments", idea.comments),
        cover: theme.map_or_else(String::new, |t| t.slug.clone()),
        hue: theme.map_or_else(String::new, |t| t.hue.clone()),
    }
}

fn home_card(app: &App, territory: &Territory, stats: super::shape::Stats) -> Card {
    let tr = words(app, territory);
    let s = &territory.settings;
    let own = if tr.locale == Locale::En {
        &s.hero_title_en
    } else {
        &s.hero_title_fr
    };
    let title = if own.is_empty() {
        tr.v("open-share-title", "territory", &territory.name)
    } else {
        own.clone()
    };
    Card {
        key: format!("home-{}", id::short(territory.id)),
        place: territory.site(&tr),
        label: territory.name.clone(),
        title,
        line: tr.v("home-description", "territory", &territory.name),
        left: tr.n("home-ideas", stats.ideas),
        right: tr.n("open-share-people", stats.people),
        cover: String::new(),
        hue: String::new(),
    }
}

fn file(app: &App, key: &str) -> PathBuf {
    let folder = app.config.data.join("previews");
    let part: String = key.chars().rev().take(2).collect();
    folder.join(part.to_ascii_lowercase()).join(format!("{key}.card"))
}

const MARK: usize = 32;

/// The kept drawing, if it was drawn from the same.
fn kept(path: &std::path::Path, mark: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = std::fs::read(path).ok()?;
    (bytes.len() > MARK && bytes[..MARK] == *mark).then(|| bytes.split_off(MARK))
}

/// Keeps a drawing, whole or not at all. A full disk only means that it will be drawn again.
fn keep(path: &std::path::Path, mark: &[u8], png: &[u8]) {
    let write = || -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let beside = path.with_extension(format!("{:02x}{:02x}", mark[0], mark[1]));
        std::fs::write(&beside, [mark, png].concat())?;
        std::fs::rename(&beside, path)
    };
    if let Err(error) = write() {
        tracing::warn!(%error, "a share picture could not be kept");
    }
}

/// The picture and its mark, drawn when it was not yet.
async fn picture(app: &App, card: Card) -> Result<(Vec<u8>, String), Problem> {
    let svg = card.svg();
    let mark = Sha256::digest(&svg).to_vec();
    let tag: String = mark.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let path = file(app, &card.key);
    let (found, at, same) = (mark.clone(), path.clone(), path);
    let ready = tokio::task::spawn_blocking(move || kept(&at, &found)).await;
    if let Ok(Some(png)) = ready {
        return Ok((png, tag));
    }
    let _turn = DRAWING.acquire().await.map_err(|_| Problem::Away)?;
    let drawn = tokio::task::spawn_blocking(move || {
        let png = drawing::png(&svg)?;
        keep(&same, &mark, &png);
        Some(png)
    });
    let png = drawn.await.map_err(|_| Problem::Broken)?.ok_or(Problem::Broken)?;
    Ok((png, tag))
}

fn answer((png, tag): (Vec<u8>, String), asked: &HeaderMap) -> Response {
    let tag = HeaderValue::from_str(&format!("\"{tag}\"")).ok();
    let same = tag.is_some() && asked.get(header::IF_NONE_MATCH) == tag.as_ref();
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        png.into_response()
    };
    let headers = response.headers_mut();
    guest::share(headers);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Some(tag) = tag {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// The picture of an idea that anybody may see.
pub async fn idea(mut guest: Guest, Path(name): Path<String>, headers: HeaderMap) -> Answer {
    let id = name
        .strip_suffix(".png")
        .and_then(id::parse_short)
        .ok_or(Problem::NotFound)?;
    let idea = ideas::visible_by_id(&mut guest.0, id).await?;
    if idea.circle != Circle::Public.code() || idea.life() == IdeaState::Draft {
        return Err(Problem::NotFound);
    }
    let visit = &guest.0;
    let card = idea_card(&visit.app, &visit.territory, &super::fill::row(idea));
    Ok(answer(picture(&visit.app, card).await?, &headers))
}

/// The picture of the territory.
pub async fn home(mut guest: Guest, headers: HeaderMap) -> Answer {
    let territory = guest.0.territory.id;
    let stats = rows::stats(guest.0.db.get().await?, territory).await?;
    let card = home_card(&guest.0.app, &guest.0.territory, stats);
    Ok(answer(picture(&guest.0.app, card).await?, &headers))
}

/// How many drawings of each territory are made again at once; older ones are drawn when they are asked for.
const AGAIN: usize = limits::API_PAGE_MAX;

/// Forgets every share picture, and draws those of each territory's home and newest ideas again. Gives how many.
///
/// # Errors
/// When the folder cannot be emptied or the database is away.
pub async fn rebuild_previews(app: &App) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
    match std::fs::remove_dir_all(app.config.data.join("previews")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut drawn = 0;
    for territory in app.atlas.all() {
        let mut conn = app.db.read().await?;
        let stats = rows::stats(&mut conn, territory.id).await?;
        let here: (Id, Eyes) = (territory.id, Eyes::visitor());
        let page = list::page(&mut conn, here, Filter::default(), None, AGAIN).await?;
        drop(conn);
        let ideas = page.rows.iter().map(|row| idea_card(app, &territory, row));
        for card in std::iter::once(home_card(app, &territory, stats)).chain(ideas) {
            let made = picture(app, card).await;
            made.map_err(|problem| format!("a share picture could not be drawn: {}", problem.code()))?;
            drawn += 1;
        }
    }
    Ok(drawn)
}
