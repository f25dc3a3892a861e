//! A town of the network: who there is, what happened over a year, who follows what. Followings are as unequal as those
//! of people: twenty things each, some five thousand, and one organisation that half of all people follow.

use std::time::Instant;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use terreau_features::territories::{NewTerritory, insert_zone, make};
use terreau_kernel::{
    id::Id,
    time::{DAY, Micros},
};
use terreau_kit::App;
use terreau_store::{Engine, Tx, run, sqlx::AssertSqlSafe};

use super::sql;
use crate::{
    data::{Chance, token},
    results::f,
};

/// Quarters.
pub const ZONES: usize = 9;
/// Skills people have.
const SKILLS: usize = 400;
/// Organisations.
const BODIES: i64 = 300;
/// Texts that ideas and comments share.
pub const TEXTS: usize = 200;
/// What everybody follows, one line each; the first organisation comes on top for every second person.
pub const FOLLOWED: [&str; 19] = [
    "zone", "theme", "theme", "body", "body", "body", "body", "person", "person", "person", "person",
    "person", "idea", "idea", "idea", "idea", "idea", "idea", "idea",
];
/// One person in so many wants to know at once of what they follow: a tenth of those who follow the organisation.
pub const AT_ONCE: i64 = 20;
/// One person in so many does things here.
pub const ACTIVE: i64 = 2;
/// Who follows five thousand things that move: from and up to so many before the last person.
pub const BUSY: (i64, i64) = (60, 20);
/// Who follows five thousand people that do nothing.
pub const SILENT: (i64, i64) = (20, 0);
/// Who speaks for the organisation; they do not follow it.
pub const SPEAKER: usize = 1;
/// Acts kept in one transaction.
const TOGETHER: usize = 5_000;

/// What there is.
#[derive(Debug, Clone)]
pub struct Town {
    pub territory: Id,
    pub now: Micros,
    /// A year ago.
    pub since: Micros,
    pub people: i64,
    pub ideas: i64,
    pub acts: i64,
    pub themes: usize,
    pub skills: usize,
    /// The organisation that half of all people follow.
    pub body: Id,
    pub slugs: Slugs,
}

/// Words of addresses.
#[derive(Debug, Clone, Default)]
pub struct Slugs {
    pub skills: Vec<String>,
    pub zones: Vec<String>,
    pub themes: Vec<String>,
}

impl Town {
    /// How many things of a kind there are to choose from. The first organisation is not among them.
    pub fn many(&self, kind: &str) -> i64 {
        match kind {
            "zone" => count(ZONES),
            "theme" => count(self.themes),
            "body" => BODIES - 1,
            "person" => self.people,
            _ => self.ideas,
        }
    }

    /// Somebody of a range counted from the last person.
    pub fn range(&self, (from, upto): (i64, i64)) -> Vec<usize> {
        (self.people - from..self.people - upto)
            .filter_map(|n| usize::try_from(n).ok())
            .collect()
    }

