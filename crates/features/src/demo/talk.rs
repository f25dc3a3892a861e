//! What people answer each other in the demonstration: threads with sides, the town's own words, what a
//! moderator hid, and thanks.

use std::collections::HashMap;

use terreau_deliberation::ranking;
use terreau_kernel::{
    id::Id,
    limits, richtext,
    time::{DAY, HOUR, Micros},
};

use super::{
    content::{Comment, Idea},
    fairness,
    plan::{Gesture, Ground, Plan, Told, readable},
    stories::Story,
};
use crate::drawings::Chance;

/// A comment about to be written.
pub struct Said {
    pub id: Id,
    pub idea: Id,
    pub parent: Option<Id>,
    pub root: Id,
    pub depth: i64,
    pub author: Id,
    pub body: Option<Id>,
    pub side: Option<String>,
    pub text: String,
    pub text_html: String,
    pub state: String,
    pub replies: i64,
    pub thanks: i64,
    pub relevance: f64,
    pub created: Micros,
}

/// The discussion of an idea; thanks, moves and events go to the plan.
pub fn tell(plan: &mut Plan, idea: &Idea, story: &Story, ground: &Ground<'_>) -> Vec<Said> {
    let mut chance = Chance::of(&format!("{} talk", idea.key));
    let mut said: Vec<Said> = Vec::with_capacity(idea.comment.len());
    let mut places: HashMap<&str, usize> = HashMap::new();
    for comment in &idea.comment {
        let parent = comment
            .reply_to
            .as_deref()
            .and_then(|key| places.get(key))
            .map(|at| &said[*at]);
        let mut one = say(comment, story, parent, ground);
        one.thanks = thank(plan, &mut chance, &one, comment.thanks, ground);
        told(plan, &one, comment, ground);
        if readable(&one.state) {
            count_above(&mut said, &one);
        }
        places.insert(&comment.key, said.len());
        said.push(one);
    }
    for one in said.iter_mut().filter(|c| c.depth == 0) {
        one.relevance = ranking::relevance(one.thanks, one.replies, 0, one.created);
    }
    said
}

/// The head of a thread counts all of it, a reply what answers it.
fn count_above(said: &mut [Said], one: &Said) {
    for above in said.iter_mut() {
        let head = above.id == one.root;
        if head || one.parent == Some(above.id) {
            above.replies += 1;
        }
    }
}

fn say(comment: &Comment, story: &Story, parent: Option<&Said>, ground: &Ground<'_>) -> Said {
    let id = (ground.ids)();
    let deepest = i64::try_from(limits::THREAD_DEPTH).unwrap_or(4);
    Said {
        id,
        idea: story.id,
        parent: parent.map(|p| p.id),
        root: parent.map_or(id, |p| p.root),
        depth: parent.map_or(0, |p| (p.depth + 1).min(deepest)),
        author: ground.cast.named(&comment.author).id,
        body: comment.official.then_some(ground.town),
        side: comment.side.clone().filter(|_| parent.is_none()),
        text_html: richtext::render(&comment.body).html,
        text: comment.body.clone(),
        state: if comment.hidden { "hidden" } else { "published" }.into(),
        replies: 0,
        thanks: 0,
        relevance: 0.0,
        created: ground.calendar.moment(&comment.at),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "two weeks of microseconds fit")]
#[expect(clippy::cast_precision_loss, reason = "and 53 bits")]
fn thank(plan: &mut Plan, chance: &mut Chance, said: &Said, count: usize, ground: &Ground<'_>) -> i64 {
    let latest = (said.created + 14 * DAY).min(ground.now);
    let thankful = ground.cast.draw(chance, count, said.created + 1, said.author);
    let mut thanks = 0;
    for member in thankful {
        let wait = (latest - said.created).max(1) as f64 * chance.unit().powi(2);
        plan.thanks.push(Gesture {
            object: said.id,
            person: member.id,
            at: (said.created + wait as Micros).min(ground.now),
        });
        thanks += 1;
    }
    thanks
}

fn told(plan: &mut Plan, said: &Said, comment: &Comment, ground: &Ground<'_>) {
    let mut tell = |kind, person, at| {
        plan.told.push(Told {
            kind,
            object: said.id,
            subject: Some(said.idea),
            person: Some(person),
            at,
        });
    };
    tell("comment-made", said.author, said.created);
    if !comment.hidden {
        return;
    }
    let moderator = ground.cast.named(fairness::MODERATOR).id;
    let at = (said.created + 7 * HOUR).min(ground.now);
    tell("comment-hidden", moderator, at);
    fairness::hidden_comment(plan, said, comment, at);
}
