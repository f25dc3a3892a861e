//! Acts with what is told of them: their idea, their words, who, why. What may not be seen is left out here, whichever
//! way it came: the idea asks the one predicate, a comment must stand, a support must not have been taken back.

use std::collections::{HashMap, HashSet};

use terreau_kernel::id::Id;
use terreau_store::{Reach, Result};

use super::{
    Scene,
    rows::{self, Body, Comment, Idea, Person, Reason},
};
use crate::{
    activity::{Act, kind},
    blocks,
    follows::{self, Search},
    profile,
};

/// An act that may be told.
#[derive(Debug)]
pub struct Told {
    pub act: Act,
    /// What it is about that the person follows.
    pub reasons: Vec<Reason>,
}

/// The names and words a page needs.
#[derive(Debug, Default)]
pub struct Known {
    pub ideas: HashMap<Id, Idea>,
    pub comments: HashMap<Id, Comment>,
    pub people: HashMap<Id, Person>,
    pub bodies: HashMap<Id, Body>,
    pub searches: HashMap<Id, Search>,
    supports: HashSet<(Id, Id)>,
}

/// What is asked of the acts besides that they may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Something must be followed; one's own acts are no news.
    Followed,
    /// Everything.
    All,
}

fn unique(ids: impl Iterator<Item = Id>) -> Vec<Id> {
    let mut seen = HashSet::new();
    ids.filter(|id| seen.insert(*id)).collect()
}

/// The acts that may be told, in their order; what they need is added to what is known.
pub async fn fill(
    db: &mut impl Reach,
    scene: &Scene,
    wanted: Wanted,
    acts: Vec<Act>,
    known: &mut Known,
) -> Result<Vec<Told>> {
    if acts.is_empty() {
        return Ok(Vec::new());
    }
    let mut reasons: HashMap<i64, Vec<Reason>> = HashMap::new();
    for reason in rows::reasons(db, scene, &acts).await? {
        reasons.entry(reason.seq).or_default().push(reason);
    }
    learn(db, scene, &acts, known).await?;
    if known.searches.is_empty() && reasons.values().flatten().any(|r| r.kind == "search") {
        let kept = follows::searches(db, scene.territory, scene.person).await?;
        known.searches.extend(kept);
    }
    let people = unique(acts.iter().filter_map(|act| act.person_id));
    // A body speaks for all its people: only what somebody does in their own name goes unheard.
    let unheard = blocks::unheard(db, (scene.territory, scene.person), &people).await?;
    let one = |act: Act| {
        let mut reasons = reasons.remove(&act.seq).unwrap_or_default();
        let silent = reasons.iter().any(|r| r.level == "none");
        let own = act.person_id.filter(|_| act.body_id.is_none());
        if silent || own.is_some_and(|id| unheard.contains(&id)) || !known.holds(&act) {
            return None;
        }
        reasons.retain(|r| r.level == "all" && known.gathers(scene, r));
        let own = act.person_id == Some(scene.person);
        if wanted == Wanted::Followed && (own || reasons.is_empty()) {
            return None;
        }
        Some(Told { act, reasons })
    };
    Ok(acts.into_iter().filter_map(one).collect())
}

async fn learn(db: &mut impl Reach, scene: &Scene, acts: &[Act], known: &mut Known) -> Result<()> {
    let territory = scene.territory;
    let ideas = unique(acts.iter().filter_map(|act| act.idea_id));
    let found = rows::ideas(db, scene, &ideas).await?;
    known.ideas.extend(found.into_iter().map(|row| (row.id, row)));
    let said = acts.iter().filter(|act| act.kind == kind::COMMENTED);
    let said = unique(said.map(|act| act.object_id));
    let found = rows::comments(db, territory, &said).await?;
    known.comments.extend(found.into_iter().map(|row| (row.id, row)));
    let backed = acts.iter().filter(|act| act.kind == kind::SUPPORTED);
    let by = unique(backed.clone().filter_map(|act| act.person_id));
    let backed = unique(backed.map(|act| act.object_id));
    let found = rows::supports(db, territory, &backed, &by).await?;
    known.supports.extend(found);
    let named = acts.iter().filter(|act| act.kind != kind::SUPPORTED);
    let doers = named.clone().filter_map(|act| act.person_id);
    let authors = known.ideas.values().map(|idea| idea.author_id);
    let people = unique(doers.chain(authors));
    let found = rows::people(db, territory, &people).await?;
    known.people.extend(found.into_iter().map(|row| (row.id, row)));
    let verified = named
        .clone()
        .filter(|act| act.kind == kind::VERIFIED)
        .map(|act| act.object_id);
    let voices = named.filter_map(|act| act.body_id);
    let of_ideas = known.ideas.values().filter_map(|idea| idea.body_id);
    let bodies = unique(voices.chain(verified).chain(of_ideas));
    let found = rows::bodies(db, territory, &bodies).await?;
    known.bodies.extend(found.into_iter().map(|row| (row.id, row)));
    Ok(())
}

impl Known {
    /// Whether an act may be told at all.
    fn holds(&self, act: &Act) -> bool {
        let visible = act.idea_id.is_none_or(|id| self.ideas.contains_key(&id));
        visible
            && match act.kind.as_str() {
                kind::COMMENTED => self.comments.contains_key(&act.object_id),
                kind::SUPPORTED => act
                    .person_id
                    .is_some_and(|person| self.supports.contains(&(act.object_id, person))),
                kind::VERIFIED => {
                    let body = self.bodies.get(&act.object_id);
                    body.is_some_and(|body| body.state == "verified")
                }
                kind::THANKED | kind::MENTIONED | kind::MEMBERSHIP => false,
                _ => true,
            }
    }

    /// Whether what a followed person does may be gathered: they may keep it to themselves.
    fn gathers(&self, scene: &Scene, reason: &Reason) -> bool {
        if reason.kind != "person" {
            return true;
        }
        let person = self.people.get(&reason.topic_id);
        person.is_some_and(|person| profile::gathered(&person.circles, scene.eyes.level))
    }
}
