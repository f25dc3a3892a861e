//! Skewed made-up data: ten comments an idea on average, one idea with 5,000, one person with 2,000.

mod rows;
mod words;

use anyhow::{Context as _, Result};
use terreau_features::territories::{NewTerritory, make};
use terreau_kernel::{id::Id, time::DAY};
use terreau_kit::{App, territory::Theme};

pub use rows::token;
use rows::{Comment, Idea};
pub use words::Chance;

/// How many people have a session: the writers.
pub const WRITERS: usize = 64;
/// Ideas with exactly thirty comments: those whose pages are measured, one after the other.
pub const MEASURED: std::ops::Range<usize> = 10..60;
/// Ideas written in one transaction.
const TOGETHER: usize = 500;

/// What was filled.
pub struct Filled {
    /// Ideas.
    pub ideas: usize,
    /// Comments.
    pub comments: usize,
}

/// Who writes, and when.
struct Town {
    territory: Id,
    people: Vec<Id>,
    themes: Vec<Theme>,
    ideas: usize,
    now: i64,
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Town {
    /// Somebody; a few write much: squares of chance crowd towards the first.
    fn somebody(&self, chance: &mut Chance) -> Id {
        let share = chance.share();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a list"
        )]
        let at = (share * share * self.people.len() as f64) as usize;
        self.people[at.clamp(1, self.people.len() - 1)]
    }

    /// How many comments the nth idea has.
    fn comments(&self, n: usize, chance: &mut Chance) -> usize {
        match n {
            0 => 5_000.min(self.ideas * 5),
            n if MEASURED.contains(&n) => 30,
            _ => chance.below(20),
        }
    }

    fn idea(&self, app: &App, n: usize, chance: &mut Chance) -> Idea {
        // The first person's two thousand ideas are spread over all the years.
        let own = 2_000.min(self.ideas / 20);
        let author = if n.is_multiple_of((self.ideas / own.max(1)).max(1)) {
            self.people[0]
        } else {
            self.somebody(chance)
        };
        Idea {
            territory: self.territory,
            id: app.ids.next(),
            n,
            title: chance.words(6),
            line: chance.words(18),
            body: chance.words(120),
            theme: self.themes[n * n % self.themes.len()].id,
            author,
            supports: count(chance.below(60)),
            comments: 0,
            at: self.now - count(self.ideas - n) * (DAY / 50),
        }
    }

    /// The comments of an idea; every fifth answers the one before it.
    fn discussion(&self, app: &App, idea: &Idea, many: usize, chance: &mut Chance) -> Vec<Comment> {
        let mut all: Vec<Comment> = Vec::with_capacity(many);
        for c in 0..many {
            let answered = (c % 5 == 4).then(|| all.len() - 1);
            if let Some(parent) = answered {
                all[parent].replies += 1;
            }
            let id = app.ids.next();
            let root = answered.map_or(id, |parent| all[parent].id);
            all.push(Comment {
                id,
                root,
                author: self.somebody(chance),
                side: ["for", "against", "question"][c % 3],
                text: chance.words(25),
                replies: 0,
                at: idea.at + count(c) * 1_000_000,
            });
        }
        all
    }
}

/// Fills a fresh database.
pub async fn fill(app: &App, ideas: usize) -> Result<Filled> {
    let new = NewTerritory {
        slug: "bench".into(),
        insee: Some("92071".into()),
        ..Default::default()
    };
    let made = make(app, new).await?;
    let place = app.atlas.by_id(made.id).context("no territory")?;
    let town = Town {
        territory: made.id,
        people: (0..(ideas / 10).max(200)).map(|_| app.ids.next()).collect(),
        themes: place.themes.clone(),
        ideas,
        now: app.clock.now(),
    };
    let mut chance = Chance(42);
    rows::people(app, town.territory, &town.people).await?;
    let mut comments = 0;
    for at in (0..ideas).step_by(TOGETHER) {
        let mut tx = app.db.begin().await?;
        for n in at..(at + TOGETHER).min(ideas) {
            let many = town.comments(n, &mut chance);
            let mut idea = town.idea(app, n, &mut chance);
            idea.comments = count(many);
            rows::idea(&mut tx, &idea).await?;
            let all = town.discussion(app, &idea, many, &mut chance);
            rows::discussion(&mut tx, &idea, &all).await?;
            comments += many;
        }
        tx.commit().await?;
    }
    rows::counts(
        app,
        town.territory,
        [ideas, comments, town.people.len()].map(count),
    )
    .await?;
    Ok(Filled { ideas, comments })
}
