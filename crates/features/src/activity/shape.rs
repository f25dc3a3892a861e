//! An event as an act: its kind, what it is about, to whom. Pure.

use terreau_kernel::id::Id;
use terreau_store::events::Event;

use super::{
    facts::{Facts, Idea},
    kind,
};

/// How an act stands to a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Whoever follows the topic may read it.
    About,
    /// The topic is a person, who is to be told.
    To,
}

/// An act before it has its number.
#[derive(Debug)]
pub struct Written<'a> {
    pub event: &'a Event,
    pub kind: &'static str,
    pub subject: Option<Id>,
    pub idea: Option<Id>,
    pub topics: Vec<(Way, Id)>,
}

impl<'a> Written<'a> {
    fn new(event: &'a Event, kind: &'static str) -> Self {
        Self {
            event,
            kind,
            subject: event.subject_id,
            idea: None,
            topics: Vec::new(),
        }
    }

    fn about(mut self, topics: impl IntoIterator<Item = Id>) -> Self {
        self.topics.extend(topics.into_iter().map(|id| (Way::About, id)));
        self
    }

    /// Nobody is told of what they did themselves.
    fn to(mut self, people: impl IntoIterator<Item = Id>) -> Self {
        let doer = self.event.person_id;
        let others = people.into_iter().filter(|id| Some(*id) != doer);
        self.topics.extend(others.map(|id| (Way::To, id)));
        self
    }

    fn on(mut self, idea: &Idea) -> Self {
        self.idea = Some(idea.id);
        self
    }

    fn subject(mut self, subject: Option<Id>) -> Self {
        self.subject = subject;
        self
    }

    fn told(self) -> Option<Self> {
        (!self.topics.is_empty()).then_some(self)
    }
}

/// The act of an event, if it is one that somebody may want to read. What an import brought in has nobody who did it:
/// it is no news.
pub fn act<'a>(event: &'a Event, facts: &Facts) -> Option<Written<'a>> {
    match event.kind.as_str() {
        "idea-published" => published(event, facts),
        "idea-changed" => moved(event, facts),
        "idea-supported" => {
            let idea = facts.ideas.get(&event.object_id)?;
            // Not about who did it: what somebody backs is their own affair.
            let act = Written::new(event, kind::SUPPORTED).on(idea);
            act.about([idea.id]).to([idea.author_id]).told()
        }
        "comment-made" => commented(event, facts),
        "comment-thanked" => {
            let comment = facts.comments.get(&event.object_id)?;
            let idea = facts.ideas.get(&comment.idea_id)?;
            let act = Written::new(event, kind::THANKED).on(idea);
            act.to([comment.author_id]).told()
        }
        "mentioned" => {
            let comment = facts.comments.get(&event.object_id);
            let idea = comment.map_or(event.object_id, |c| c.idea_id);
            let act = Written::new(event, kind::MENTIONED).to(event.subject_id);
            match facts.ideas.get(&idea) {
                Some(idea) => act.on(idea).told(),
                None => act.told(),
            }
        }
        "organisation-moved" => {
            (facts.moved(event) == Some("verify")).then_some(())?;
            let zones = facts.zones.get(&event.object_id).cloned().unwrap_or_default();
            let act = Written::new(event, kind::VERIFIED);
            act.about([event.object_id]).about(zones).told()
        }
        "membership-changed" => Written::new(event, kind::MEMBERSHIP).to(event.subject_id).told(),
        _ => None,
    }
}

/// Who speaks in an act: a body, or else the person.
fn voice(event: &Event) -> Option<Id> {
    event.body_id.or(event.person_id)
}

fn ground(idea: &Idea) -> impl Iterator<Item = Id> + use<> {
    [Some(idea.id), idea.theme_id, idea.zone_id].into_iter().flatten()
}

fn published<'a>(event: &'a Event, facts: &Facts) -> Option<Written<'a>> {
    let idea = facts.ideas.get(&event.object_id)?;
    let voice = voice(event)?;
    let searches = facts.found.get(&idea.id).cloned().unwrap_or_default();
    let act = Written::new(event, kind::PUBLISHED).on(idea);
    act.about(ground(idea)).about([voice]).about(searches).told()
}

/// A move along its life, among the many changes of an idea. It is about its author's side, whoever moved it.
fn moved<'a>(event: &'a Event, facts: &Facts) -> Option<Written<'a>> {
    let idea = facts.ideas.get(&event.object_id)?;
    let kind = match facts.moved(event)? {
        "archive" => kind::ARCHIVED,
        "restore" => kind::RESTORED,
        "adopt" => kind::ADOPTED,
        "merge" => kind::MERGED,
        _ => return None,
    };
    let side = idea.body_id.unwrap_or(idea.author_id);
    let act = Written::new(event, kind).on(idea);
    act.about(ground(idea)).about([side]).to([idea.author_id]).told()
}

fn commented<'a>(event: &'a Event, facts: &Facts) -> Option<Written<'a>> {
    let comment = facts.comments.get(&event.object_id)?;
    let idea = facts.ideas.get(&comment.idea_id)?;
    let voice = voice(event)?;
    let act = Written::new(event, kind::COMMENTED)
        .on(idea)
        .subject(comment.parent_id);
    act.about(ground(idea))
        .about([voice])
        .to([idea.author_id])
        .to(comment.parent_author)
        .told()
}
