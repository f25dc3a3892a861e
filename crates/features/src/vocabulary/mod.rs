//! The vocabulary of skills, for administrators: what people proposed, and words to add, rename, retire or merge.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use serde::Deserialize;
use terreau_kernel::{id, id::Id, limits, text};
use terreau_kit::{
    App, Faults, Input, Page, Problem, Visit, problem::Answer, territory::skills as vocabulary,
};

use crate::{
    admin::{noted, page},
    profile,
    skills::{self, Domain, Full, Proposed, Written, domains},
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/admin/skills", get(list).post(add))
        .route("/admin/skills/{id}", get(show).post(change))
}

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    domain: String,
}

/// A proposal, with who made it.
struct Proposal {
    id: String,
    name: String,
    by: String,
    at: i64,
}

struct Entry {
    id: String,
    name: String,
    offered: bool,
}

#[derive(Template)]
#[template(path = "vocabulary/list.html")]
struct List<'a> {
    p: &'a Page,
    faults: Faults,
    wrong: i64,
    proposals: Vec<Proposal>,
    families: Vec<(&'static Domain, i64, bool)>,
    entries: Vec<Entry>,
    asked: Asked,
    typed: Input,
    domains: &'static [Domain],
}

async fn draw(mut visit: Visit, asked: Asked, typed: Input, faults: Faults) -> Answer {
    let territory = visit.territory.clone();
    let locale = visit.locale;
    let db = visit.db.get().await?;
    let found = skills::proposed(db, territory.id).await?;
    let proposal = |s: Proposed| Proposal {
        id: id::short(s.id),
        by: s.by_name,
        name: s.name_fr,
        at: s.created_at,
    };
    let all = territory.skills.iter().filter(|s| s.into.is_none());
    let entry = |s: &vocabulary::Skill| Entry {
        id: id::short(s.id),
        name: s.name(locale).to_owned(),
        offered: s.offered,
    };
    let mut entries: Vec<Entry> = if asked.q.is_empty() {
        all.clone()
            .filter(|s| s.domain == asked.domain)
            .map(entry)
            .collect()
    } else {
        vocabulary::find(&territory.skills, &asked.q, locale, 30)
            .into_iter()
            .map(entry)
            .collect()
    };
    if asked.q.is_empty() {
        entries.sort_by_cached_key(|e| text::fold(&e.name));
    }
    let count = |d: &Domain| all.clone().filter(|s| s.domain == d.key).count();
    let families = domains().iter().map(|d| {
        let count = i64::try_from(count(d)).unwrap_or(0);
        (d, count, d.key == asked.domain)
    });
    let (wrong, families) = (faults.count(), families.collect());
    let p = page(&mut visit, "vocabulary-title");
    let template = List {
        p: &p,
        proposals: found.into_iter().map(proposal).collect(),
        domains: domains(),
        families,
        entries,
        asked,
        typed,
        faults,
        wrong,
    };
    visit.show_form(&template, wrong == 0)
}

/// Proposals, domains, and the skills of one of them.
pub async fn list(visit: Visit, Query(mut asked): Query<Asked>) -> Answer {
    visit.administrator()?;
    asked.q = text::ellipsis(&text::clean_line(&asked.q), 80);
    draw(visit, asked, Input::default(), Faults::new()).await
}

/// Words as they were typed, with what is wrong with them.
struct Typed {
    names: [String; 2],
    words: [String; 2],
    domain: String,
}

impl Typed {
    fn parse(visit: &Visit, input: &Input, faults: &mut Faults) -> Self {
        let words = |field: &str| {
            let typed = input.line(field);
            let all = typed.split([';', ',']).map(str::trim).filter(|w| !w.is_empty());
            all.collect::<Vec<_>>().join(";")
        };
        let typed = Self {
            names: [input.line("name_fr"), input.line("name_en")],
            words: [words("words_fr"), words("words_en")],
            domain: input.raw("domain").to_owned(),
        };
        faults.unless(text::graphemes(&typed.names[0]) >= 2, "name_fr", || {
            visit.tr.t("admin-needed")
        });
        for (name, field) in typed.names.iter().zip(["name_fr", "name_en"]) {
            faults.unless(text::graphemes(name) <= limits::NAME, field, || {
                visit.tr.n("admin-too-long", 60)
            });
        }
        for (words, field) in typed.words.iter().zip(["words_fr", "words_en"]) {
            faults.unless(text::graphemes(words) <= 600, field, || {
                visit.tr.n("admin-too-long", 600)
            });
        }
        let known = domains().iter().any(|d| d.key == typed.domain);
        faults.unless(known, "domain", || visit.tr.t("vocabulary-skill-domain-needed"));
        typed
    }

    fn row<'a>(&'a self, slug: &'a str) -> Written<'a> {
        Written {
            slug,
            domain: &self.domain,
            names: (&self.names[0], &self.names[1]),
            words: (&self.words[0], &self.words[1]),
        }
    }
}

