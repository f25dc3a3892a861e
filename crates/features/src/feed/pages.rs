//! The page of the feed: three parts, page by page.

use askama::Template;
use axum::{
    extract::Query,
    http::{HeaderMap, HeaderName},
};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits, richtext,
    time::Micros,
};
use terreau_kit::{Page, Problem, Visit, paging, problem::Answer};

use super::{
    Scene,
    choices::{Choice, themes, zones},
    fill::{self, Known, Told, Wanted},
    items::{self, Item},
    mark, mine,
    read::{self, Source},
    rows,
};
use crate::{
    activity::{self, kind},
    following,
    follows::Search,
    people,
};

/// Acts read at once; a page holds fewer lines, since supports are told together.
const TOGETHER: i64 = 60;
/// Times acts are read for one page: what may not be seen leaves room for more.
const ROUNDS: usize = 3;

/// Which part, and from where.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    tab: String,
    before: String,
}

/// A part of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Followed,
    Near,
    All,
    /// Of all one's territories, for whoever has several.
    Mine,
}

impl Tab {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Followed, Self::Near, Self::All, Self::Mine];

    /// Its word in addresses and keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Near => "near",
            Self::All => "all",
            Self::Mine => "mine",
        }
    }

    /// Its address.
    #[must_use]
    pub fn url(self) -> String {
        match self {
            Self::Followed => "/feed".into(),
            Self::Near | Self::All | Self::Mine => format!("/feed?tab={}", self.code()),
        }
    }
}

/// One line, as it is shown.
pub struct Line {
    pub seq: i64,
    pub icon: &'static str,
    /// What happened, in one sentence.
    pub said: String,
    pub url: String,
    pub title: String,
    pub lang: String,
    pub text: String,
    pub text_lang: String,
    pub at: Micros,
    /// Why it is here.
    pub why: Vec<String>,
    /// Everything from here on was there the last time.
    pub marked: bool,
    /// The territory, where several are read together.
    pub place: String,
}

#[derive(Template)]
#[template(path = "feed/feed.html")]
struct Show<'a> {
    p: &'a Page,
    tab: Tab,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    next: String,
    /// Not the first page.
    deep: bool,
    /// Nothing came since the last time.
    quiet: bool,
    follows_nothing: bool,
    zone: String,
    themes: Vec<Choice>,
    zones: Vec<Choice>,
}

/// A stretch of the feed, before it is put into words.
pub struct Stretch {
    pub items: Vec<Item>,
    pub next: Option<i64>,
    pub known: Known,
}

/// Reads until a page is full, or its rounds are over.
pub async fn stretch(
    visit: &mut Visit,
    scene: &Scene,
    (source, wanted): (&Source, Wanted),
    before: i64,
    size: usize,
) -> Result<Stretch, Problem> {
    let (mut items, mut known, mut from) = (Vec::new(), Known::default(), Some(before));
    let db = visit.db.get().await?;
    for _ in 0..ROUNDS {
        let Some(before) = from else { break };
        let (acts, next) = read::next(db, scene, source, before, TOGETHER).await?;
        let told = fill::fill(db, scene, wanted, acts, &mut known).await?;
        let full = items::put(&mut items, told, size);
        from = full.or(next);
        if full.is_some() || items.len() >= size {
            break;
        }
    }
    Ok(Stretch {
        items,
        next: from,
        known,
    })
}

