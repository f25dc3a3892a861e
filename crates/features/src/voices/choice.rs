//! The choice of a voice, as forms show it: one's own name, or a body one may speak for.

use terreau_kernel::id::{self, Id};
use terreau_kit::{Faults, Problem, Visit};

use super::rows::{self, Hand};

/// A body one may speak for.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields speak for themselves")]
pub struct Voice {
    pub id: Id,
    /// The value by which a form names it.
    pub value: String,
    pub name: String,
    pub chosen: bool,
}

/// What a form offers; nobody who speaks for nobody is asked.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the fields speak for themselves")]
pub struct Voices {
    pub list: Vec<Voice>,
    /// What is wrong with the choice made; empty when nothing is.
    pub fault: String,
    /// Bodies the viewer answers for, whatever their state.
    led: Vec<Id>,
}

/// The voices of a viewer, the one they used last in this place chosen.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn of(visit: &mut Visit, place: &str) -> Result<Voices, Problem> {
    let Some(person) = visit.viewer.id() else {
        return Ok(Voices::default());
    };
    let territory = visit.territory.id;
    let found = rows::voices(visit.db.get().await?, territory, person, place).await?;
    let led = found.iter().filter(|v| v.part == "administrator");
    let led = led.map(|v| v.id).collect();
    let speaks = found.into_iter().filter(|v| v.state == "verified");
    let list = speaks.filter(|v| v.part != "member").map(|v| Voice {
        value: id::short(v.id),
        chosen: v.last == Some(v.id),
        id: v.id,
        name: v.name,
    });
    Ok(Voices {
        list: list.collect(),
        fault: String::new(),
        led,
    })
}

/// Says beside the choice that this voice is no longer one's own.
pub fn lost(visit: &Visit, body: Option<Id>, faults: &mut Faults) {
    let name = visit.territory.body(body).map(|b| b.name.as_str());
    faults.add(
        "voice",
        match name {
            Some(name) => visit.tr.v("voices-lost", "name", name),
            None => visit.tr.t("voices-unknown"),
        },
    );
}

/// Says of what a body signed that it is no longer its author's to change.
#[must_use]
pub fn taken(visit: &Visit, body: Option<Id>) -> String {
    let body = visit.territory.body(body);
    let name = body.map_or("", |body| &body.name);
    visit.tr.v("voices-lost-edit", "name", name)
}

impl Voices {
    /// True when there is something to choose, or to say about the choice made.
    #[must_use]
    pub fn any(&self) -> bool {
        !self.list.is_empty() || !self.fault.is_empty()
    }

    /// True when one's own name is chosen.
    #[must_use]
    pub fn own(&self) -> bool {
        self.list.iter().all(|voice| !voice.chosen)
    }

    /// The body chosen.
    #[must_use]
    pub fn body(&self) -> Option<Id> {
        self.list.iter().find(|voice| voice.chosen).map(|voice| voice.id)
    }

    /// With another choice; a body one may not speak for leaves one's own name.
    #[must_use]
    pub fn choosing(mut self, body: Option<Id>) -> Self {
        for voice in &mut self.list {
            voice.chosen = Some(voice.id) == body;
        }
        self
    }

    /// With what is wrong with the choice; one's own name is chosen then.
    #[must_use]
    pub fn wrong(self, faults: &Faults) -> Self {
        let fault = faults.of("voice").to_owned();
        if fault.is_empty() {
            return self;
        }
        Self {
            fault,
            ..self.choosing(None)
        }
    }

    /// True for a body the viewer may speak for, and for nobody's.
    #[must_use]
    pub fn speaks(&self, body: Option<Id>) -> bool {
        body.is_none_or(|body| self.list.iter().any(|voice| voice.id == body))
    }

    /// What the viewer may do with words signed by a body, or by nobody but their author.
    #[must_use]
    pub fn hand(&self, body: Option<Id>) -> Hand {
        Hand {
            speaks: self.speaks(body),
            leads: body.is_some_and(|body| self.led.contains(&body)),
        }
    }
}