/// Adds one.
pub async fn add(mut visit: Visit, input: Input) -> Answer {
    visit.administrator()?;
    let mut faults = Faults::new();
    let typed = Typed::parse(&visit, &input, &mut faults);
    let slug = text::slug(&typed.names[0], 40);
    let (territory, fresh) = (visit.territory.id, visit.app.ids.next());
    if faults.is_empty() {
        let mut tx = visit.begin().await?;
        if skills::offer(&mut tx, (territory, fresh), &typed.row(&slug), visit.now).await? {
            return done(visit, tx, (fresh, "skill-add"), "/admin/skills").await;
        }
        faults.add("name_fr", visit.tr.t("vocabulary-skill-taken"));
    }
    let asked = Asked::default();
    draw(visit, asked, input, faults).await
}

async fn done(
    mut visit: Visit,
    mut tx: terreau_store::Tx,
    (skill, act): (Id, &'static str),
    to: &str,
) -> Answer {
    noted(&mut visit, &mut tx, "territory", skill, act).await?;
    visit.commit(tx).await?;
    visit.app.reload().await?;
    visit.tell("admin-saved", "");
    Ok(visit.redirect(to))
}

#[derive(Template)]
#[template(path = "vocabulary/show.html")]
struct Show<'a> {
    p: &'a Page,
    faults: Faults,
    wrong: i64,
    short: String,
    state: String,
    names: [String; 2],
    words: [String; 2],
    domain: String,
    domains: &'static [Domain],
    into: String,
    near: Vec<String>,
}

async fn one(mut visit: Visit, full: Full, input: Option<&Input>, faults: Faults) -> Answer {
    let typed = |field: &str, kept: &str| {
        input
            .filter(|i| i.has(field))
            .map_or(kept, |i| i.raw(field))
            .to_owned()
    };
    let near = vocabulary::find(&visit.territory.skills, &full.name_fr, visit.locale, 6);
    let near = near.into_iter().filter(|s| s.id != full.id);
    let near = near.map(|s| s.name(visit.locale).to_owned()).collect();
    let mut p = page(&mut visit, "vocabulary-title");
    p.title.clone_from(&full.name_fr);
    let template = Show {
        near,
        short: id::short(full.id),
        names: [typed("name_fr", &full.name_fr), typed("name_en", &full.name_en)],
        words: [
            typed("words_fr", &full.words_fr),
            typed("words_en", &full.words_en),
        ],
        domain: typed("domain", &full.domain),
        into: typed("into", ""),
        domains: domains(),
        state: full.state,
        wrong: faults.count(),
        faults,
        p: &p,
    };
    let fine = template.wrong == 0;
    visit.show_form(&template, fine)
}

async fn found(visit: &mut Visit, short: &str) -> Result<Full, Problem> {
    visit.administrator()?;
    let skill = id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    let full = skills::find(visit.db.get().await?, territory, skill).await?;
    full.filter(|s| s.state != "merged").ok_or(Problem::NotFound)
}

/// One skill with its form.
pub async fn show(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let full = found(&mut visit, &short).await?;
    one(visit, full, None, Faults::new()).await
}

/// Saves, retires, restores, accepts, refuses or merges one.
pub async fn change(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let full = found(&mut visit, &short).await?;
    let mut faults = Faults::new();
    if input.raw("act") == "merge" {
        return merge(visit, full, input).await;
    }
    let (state, act) = match (input.raw("act"), full.state.as_str()) {
        ("retire", _) => ("retired", "skill-retire"),
        ("restore", "retired") => ("offered", "skill-restore"),
        ("save", "retired") => ("retired", "skill-change"),
        ("save", _) => ("offered", "skill-change"),
        _ => return Err(Problem::NotFound),
    };
    let typed = if state == "retired" && input.raw("act") == "retire" {
        Typed {
            names: [full.name_fr.clone(), full.name_en.clone()],
            words: [full.words_fr.clone(), full.words_en.clone()],
            domain: full.domain.clone(),
        }
    } else {
        Typed::parse(&visit, &input, &mut faults)
    };
    if !faults.is_empty() {
        return one(visit, full, Some(&input), faults).await;
    }
    let (territory, app, now, id) = (visit.territory.id, visit.app.clone(), visit.now, full.id);
    let mut tx = visit.begin().await?;
    let row = typed.row(&full.slug);
    skills::change(&mut tx, (territory, full.id), &row, state, visit.now).await?;
    let answer = done(visit, tx, (full.id, act), "/admin/skills").await?;
    if state != full.state {
        profile::turned(&app, territory, id, now).await?;
    }
    Ok(answer)
}

/// Makes one a part of another; whoever had it has the other.
async fn merge(mut visit: Visit, full: Full, input: Input) -> Answer {
    let into = skills::exactly(&visit.territory.skills, &input.line("into")).map(|s| s.id);
    let Some(into) = into.filter(|id| *id != full.id) else {
        let mut faults = Faults::new();
        faults.add("into", visit.tr.t("vocabulary-skill-into-unknown"));
        return one(visit, full, Some(&input), faults).await;
    };
    let (territory, app, now, from) = (visit.territory.id, visit.app.clone(), visit.now, full.id);
    let mut tx = visit.begin().await?;
    skills::merge(&mut tx, territory, from, into, now).await?;
    let answer = done(visit, tx, (from, "skill-merge"), "/admin/skills").await?;
    profile::merged(&app, territory, (from, into), now).await?;
    Ok(answer)
}
