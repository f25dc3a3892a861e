//! Acts put together: « Marie et 4 autres soutiennent “Un verger” » is one line, not five.

use std::collections::{HashMap, HashSet};

use terreau_kernel::{id::Id, locale::Locale, richtext, time::Micros};
use terreau_kit::{Territory, i18n::Tr};
use terreau_store::{Reach, Result};

use super::{
    due::{Due, Kind},
    rows::{self, Act},
};
use crate::newcomers::rule::unlinked;

/// Acts read at once for a letter, and how often: what is older than all those is on the page.
const MOST: i64 = 300;
const LOOKS: usize = 20;
/// Words quoted in a letter about one act, in graphemes.
const QUOTED: usize = 700;
/// Words quoted beside others.
const SHORT: usize = 160;

/// What happened to one thing, for one reason.
#[derive(Debug, Clone)]
pub struct Item {
    /// Why it is told.
    pub kind: Kind,
    /// What happened, as `comment-made`.
    pub act: String,
    /// What it happened to: the idea where there is one.
    pub object: Id,
    /// Its title and language; empty for what has none.
    pub title: String,
    /// The language of the title.
    pub lang: String,
    /// Where it is read.
    pub path: String,
    /// The names of who did it, each once, the latest first.
    pub names: Vec<String>,
    /// How often it happened.
    pub count: i64,
    /// The words of the latest, where there are some.
    pub words: String,
    /// Everything in it answers the reader's own comment.
    pub reply: bool,
    /// What the reader follows that brings it here.
    pub because: String,
    /// The latest.
    pub at: Micros,
    /// The place of the latest.
    pub seq: i64,
    /// The place of the first.
    pub first: i64,
}

/// What is due to a member, each act for one reason only, put together; the latest first. With care, what somebody new
/// does leads nobody astray by letter: who they name reads it on the page only, and their words bear no address.
pub async fn of_due(
    db: &mut impl Reach,
    (territory, tr, care): (&Territory, &Tr, bool),
    person: Id,
    due: &[Due],
) -> Result<Vec<Item>> {
    let (Some(from), Some(upto)) = (due.iter().map(|d| d.from).min(), due.iter().map(|d| d.to).max()) else {
        return Ok(Vec::new());
    };
    // What is followed is looked up only where it is due: most letters that leave at once are answers.
    let followed = due.iter().any(|d| d.kind == Kind::Follow);
    let who = (territory.id, person);
    let (mut items, mut floor) = (Vec::new(), upto);
    for _ in 0..LOOKS {
        let (mut acts, read) = look(db, who, (from, floor), (followed, MOST)).await?;
        if care {
            acts.retain(|(kind, act)| *kind != Kind::Mention || !act.of_a_newcomer());
            for (_, act) in acts.iter_mut().filter(|(_, act)| act.of_a_newcomer()) {
                act.words = act.words.as_deref().map(unlinked);
            }
        }
        let wanted = |act: &(Kind, Act)| {
            let (kind, act) = act;
            due.iter()
                .any(|d| d.kind == *kind && act.seq > d.from && act.seq <= d.to)
        };
        together(&mut items, acts.into_iter().filter(wanted), territory, tr);
        floor = read;
        if floor <= from {
            break;
        }
    }
    Ok(items)
}

/// Acts a member is told of after one place and up to another, the latest first, each once: what is addressed to them
/// goes before what they follow. Some of them only where there are many; and the place after which they are all there.
pub async fn acts(
    db: &mut impl Reach,
    who: (Id, Id),
    span: (i64, i64),
    most: i64,
) -> Result<(Vec<(Kind, Act)>, i64)> {
    look(db, who, span, (true, most)).await
}

async fn look(
    db: &mut impl Reach,
    who: (Id, Id),
    span: (i64, i64),
    (with_followed, most): (bool, i64),
) -> Result<(Vec<(Kind, Act)>, i64)> {
    let to = rows::to(db, who, span, most).await?;
    let followed = if with_followed {
        rows::followed(db, who, span, most).await?
    } else {
        Vec::new()
    };
    let full = |acts: &Vec<Act>| i64::try_from(acts.len()).is_ok_and(|n| n >= most);
    let ends = [&to, &followed].into_iter().filter(|acts| full(acts));
    let floor = ends.filter_map(|acts| acts.last()).map(|act| act.seq - 1).max();
    let floor = floor.unwrap_or(span.0);
    let mut acts = each_once(to, followed);
    acts.retain(|(_, act)| act.seq > floor);
    Ok((acts, floor))
}

