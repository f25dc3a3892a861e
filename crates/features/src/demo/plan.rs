//! Everything the demonstration will write, decided before anything is written, so that counters can be
//! counted instead of hoped for.

use std::collections::HashMap;

use terreau_kernel::{id::Id, time::Micros};

use super::{
    cast::Cast,
    content::{Content, Idea},
    fairness::{self, Ruled, Waiting},
    stories::{self, Story},
    talk::{self, Said},
};
use crate::showcase::calendar::Calendar;

/// A gesture towards an idea or a comment.
#[derive(Debug, Clone, Copy)]
pub struct Gesture {
    pub object: Id,
    pub person: Id,
    pub at: Micros,
}

/// A move in the life of something.
pub struct Moved {
    pub kind: &'static str,
    pub object: Id,
    pub name: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub person: Id,
    pub body: Option<Id>,
    pub reason: String,
    pub at: Micros,
}

/// An event to be followed.
pub struct Told {
    pub kind: &'static str,
    pub object: Id,
    pub subject: Option<Id>,
    pub person: Option<Id>,
    pub at: Micros,
}

/// What everything refers to.
pub struct Ground<'a> {
    pub calendar: Calendar,
    pub cast: &'a Cast,
    pub zones: &'a HashMap<String, Id>,
    pub themes: &'a HashMap<String, Id>,
    pub town: Id,
    pub now: Micros,
    pub ids: &'a dyn Fn() -> Id,
}

/// Everything.
#[derive(Default)]
pub struct Plan {
    pub stories: Vec<Story>,
    pub comments: Vec<Said>,
    pub supports: Vec<Gesture>,
    pub follows: Vec<Gesture>,
    pub thanks: Vec<Gesture>,
    pub moves: Vec<Moved>,
    pub ruled: Vec<Ruled>,
    pub waiting: Vec<Waiting>,
    pub told: Vec<Told>,
}

/// Comments that have an effect on counts: those one can read.
pub fn readable(state: &str) -> bool {
    state == "published"
}

/// Ideas that have an effect on counts: those one can find.
pub fn findable(state: &str) -> bool {
    matches!(state, "published" | "archived" | "project" | "merged")
}

impl Plan {
    /// Decides everything.
    pub fn make(content: &Content, ground: &Ground<'_>) -> Self {
        let mut plan = Self::default();
        for idea in &content.ideas {
            plan.idea(idea, ground);
        }
        fairness::suspensions(&mut plan, ground);
        for member in &ground.cast.members {
            plan.told.push(Told {
                kind: "person-changed",
                object: member.id,
                subject: None,
                person: Some(member.id),
                at: member.joined,
            });
        }
        plan.told.sort_by_key(|told| told.at);
        plan
    }

    fn idea(&mut self, idea: &Idea, ground: &Ground<'_>) {
        let mut story = stories::tell(idea, ground);
        let said = talk::tell(self, idea, &story, ground);
        story.comments = said.iter().filter(|c| readable(&c.state)).count();
        stories::gestures(self, &mut story, idea, ground);
        for comment in said.iter().filter(|c| readable(&c.state)) {
            story.growth = terreau_deliberation::ranking::grow(story.growth, 1.0, comment.created);
        }
        stories::life(self, &story, idea, ground);
        fairness::reported(self, idea, &story, &said, ground);
        self.comments.extend(said);
        self.stories.push(story);
    }

    /// Counts what everybody wrote.
    pub fn count_people(&self, cast: &mut Cast) {
        let mut ideas: HashMap<Id, i64> = HashMap::new();
        let mut comments: HashMap<Id, i64> = HashMap::new();
        for story in self.stories.iter().filter(|s| findable(&s.state)) {
            *ideas.entry(story.author).or_default() += 1;
        }
        for comment in self.comments.iter().filter(|c| readable(&c.state)) {
            *comments.entry(comment.author).or_default() += 1;
        }
        for member in &mut cast.members {
            member.ideas = ideas.get(&member.id).copied().unwrap_or(0);
            member.comments = comments.get(&member.id).copied().unwrap_or(0);
        }
    }
}
