//! The ideas of the demonstration: their texts and earlier texts, their moves, and who backed and followed them.

use std::collections::HashSet;

use terreau_deliberation::ranking;
use terreau_kernel::{
    id::Id,
    limits, richtext, text,
    time::{DAY, HOUR, Micros},
};

use super::{
    cast::Member,
    content::Idea,
    fairness,
    plan::{Gesture, Ground, Moved, Plan, Told},
};
use crate::drawings::Chance;

/// An earlier or present text.
pub struct Text {
    pub title: String,
    pub line: String,
    pub body: String,
    pub note: String,
    pub at: Micros,
}

/// An idea about to be written.
pub struct Story {
    pub id: Id,
    pub slug: String,
    pub body_html: String,
    pub theme: Option<Id>,
    pub zone: Option<Id>,
    pub place: String,
    pub point: Option<(f64, f64)>,
    pub state: String,
    pub author: Id,
    pub created: Micros,
    /// The moment after which nobody backed it any more.
    pub end: Micros,
    pub texts: Vec<Text>,
    pub supports: usize,
    pub comments: usize,
    pub growth: f64,
    /// Motif, alternative text and id of each picture.
    pub pictures: Vec<(String, String, Id)>,
}

/// The idea itself, with its texts.
pub fn tell(idea: &Idea, ground: &Ground<'_>) -> Story {
    let created = ground.calendar.moment(&idea.created);
    Story {
        id: (ground.ids)(),
        slug: text::slug(&idea.title, limits::SLUG),
        body_html: richtext::render(&idea.body).html,
        theme: ground.themes.get(&idea.theme).copied(),
        zone: idea.zone.as_ref().and_then(|key| ground.zones.get(key)).copied(),
        place: idea.place.clone(),
        point: idea.lat.zip(idea.lon),
        state: idea.state.clone(),
        author: ground.cast.named(&idea.author).id,
        created,
        end: end(idea, ground, created),
        texts: texts(idea, ground, created),
        supports: 0,
        comments: 0,
        growth: 0.0,
        pictures: idea
            .picture
            .iter()
            .map(|p| (p.motif.clone(), p.alt.clone(), (ground.ids)()))
            .collect(),
    }
}

/// When an idea left the published state; now for those that are still there.
fn end(idea: &Idea, ground: &Ground<'_>, created: Micros) -> Micros {
    let last = idea.comment.iter().map(|c| ground.calendar.moment(&c.at)).max();
    let last = last.unwrap_or(created);
    let end = match idea.state.as_str() {
        "hidden" => last + 5 * HOUR,
        "archived" => last.max(created + 60 * DAY) + 3 * DAY,
        "project" => last.max(created + 120 * DAY) + 6 * DAY,
        _ => ground.now,
    };
    end.min(ground.now - HOUR).max(created + 1)
}

/// Every text it had, oldest first. Where the content keeps no earlier text, the last paragraph is what a change
/// brought.
fn texts(idea: &Idea, ground: &Ground<'_>, created: Micros) -> Vec<Text> {
    let mut texts: Vec<Text> = idea
        .version
        .iter()
        .map(|v| Text {
            title: v.title.clone(),
            line: v.line.clone(),
            body: v.body.clone(),
            note: v.note.clone(),
            at: ground.calendar.moment(&v.at),
        })
        .collect();
    if let Some(edited) = idea.edited.first()
        && texts.is_empty()
    {
        let shorter = idea.body.trim_end().rsplit_once("\n\n").map(|(before, _)| before);
        texts.push(Text {
            title: edited.old_title.clone().unwrap_or_else(|| idea.title.clone()),
            line: edited.old_line.clone().unwrap_or_else(|| idea.line.clone()),
            body: shorter.unwrap_or(&idea.body).to_owned(),
            note: String::new(),
            at: created,
        });
    }
    let last = idea.edited.last();
    texts.push(Text {
        title: idea.title.clone(),
        line: idea.line.clone(),
        body: idea.body.clone(),
        note: last.map(|e| e.note.clone()).unwrap_or_default(),
        at: last.map_or(created, |e| ground.calendar.moment(&e.at)),
    });
    texts
}

/// Who backed it and who follows it. Attention is quick at first, and longer for some ideas than for others.
pub fn gestures(plan: &mut Plan, story: &mut Story, idea: &Idea, ground: &Ground<'_>) {
    let mut chance = Chance::of(&idea.key);
    let haste = chance.between(1.4, 4.0);
    let mut at: Vec<Micros> = Vec::new();
    let mut follows: HashSet<Id> = HashSet::new();
    let follow = |plan: &mut Plan, follows: &mut HashSet<Id>, person: Id, at: Micros| {
        if follows.insert(person) {
            plan.follows.push(Gesture {
                object: story.id,
                person,
                at,
            });
        }
    };
    if story.state != "draft" {
        follow(plan, &mut follows, story.author, story.created);
    }
    for member in ground
        .cast
        .draw(&mut chance, idea.supports, story.end, story.author)
    {
        let when = moment(&mut chance, story, member, haste);
        at.push(when);
        plan.supports.push(Gesture {
            object: story.id,
            person: member.id,
            at: when,
        });
        if chance.luck(0.3) {
            follow(plan, &mut follows, member.id, when);
        }
    }
    for comment in &idea.comment {
        let author = ground.cast.named(&comment.author);
        if author.state == "active" && chance.luck(0.5) {
            follow(plan, &mut follows, author.id, ground.calendar.moment(&comment.at));
        }
    }
    story.supports = at.len();
    story.growth = at
        .into_iter()
        .fold(story.growth, |score, at| ranking::grow(score, 1.0, at));
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "five years of microseconds fit 53 bits"
)]
fn moment(chance: &mut Chance, story: &Story, member: &Member, haste: f64) -> Micros {
    let from = story.created.max(member.joined);
    let span = (story.end - from).max(2) as f64;
    from + 1 + (span * chance.unit().powf(haste)) as Micros % (story.end - from - 1).max(1)
}

/// Its moves, and the events that tell of it.
pub fn life(plan: &mut Plan, story: &Story, idea: &Idea, ground: &Ground<'_>) {
    let (moderator, agent) = (ground.cast.named(fairness::MODERATOR), ground.cast.named("p149"));
    let (name, to, who, body) = match story.state.as_str() {
        "draft" => return,
        "archived" => ("archive", "archived", story.author, None),
        "hidden" => ("hide", "hidden", moderator.id, None),
        "project" => ("adopt", "project", agent.id, Some(ground.town)),
        _ => ("", "", story.author, None),
    };
    let mut tell = |kind, at, person| {
        plan.told.push(Told {
            kind,
            object: story.id,
            subject: None,
            person: Some(person),
            at,
        });
    };
    tell("idea-published", story.created, story.author);
    for text in story.texts.iter().skip(1) {
        tell("idea-changed", text.at, story.author);
    }
    if name.is_empty() {
        return;
    }
    let kind = if name == "hide" {
        "idea-hidden"
    } else {
        "idea-changed"
    };
    tell(kind, story.end, who);
    if name == "hide" {
        fairness::hidden_idea(plan, story, idea);
        return;
    }
    plan.moves.push(Moved {
        kind: "idea",
        object: story.id,
        name,
        from: "published",
        to,
        person: who,
        body,
        reason: idea.reason.clone(),
        at: story.end,
    });
}