fn each_once(to: Vec<Act>, followed: Vec<Act>) -> Vec<(Kind, Act)> {
    let mut seen = HashSet::new();
    let mut all: Vec<(Kind, Act)> = to
        .into_iter()
        .filter_map(|act| Some((Kind::of(&act.kind, true)?, act)))
        .chain(
            followed
                .into_iter()
                .filter_map(|act| Some((Kind::of(&act.kind, false)?, act))),
        )
        .filter(|(_, act)| seen.insert(act.seq))
        .collect();
    all.sort_by_key(|(_, act)| -act.seq);
    all
}

/// Puts acts of one kind upon one thing together, and with those that are there already.
pub fn together(
    items: &mut Vec<Item>,
    acts: impl Iterator<Item = (Kind, Act)>,
    territory: &Territory,
    tr: &Tr,
) {
    let known = items.iter().enumerate();
    let mut places: HashMap<(Kind, String, Id), usize> = known
        .map(|(at, item)| ((item.kind, item.act.clone(), item.object), at))
        .collect();
    for (kind, act) in acts {
        let object = act.idea_id.unwrap_or(act.object_id);
        let name = name(&act, tr);
        let key = (kind, act.kind.clone(), object);
        if let Some(item) = places.get(&key).and_then(|at| items.get_mut(*at)) {
            item.count += 1;
            item.reply &= act.reply;
            item.first = item.first.min(act.seq);
            if !item.names.contains(&name) {
                item.names.push(name);
            }
            continue;
        }
        places.insert(key, items.len());
        items.push(Item {
            kind,
            object,
            path: path(&act),
            names: vec![name],
            count: 1,
            words: act
                .words
                .as_deref()
                .map(|text| richtext::excerpt(text, QUOTED))
                .unwrap_or_default(),
            reply: act.reply,
            because: because(&act, territory, tr.locale),
            at: act.at,
            seq: act.seq,
            first: act.seq,
            title: act.title.unwrap_or_default(),
            lang: act.lang.unwrap_or_default(),
            act: act.kind,
        });
    }
}

fn name(act: &Act, tr: &Tr) -> String {
    if let Some(body) = &act.body {
        return body.clone();
    }
    match (&act.who, act.who_state.as_deref()) {
        (Some(_), Some("anonymised")) => tr.t("person-left"),
        (Some(name), _) => name.clone(),
        (None, _) => tr.t("notices-somebody"),
    }
}

fn path(act: &Act) -> String {
    if act.kind.starts_with("comment") || act.words.is_some() {
        return format!("/comments/{}", terreau_kernel::id::short(act.object_id));
    }
    match &act.slug {
        Some(slug) => format!("/ideas/{slug}"),
        None => "/feed".into(),
    }
}

/// The name of what is followed, where it says more than the line itself: a theme, a quarter.
fn because(act: &Act, territory: &Territory, locale: Locale) -> String {
    let zone = || territory.zone(act.topic).map(|z| z.name.clone());
    match act.followed.as_deref() {
        Some("theme") => territory.theme(act.topic).map(|t| t.name(locale).to_owned()),
        Some("zone") => zone(),
        _ => None,
    }
    .unwrap_or_default()
}

impl Item {
    /// The beginning of the words, for a list.
    #[must_use]
    pub fn short(&self) -> String {
        richtext::excerpt(&self.words, SHORT)
    }

    /// Who did it: « Marie », « Marie et Paul », « Marie et 4 autres ».
    #[must_use]
    pub fn who(&self, tr: &Tr) -> String {
        match self.names.as_slice() {
            [] => tr.t("notices-somebody"),
            [one] => one.clone(),
            [one, other] => tr.vs("notices-two", &[("one", one), ("other", other)]),
            [one, rest @ ..] => {
                let rest = i64::try_from(rest.len()).unwrap_or(2);
                tr.nv("notices-many", rest, &[("one", one)])
            }
        }
    }

    /// The whole line, in the language of the reader.
    #[must_use]
    pub fn says(&self, tr: &Tr) -> String {
        let who = self.who(tr);
        let people = i64::try_from(self.names.len()).unwrap_or(1);
        let values = [("who", who.as_str()), ("title", self.title.as_str())];
        let key = match (self.kind, self.act.as_str()) {
            (Kind::Answer, "comment-made") if self.reply => "notices-says-reply",
            (Kind::Answer, "comment-made") => "notices-says-comment",
            (Kind::Follow, "comment-made") => "notices-says-followed",
            (_, "idea-published") => "notices-says-idea",
            (_, "idea-supported") => "notices-says-backed",
            (_, "comment-thanked") => "notices-says-thanked",
            (_, "mentioned") => "notices-says-mentioned",
            (_, "body-verified") => "notices-says-body",
            _ => "notices-says-moved",
        };
        tr.nv(key, people, &values)
    }
}