/// The feed of who is signed in.
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>, headers: HeaderMap) -> Answer {
    let me = visit.person()?;
    let (person, zone) = (me.id, me.zone);
    let scene = Scene {
        territory: visit.territory.id,
        person,
        eyes: visit.eyes(),
    };
    let tab = Tab::ALL
        .into_iter()
        .find(|tab| tab.code() == asked.tab)
        .unwrap_or(Tab::Followed);
    let several = mine::several(&mut visit, person).await?;
    if tab == Tab::Mine {
        return if several {
            together(visit, person, &asked.before).await
        } else {
            Ok(visit.redirect("/feed"))
        };
    }
    let before = paging::position::<i64>(&asked.before);
    let db = visit.db.get().await?;
    let (source, wanted) = match tab {
        Tab::Followed => (read::followed(db, &scene).await?, Wanted::Followed),
        Tab::Near => (Source::Topics(zone.into_iter().collect()), Wanted::All),
        Tab::All | Tab::Mine => (Source::Everything, Wanted::All),
    };
    let follows_nothing = source == Source::Topics(Vec::new());
    let ahead = headers.contains_key(HeaderName::from_static("sec-purpose"));
    let stopped = if tab == Tab::Followed && before.is_none() {
        look(&mut visit, &scene, ahead).await?
    } else {
        rows::mark(visit.db.get().await?, &scene)
            .await?
            .unwrap_or_default()
            .stopped
    };
    let before = before.unwrap_or(i64::MAX);
    let found = stretch(&mut visit, &scene, (&source, wanted), before, limits::PAGE).await?;
    let next = found
        .next
        .map_or_else(String::new, |seq| following_page(tab, seq));
    let mut lines: Vec<Line> = found
        .items
        .iter()
        .map(|item| line(&visit, tab, &found.known, item))
        .collect();
    let quiet = tab == Tab::Followed && marked(&mut lines, before, stopped);
    let mut p = visit.page(visit.tr.t("feed-title")).at("feed").private();
    p.section = visit.tr.t("nav-me");
    let template = Show {
        tab,
        tabs: tabs(several),
        next,
        deep: before < i64::MAX,
        quiet,
        follows_nothing,
        zone: zone
            .and_then(|id| visit.territory.zone(id))
            .map(|z| z.name.clone())
            .unwrap_or_default(),
        themes: themes(&visit),
        zones: zones(&visit),
        lines,
        p: &p,
    };
    visit.show(&template)
}

/// The parts somebody has.
fn tabs(several: bool) -> Vec<Tab> {
    let all = Tab::ALL.into_iter();
    all.filter(|tab| several || *tab != Tab::Mine).collect()
}

/// The feed of all one's territories.
async fn together(mut visit: Visit, person: Id, before: &str) -> Answer {
    let (lines, next) = mine::lines(&mut visit, person, before).await?;
    let mut p = visit.page(visit.tr.t("feed-title")).at("feed").private();
    p.section = visit.tr.t("nav-me");
    let template = Show {
        tab: Tab::Mine,
        tabs: tabs(true),
        lines,
        next,
        deep: !before.is_empty(),
        quiet: false,
        follows_nothing: false,
        zone: String::new(),
        themes: Vec::new(),
        zones: Vec::new(),
        p: &p,
    };
    visit.show(&template)
}

fn following_page(tab: Tab, seq: i64) -> String {
    let before = paging::cursor(&seq);
    match tab {
        Tab::Followed => format!("/feed?before={before}"),
        Tab::Near | Tab::All | Tab::Mine => format!("/feed?tab={}&before={before}", tab.code()),
    }
}

/// Notes that they looked, unless a browser only reads ahead; gives where they had stopped.
async fn look(visit: &mut Visit, scene: &Scene, ahead: bool) -> Result<i64, Problem> {
    let db = visit.db.get().await?;
    let head = activity::head(db, scene.territory).await?;
    let before = rows::mark(db, scene).await?;
    let (mark, kept) = mark::looked(before, head, visit.now);
    if kept && !ahead {
        let mut tx = visit.begin().await?;
        rows::set_mark(&mut tx, scene, mark).await?;
        tx.commit().await?;
    }
    Ok(mark.stopped)
}

/// Marks the first line that was there the last time, if something is newer; tells whether nothing is.
fn marked(lines: &mut [Line], before: i64, stopped: i64) -> bool {
    if stopped == 0 {
        return false;
    }
    let Some(place) = lines.iter().position(|line| line.seq <= stopped) else {
        return false;
    };
    if place > 0 || (before < i64::MAX && before > stopped) {
        lines[place].marked = true;
        return false;
    }
    before == i64::MAX
}

/// Who speaks in an act: the body, or else the person.
fn voice(visit: &Visit, known: &Known, told: &Told) -> String {
    let body = told.act.body_id.and_then(|id| known.bodies.get(&id));
    if let Some(body) = body {
        return body.name.clone();
    }
    let person = told.act.person_id.and_then(|id| known.people.get(&id));
    person.map_or_else(
        || visit.tr.t("person-left"),
        |person| people::shown_name(visit, &person.name, &person.state),
    )
}