    /// People who follow twenty things, some of whom write.
    pub fn ordinary(&self) -> Vec<usize> {
        let first = self.people / 4;
        (first..first + 40)
            .filter_map(|n| usize::try_from(n).ok())
            .collect()
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn size(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// Something that happened.
struct Act {
    kind: &'static str,
    id: Id,
    idea: usize,
    person: usize,
    body: Option<i64>,
    /// The comment it answers, and who wrote it.
    answers: Option<(Id, usize)>,
}

/// A place in a list; most choices fall on the first ones.
fn early(chance: &mut Chance, many: usize) -> usize {
    let share = chance.share().powi(3);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list"
    )]
    let at = (share * many as f64) as usize;
    at.min(many.saturating_sub(1))
}

/// What happened, in its order: one idea in ten acts, six comments, three supports; the newest ideas most.
fn acts(app: &App, town: &Town) -> Vec<Act> {
    let mut chance = Chance(42);
    let doers = size(town.people / ACTIVE);
    let mut last: Vec<Option<(Id, usize)>> = Vec::new();
    let mut all = Vec::with_capacity(size(town.acts));
    for n in 0..size(town.acts) {
        let kind = match n % 10 {
            0 => "idea-published",
            1..=6 => "comment-made",
            _ => "idea-supported",
        };
        if n % 10 == 0 {
            last.push(None);
        }
        let idea = match n % 10 {
            0 => last.len() - 1,
            _ => last.len() - 1 - early(&mut chance, last.len()),
        };
        let (id, person) = (app.ids.next(), early(&mut chance, doers));
        let signed = kind != "idea-supported" && chance.below(10) == 0;
        let answers = last[idea].filter(|_| kind == "comment-made" && chance.below(4) == 0);
        if kind == "comment-made" && answers.is_none() {
            last[idea] = Some((id, person));
        }
        all.push(Act {
            kind,
            id,
            idea,
            person,
            body: signed.then(|| count(early(&mut chance, size(BODIES)))),
            answers,
        });
    }
    all
}

async fn object(tx: &mut Tx, kind: &str, n: usize, id: Id) -> Result<()> {
    let text = "insert into bench_objects (kind, n, id) values ($1, $2, $3)";
    run!(tx, text, kind, count(n), id)?;
    Ok(())
}

/// Runs statements, each in a transaction of its own.
async fn all(app: &App, town: &Town, statements: Vec<String>) -> Result<()> {
    for text in statements {
        let began = Instant::now();
        let what: String = text.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        let (here, nil) = (text.contains("$1"), text.contains("$2"));
        let mut tx = app.db.begin().await?;
        let text = AssertSqlSafe(text);
        let done = match (here, nil) {
            (true, true) => run!(&mut tx, text, town.territory, Id::nil()),
            (true, false) => run!(&mut tx, text, town.territory),
            _ => run!(&mut tx, text),
        };
        let rows = done.with_context(|| what.clone())?;
        tx.commit().await?;
        let took = began.elapsed().as_secs_f64();
        if took > 1.0 {
            println!("  {what}: {rows} rows in {} s", f(took));
        }
    }
    Ok(())
}

/// The territory, its quarters, and the numbers of everything there is.
async fn found(app: &App, people: usize) -> Result<Town> {
    let new = NewTerritory {
        slug: "bench".into(),
        insee: Some("92071".into()),
        ..Default::default()
    };
    let made = make(app, new).await?;
    let mut tx = app.db.begin().await?;
    for n in 0..ZONES {
        let (slug, name) = (format!("quartier-{n}"), format!("Quartier {n}"));
        #[expect(clippy::cast_precision_loss, reason = "a small step on a map")]
        let centre = (48.77 + n as f64 / 200.0, 2.28 + n as f64 / 300.0);
        let place = (Some(centre), count(n));
        insert_zone(&mut tx, made.id, app.ids.next(), (&slug, &name), place).await?;
    }
    tx.commit().await?;
    app.reload().await?;
    let place = app.atlas.by_id(made.id).context("no territory")?;
    let offered: Vec<_> = place.skills.iter().filter(|s| s.offered).take(SKILLS).collect();
    let now = app.clock.now();
    let town = Town {
        territory: made.id,
        now,
        since: now - 365 * DAY,
        people: count(people),
        ideas: count(people / 10),
        acts: count(people),
        themes: place.themes.len(),
        skills: offered.len(),
        body: app.ids.next(),
        slugs: Slugs {
            skills: offered.iter().map(|s| s.slug.clone()).collect(),
            zones: place.zones.iter().map(|z| z.slug.clone()).collect(),
            themes: place.themes.iter().map(|t| t.slug.clone()).collect(),
        },
    };
    let id = if app.db.engine() == Engine::Sqlite {
        "blob"
    } else {
        "uuid"
    };
    all(app, &town, sql::helpers(id)).await?;
    let mut tx = app.db.begin().await?;
    for (n, skill) in offered.iter().enumerate() {
        object(&mut tx, "skill", n, skill.id).await?;
    }
    for (n, zone) in place.zones.iter().enumerate() {
        object(&mut tx, "zone", n, zone.id).await?;
    }
    for (n, theme) in place.themes.iter().enumerate() {
        object(&mut tx, "theme", n, theme.id).await?;
    }
    object(&mut tx, "body", 0, town.body).await?;
    for n in 1..size(BODIES) {
        object(&mut tx, "body", n, app.ids.next()).await?;
    }
    for n in 0..people {
        object(&mut tx, "person", n, app.ids.next()).await?;
    }
    for n in 0..size(town.ideas) {
        object(&mut tx, "idea", n, app.ids.next()).await?;
    }
    tx.commit().await?;
    Ok(town)
}

/// What happened, numbered.
async fn happened(app: &App, town: &Town) -> Result<()> {
    let all = acts(app, town);
    let step = (town.now - town.since) / town.acts.max(1);
    for (part, some) in all.chunks(TOGETHER).enumerate() {
        let mut tx = app.db.begin().await?;
        for (n, act) in some.iter().enumerate() {
            let seq = count(part * TOGETHER + n) + 1;
            run!(
                &mut tx,
                "insert into bench_acts (seq, kind, id, idea, person, body, parent, answered, at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                seq,
                act.kind,
                act.id,
                count(act.idea),
                count(act.person),
                act.body,
                act.answers.map(|a| a.0),
                act.answers.map(|a| count(a.1)),
                town.since + seq * step
            )?;
        }
        tx.commit().await?;
    }
    let mut chance = Chance(7);
    let mut tx = app.db.begin().await?;
    for n in 0..TEXTS {
        run!(
            &mut tx,
            "insert into bench_texts (n, title, line, body) values ($1, $2, $3, $4)",
            count(n),
            chance.words(6).replace('\n', " "),
            chance.words(22).replace('\n', " "),
            chance.words(120)
        )?;
    }
    Ok(tx.commit().await?)
}

/// Sessions of those who look and of who speaks for the organisation.
async fn sessions(app: &App, town: &Town) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let readers = [
        town.ordinary(),
        town.range(BUSY),
        town.range(SILENT),
        vec![SPEAKER],
    ];
    for n in readers.concat() {
        run!(
            &mut tx,
            "insert into sessions (token_hash, territory_id, id, person_id, agent, fresh_at, created_at, seen_at,
             expires_at) select $1, $2, $3, id, 'bench', $4, $4, $4, $5 from bench_objects
             where kind = 'person' and n = $6",
            Sha256::digest(token(n).as_bytes()).to_vec(),
            town.territory,
            app.ids.next(),
            town.now,
            town.now + DAY,
            count(n)
        )?;
    }
    run!(
        &mut tx,
        "insert into memberships (territory_id, id, body_id, person_id, role, state, shown, created_at, updated_at)
         select $1, $2, $3, id, 'spokesperson', 'active', true, $4, $4 from bench_objects
         where kind = 'person' and n = $5",
        town.territory,
        app.ids.next(),
        town.body,
        town.since,
        count(SPEAKER)
    )?;
    Ok(tx.commit().await?)
}

/// Fills a fresh database.
pub async fn fill(app: &App, people: usize) -> Result<Town> {
    if app.db.engine() == Engine::Sqlite {
        // Much is written in no order: with few pages kept, each would be written many times.
        let mut tx = app.db.begin().await?;
        run!(&mut tx, "pragma cache_size = -1000000")?;
        tx.commit().await?;
    }
    let town = found(app, people).await?;
    happened(app, &town).await?;
    for part in [
        sql::people(&town),
        sql::directory(&town),
        sql::content(&town),
        sql::activity(),
        sql::follows(&town),
    ] {
        all(app, &town, part).await?;
    }
    sessions(app, &town).await?;
    let dropped = sql::HELPERS.iter().map(|table| format!("drop table {table}"));
    all(app, &town, dropped.collect()).await?;
    Ok(town)
}
