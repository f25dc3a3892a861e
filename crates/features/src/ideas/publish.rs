//! Bringing an idea before everybody: its address, its first version, its counters, its event.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use terreau_kernel::{id::Id, limits, text};
use terreau_kit::{Problem, Visit, key, limits::Act};
use terreau_store::Tx;

use super::{
    Full,
    life::IdeaState,
    rows::{
        self,
        moves::{self, Place},
        writing::{self, Stamp, Words},
    },
};
use crate::{follows, mentions, voices};

/// A picture of a new idea: its file, and what it shows (empty for a decorative one).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPicture {
    /// Ticket of the stored picture.
    pub media: String,
    /// What it shows.
    pub alt: String,
}

/// An idea about to be published by whoever visits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewIdea {
    /// Its id, chosen before, so that an act done twice is done once.
    pub id: Option<Id>,
    /// What it says, and where it is.
    #[serde(flatten)]
    pub words: Words,
    /// Pictures, in their order.
    pub pictures: Vec<NewPicture>,
}

/// Publishes an idea in the name of whoever visits. Done again with the same id, it gives the same idea.
///
/// # Errors
/// [`Problem::SignIn`] or [`Problem::Refused`] when this visitor may not write.
pub async fn publish_new(visit: &Visit, tx: &mut Tx, new: &NewIdea) -> Result<(Id, String), Problem> {
    let mut stamp = stamp(visit, new.id.unwrap_or_else(|| visit.app.ids.next()))?;
    if let Some(owner) = writing::owner(tx, stamp.territory, stamp.idea).await? {
        if owner.author_id == stamp.person && owner.state != IdeaState::Draft.code() {
            return Ok((stamp.idea, owner.slug));
        }
        stamp.idea = visit.app.ids.next();
    }
    let words = &new.words;
    if !voices::may(visit, tx, words.voice).await? {
        return Err(Problem::Refused("voices-not-yours"));
    }
    let slug = free_slug(tx, stamp, &words.title).await?;
    writing::insert(tx, stamp, &slug, IdeaState::Published.code(), words).await?;
    moves::count(tx, stamp.territory, place(stamp, words), 1).await?;
    for (position, picture) in (0_i64..).zip(new.pictures.iter().take(limits::PICTURES)) {
        let Some(media) = crate::pictures::redeem(visit, tx, &picture.media).await? else {
            continue;
        };
        writing::picture(tx, (stamp.territory, stamp.idea), media, position, &picture.alt).await?;
    }
    writing::cover(tx, stamp.territory, stamp.idea).await?;
    first_version(visit, tx, stamp, words).await?;
    voices::log(visit, tx, ("idea", stamp.idea), "publish", words.voice).await?;
    visit
        .happened(tx, "idea-published", stamp.idea, None, words.voice)
        .await?;
    Ok((stamp.idea, slug))
}

pub(super) fn stamp(visit: &Visit, idea: Id) -> Result<Stamp, Problem> {
    Ok(Stamp {
        territory: visit.territory.id,
        idea,
        person: visit.writer()?.id,
        at: visit.now,
    })
}

pub(super) fn place(stamp: Stamp, words: &Words) -> Place {
    Place {
        author: stamp.person,
        body: words.voice,
        theme: words.theme,
        zone: words.zone,
        circle: 0,
    }
}

/// Publishes a draft; gives its slug, or `None` when its author may not speak in the name it bears, or no more.
/// [`Problem::Conflict`] when it is no draft any more.
pub(super) async fn publish_draft(
    visit: &mut Visit,
    draft: &Full,
    asked: bool,
) -> Result<Option<String>, Problem> {
    let stamp = stamp(visit, draft.id)?;
    let eyes = visit.eyes();
    let mut tx = visit.begin().await?;
    if !voices::may(visit, &mut tx, draft.body_id).await? {
        return Ok(None);
    }
    super::shift(visit, &mut tx, draft, "publish", None).await?;
    // Read again under the lock of the move: the last words kept are the ones published.
    let idea = rows::by_id(&mut tx, stamp.territory, stamp.idea, eyes).await?;
    let words = Words::of(&idea.ok_or(Problem::NotFound)?);
    // Another window may have chosen another name meanwhile: it is asked again.
    if words.voice != draft.body_id {
        return Ok(None);
    }
    let slug = free_slug(&mut tx, stamp, &words.title).await?;
    writing::publish(&mut tx, stamp, &slug).await?;
    first_version(visit, &mut tx, stamp, &words).await?;
    if asked {
        voices::remember(visit, &mut tx, "ideas", words.voice).await?;
    }
    visit.commit(tx).await?;
    Ok(Some(slug))
}

/// The slug of an idea that somebody is publishing at this very moment, once that is true.
pub(super) async fn settled_slug(visit: &mut Visit, idea: Id) -> Result<String, Problem> {
    let mut tx = visit.begin().await?;
    let owner = writing::owner(&mut tx, visit.territory.id, idea).await?;
    tx.commit().await?;
    owner.map(|o| o.slug).ok_or(Problem::NotFound)
}

/// Version 1 is what was published; its author follows the idea.
pub(super) async fn first_version(
    visit: &Visit,
    tx: &mut Tx,
    stamp: Stamp,
    words: &Words,
) -> Result<(), Problem> {
    writing::version(tx, stamp, 1, "", words).await?;
    mentions::news(visit, tx, (stamp.idea, words.voice), (&words.body, "")).await?;
    let bond = follows::Bond {
        territory: stamp.territory,
        object: stamp.idea,
        person: stamp.person,
    };
    Ok(follows::follow(tx, bond, follows::Kind::Idea, visit.now).await?)
}

/// The first free slug of a title: itself, then with a number, then with letters of the id.
pub(super) async fn free_slug(tx: &mut Tx, stamp: Stamp, title: &str) -> Result<String, Problem> {
    let base = text::slug(title, limits::SLUG - 14);
    // Words of our own addresses are no titles.
    let reserved = ["new", "map", "near", "similar", "preview"].contains(&base.as_str());
    for number in u8::from(reserved) + 1..10 {
        let slug = if number == 1 {
            base.clone()
        } else {
            format!("{base}-{number}")
        };
        if writing::reserve(tx, stamp.territory, &slug, stamp.idea).await? {
            return Ok(slug);
        }
    }
    let hex = stamp.idea.simple().to_string();
    let slug = format!("{base}-{}", &hex[20..]);
    writing::reserve(tx, stamp.territory, &slug, stamp.idea).await?;
    Ok(slug)
}

/// Completes the idea a visitor wrote before having an account; gives where to go.
///
/// # Errors
/// [`Problem::Invalid`] when the payload is not one of ours.
pub async fn complete_idea(visit: &mut Visit, payload: &Value) -> Result<String, Problem> {
    let mut new: NewIdea =
        serde_json::from_value(payload.clone()).map_err(|_| Problem::Invalid("form-unreadable"))?;
    visit.count(Act::Propose)?;
    new.words.voice = None;
    new.words.theme = new.words.theme.filter(|id| visit.territory.theme(*id).is_some());
    new.words.zone = new.words.zone.filter(|id| visit.territory.zone(*id).is_some());
    let mut tx = visit.begin().await?;
    let (_, slug) = publish_new(visit, &mut tx, &new).await?;
    visit.commit(tx).await?;
    Ok(format!("/ideas/{slug}/published"))
}

/// The key of a form as an id; a made-up one gives none.
pub(super) fn key(visit: &Visit, text: &str) -> Option<Id> {
    key::read(&visit.app, visit.territory.id, text)
}