/// An item in words.
pub fn line(visit: &Visit, tab: Tab, known: &Known, item: &Item) -> Line {
    let first = &item.told[0];
    let act = &first.act;
    let idea = act.idea_id.and_then(|id| known.ideas.get(&id));
    let name = |key: &str| visit.tr.v(key, "name", &voice(visit, known, first));
    let (icon, said) = match act.kind.as_str() {
        kind::PUBLISHED => ("lightbulb", name("feed-published")),
        kind::COMMENTED => ("message-circle", name("feed-commented")),
        kind::SUPPORTED => ("heart", visit.tr.n("feed-supported", item.people())),
        kind::ARCHIVED => ("archive", visit.tr.t("feed-archived")),
        kind::RESTORED => ("undo-2", visit.tr.t("feed-restored")),
        kind::ADOPTED => ("sprout", visit.tr.t("feed-adopted")),
        kind::MERGED => ("git-merge", visit.tr.t("feed-merged")),
        _ => ("badge-check", visit.tr.t("feed-verified")),
    };
    let mut line = Line {
        seq: item.seq(),
        icon,
        said,
        url: idea.map_or_else(String::new, |idea| format!("/ideas/{}", idea.slug)),
        title: idea.map_or_else(String::new, |idea| idea.title.clone()),
        lang: idea.map_or_else(String::new, |idea| idea.lang.clone()),
        text: String::new(),
        text_lang: idea.map_or_else(String::new, |idea| idea.lang.clone()),
        at: act.at,
        why: why(visit, tab, known, item),
        marked: false,
        place: String::new(),
    };
    match act.kind.as_str() {
        kind::PUBLISHED => line.text = idea.map_or_else(String::new, |idea| idea.line.clone()),
        kind::COMMENTED => {
            if let Some(comment) = known.comments.get(&act.object_id) {
                line.text = richtext::excerpt(&richtext::plain_text(&comment.text), 200);
                line.text_lang.clone_from(&comment.lang);
                line.url = format!("/comments/{}", id::short(comment.id));
            }
        }
        kind::VERIFIED => {
            if let Some(body) = known.bodies.get(&act.object_id) {
                line.url = format!("/organisations/{}", body.slug);
                line.title.clone_from(&body.name);
                visit.locale.code().clone_into(&mut line.lang);
            }
        }
        _ => {}
    }
    line
}

/// Why a line is there: what is followed, or else the part of the feed it stands in.
fn why(visit: &Visit, tab: Tab, known: &Known, item: &Item) -> Vec<String> {
    let mut why: Vec<String> = Vec::new();
    for reason in item.told.iter().flat_map(|told| &told.reasons) {
        let said = because(visit, known, &reason.kind, reason.topic_id);
        if !why.contains(&said) {
            why.push(said);
        }
    }
    why.truncate(2);
    if why.is_empty() {
        why.push(match tab {
            Tab::Near => visit.tr.t("feed-why-near"),
            Tab::Followed | Tab::All | Tab::Mine => {
                visit.tr.v("feed-why-all", "place", &visit.territory.name)
            }
        });
    }
    why
}

fn because(visit: &Visit, known: &Known, kind: &str, topic: Id) -> String {
    let name = match kind {
        "theme" => visit
            .territory
            .theme(topic)
            .map(|t| t.name(visit.locale).to_owned()),
        "zone" => visit.territory.zone(topic).map(|z| z.name.clone()),
        "person" => known
            .people
            .get(&topic)
            .map(|p| people::shown_name(visit, &p.name, &p.state)),
        "body" => known.bodies.get(&topic).map(|b| b.name.clone()),
        "search" => {
            let search: Option<&Search> = known.searches.get(&topic);
            search.map(|search| following::told(visit, search).0)
        }
        _ => return visit.tr.t("feed-why-idea"),
    };
    let name = name.unwrap_or_else(|| visit.tr.t("following-gone"));
    visit.tr.v(&format!("feed-why-{kind}"), "name", &name)
}
