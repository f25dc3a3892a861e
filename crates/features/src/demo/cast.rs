//! The people of the demonstration, and those among them one can sign in as.

use std::collections::HashMap;

use terreau_kernel::{id::Id, richtext, text, time::Micros};
use terreau_kit::Role;

use super::content::Person;
use crate::showcase::calendar::Calendar;
use crate::{drawings::Chance, showcase::ACCOUNTS};

/// The password of every demonstration account.
pub const PASSWORD: &str = "terreau-demo-2026";

/// A person about to be written.
pub struct Member {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub bio: String,
    pub bio_html: String,
    pub zone: Option<Id>,
    pub state: String,
    pub role: Role,
    pub body: Option<Id>,
    pub joined: Micros,
    pub ideas: i64,
    pub comments: i64,
}

/// Everybody, found by the key of the content.
pub struct Cast {
    pub members: Vec<Member>,
    places: HashMap<String, usize>,
}

impl Cast {
    /// Gathers everybody.
    pub fn gather(
        people: &[Person],
        calendar: Calendar,
        zones: &HashMap<String, Id>,
        town: Id,
        mut id: impl FnMut() -> Id,
    ) -> Self {
        let mut slugs: HashMap<String, u32> = HashMap::new();
        let mut members = Vec::with_capacity(people.len());
        let mut places = HashMap::new();
        for person in people {
            let id = id();
            let role = ACCOUNTS
                .iter()
                .find(|a| a.1 == person.key)
                .map_or(Role::Member, |a| a.2);
            let wanted = if person.name.is_empty() {
                terreau_kernel::id::short(id).to_lowercase()
            } else {
                text::slug(&person.name, 60)
            };
            let taken = slugs.entry(wanted.clone()).or_default();
            *taken += 1;
            let slug = if *taken == 1 {
                wanted
            } else {
                format!("{wanted}-{taken}")
            };
            places.insert(person.key.clone(), members.len());
            members.push(Member {
                id,
                slug,
                name: person.name.clone(),
                bio_html: richtext::render(&person.bio_fr).html,
                bio: person.bio_fr.clone(),
                zone: zones.get(&person.zone).copied(),
                state: person.state.clone(),
                role,
                body: matches!(role, Role::Agent | Role::Elected).then_some(town),
                joined: calendar.moment(&person.joined),
                ideas: 0,
                comments: 0,
            });
        }
        Self { members, places }
    }

    /// Where somebody stands in the list.
    ///
    /// # Panics
    /// When the content names somebody who does not exist: a test reads all of it.
    pub fn place(&self, key: &str) -> usize {
        self.places
            .get(key)
            .copied()
            .expect("the content names only people it knows")
    }

    /// Somebody, where they take part.
    pub fn find(&self, key: &str) -> Option<&Member> {
        Some(&self.members[*self.places.get(key)?])
    }

    /// Somebody.
    pub fn named(&self, key: &str) -> &Member {
        &self.members[self.place(key)]
    }

    /// `count` different people who could have made a gesture at some time before `end`, never `but`.
    pub fn draw(&self, chance: &mut Chance, count: usize, end: Micros, but: Id) -> Vec<&Member> {
        let able = |m: &&Member| m.joined < end && m.state != "unverified" && m.id != but;
        let mut able: Vec<_> = self.members.iter().filter(able).collect();
        chance.shuffle(&mut able);
        able.truncate(count);
        able
    }
}
