//! The ideas of an import. Their historic votes are kept as figures, apart from votes cast here.

use terreau_kernel::{id::Id, richtext, text, time::Micros};
use terreau_store::{Result, Tx, one, run, value};

use super::{
    Reason,
    apply::{Counts, Fate, Known, Work},
    read::Row,
    report::Report,
    rows,
};
use crate::ideas;

/// What is imported is open to all.
const PUBLIC: i64 = 0;

/// An idea that makes sense.
struct Idea {
    title: String,
    line: String,
    body: String,
    html: String,
    theme: String,
    author: Id,
    created: Micros,
    updated: Micros,
    votes: [Option<i64>; 3],
    hidden: bool,
}

fn parse(work: &Work<'_>, row: &Row) -> std::result::Result<Idea, Reason> {
    let title = text::clean_line(row.get("title"));
    if title.is_empty() {
        return Err(Reason::TitleMissing);
    }
    let author = row.get("author_ref");
    let author = work
        .people
        .get(author)
        .ok_or_else(|| Reason::quoting(author, |value| Reason::AuthorUnknown { value }))?;
    let created = row.moment("created_at")?;
    let updated = if row.get("updated_at").is_empty() {
        created
    } else {
        row.moment("updated_at")?
    };
    let hidden = match row.get("hidden").to_lowercase().as_str() {
        "" | "false" | "0" | "no" | "non" => false,
        "true" | "1" | "yes" | "oui" => true,
        other => return Err(Reason::quoting(other, |value| Reason::HiddenUnclear { value })),
    };
    let body = richtext::from_html(row.get("body_html"));
    let rendered = richtext::render(&body);
    Ok(Idea {
        line: richtext::excerpt(&rendered.plain, 200),
        html: rendered.html,
        theme: text::clean_line(row.get("theme")),
        author: author.id,
        votes: [row.count("supports")?, row.count("opposes")?, row.count("mixed")?],
        updated: updated.max(created),
        title,
        body,
        created,
        hidden,
    })
}

/// Takes a batch of ideas.
pub async fn take(work: &mut Work<'_>, batch: &[Row], report: &mut Report) -> Result<()> {
    let mut tx = work.begin().await?;
    let mut counts = Counts::default();
    let mut fresh = Vec::new();
    for row in batch {
        let idea = match parse(work, row) {
            Ok(idea) => idea,
            Err(reason) => {
                report.refuse("ideas", row.line, reason);
                continue;
            }
        };
        let hash = row.hash();
        let fate = Work::fate(&work.ideas, &row.key, &hash);
        let id = match fate {
            Fate::Leave => {
                report.ideas.unchanged += 1;
                continue;
            }
            Fate::Update(id) => {
                report.ideas.updated += 1;
                id
            }
            Fate::Create => {
                report.ideas.created += 1;
                work.app.ids.next()
            }
        };
        if let Some(tx) = &mut tx {
            let theme = theme(work, tx, &idea.theme).await?;
            if fate == Fate::Create {
                insert(work, tx, (id, &row.key, &hash), &idea, theme, &mut counts).await?;
            } else {
                update(work, tx, (id, &hash), idea, theme, &mut counts).await?;
            }
        }
        fresh.push((row.key.clone(), Known { id, hash }));
    }
    if let Some(tx) = &mut tx {
        counts.write(tx, work.territory).await?;
    }
    work.end(tx).await?;
    work.ideas.extend(fresh);
    Ok(())
}

async fn theme(work: &mut Work<'_>, tx: &mut Tx, name: &str) -> Result<Option<Id>> {
    if name.is_empty() {
        return Ok(None);
    }
    let key = text::fold(name);
    if let Some(id) = work.themes.get(&key) {
        return Ok(Some(*id));
    }
    let id = work.app.ids.next();
    let position = i64::try_from(work.themes.len()).unwrap_or(i64::MAX);
    let hue = ["leaf", "sky", "clay", "plum", "sun"][work.themes.len() % 5];
    let slug = text::slug(name, 60);
    run!(tx, rows::THEME, work.territory, id, slug, name, hue, position)?;
    work.themes.insert(key, id);
    Ok(Some(id))
}

async fn free_slug(work: &Work<'_>, tx: &mut Tx, title: &str) -> Result<String> {
    let wanted = text::slug(title, 80);
    let mut slug = wanted.clone();
    let mut n = 1;
    loop {
        let taken = value!(tx, i32, rows::SLUG_TAKEN, work.territory, &slug)?.is_some()
            || value!(tx, i32, rows::OLD_SLUG_TAKEN, work.territory, &slug)?.is_some();
        if !taken {
            return Ok(slug);
        }
        n += 1;
        slug = format!("{wanted}-{n}");
    }
}

async fn insert(
    work: &Work<'_>,
    tx: &mut Tx,
    (id, key, hash): (Id, &str, &str),
    idea: &Idea,
    theme: Option<Id>,
    counts: &mut Counts,
) -> Result<()> {
    let slug = free_slug(work, tx, &idea.title).await?;
    let state = if idea.hidden { "hidden" } else { "published" };
    // Attention of years ago has faded: growth begins with the day of publication.
    let growth = terreau_deliberation::ranking::grow(0.0, 1.0, idea.created);
    let [supports, opposes, mixed] = idea.votes;
    run!(
        tx,
        rows::IDEA,
        work.territory,
        id,
        slug,
        &idea.title,
        &idea.line,
        &idea.body,
        &idea.html,
        theme,
        state,
        idea.author,
        growth,
        supports,
        opposes,
        mixed,
        key,
        hash,
        idea.created,
        idea.updated
    )?;
    if idea.hidden {
        step(work, tx, id, ("hide", "published", "hidden")).await?;
    } else {
        counted(counts, theme, idea.author, 1);
    }
    work.happened(tx, "idea-published", id, None).await
}

fn counted(counts: &mut Counts, theme: Option<Id>, author: Id, n: i64) {
    counts.add(rows::IDEAS_COUNT, Id::nil(), n);
    counts.add(rows::AUTHOR_IDEAS, author, n);
    if let Some(theme) = theme {
        counts.add(rows::THEME_COUNT, theme, n);
    }
}

/// What stands here, beside which a changed row is held.
#[derive(sqlx::FromRow)]
struct Before {
    theme_id: Option<Id>,
    state: String,
    author_id: Id,
    version: i64,
    title: String,
    line: String,
    body: String,
    body_html: String,
    updated_at: Micros,
    author_state: String,
    last_reason: String,
}

impl Before {
    /// Its words were changed here, or belong to somebody who left: those of the source stay outside.
    fn ours(&self) -> bool {
        self.version > 1 || self.author_state == "anonymised"
    }

    /// The state of the source, unless somebody decided here.
    fn state(&self, hidden: bool) -> &str {
        match (self.state.as_str(), hidden, self.last_reason.as_str()) {
            ("published", true, "import") => "hidden",
            ("hidden", false, "import") => "published",
            (other, ..) => other,
        }
    }
}

async fn update(
    work: &Work<'_>,
    tx: &mut Tx,
    (id, hash): (Id, &str),
    idea: Idea,
    theme: Option<Id>,
    counts: &mut Counts,
) -> Result<()> {
    let Some(before) = one!(tx, Before, rows::IDEA_BEFORE, work.territory, id)? else {
        return Ok(());
    };
    let state = before.state(idea.hidden).to_owned();
    let kept = before.ours();
    let theme = if kept { before.theme_id } else { theme };
    let (was, is) = (
        ideas::counted(&before.state, PUBLIC),
        ideas::counted(&state, PUBLIC),
    );
    counted(counts, before.theme_id, before.author_id, -was);
    counted(counts, theme, before.author_id, is);
    if was != is {
        ideas::count_comments(tx, work.territory, id, is - was).await?;
    }
    if state != before.state {
        let name = if idea.hidden { "hide" } else { "show" };
        step(work, tx, id, (name, &before.state, &state)).await?;
    }
    let (title, line, body, html, at) = if kept {
        (
            before.title,
            before.line,
            before.body,
            before.body_html,
            before.updated_at,
        )
    } else {
        (idea.title, idea.line, idea.body, idea.html, idea.updated)
    };
    let [supports, opposes, mixed] = idea.votes;
    run!(
        tx,
        rows::IDEA_SET,
        work.territory,
        id,
        title,
        line,
        body,
        html,
        theme,
        &state,
        supports,
        opposes,
        mixed,
        hash,
        at
    )?;
    let told = if state == "hidden" {
        "idea-hidden"
    } else {
        "idea-changed"
    };
    work.happened(tx, told, id, None).await
}

async fn step(work: &Work<'_>, tx: &mut Tx, id: Id, (name, from, to): (&str, &str, &str)) -> Result<()> {
    let step = work.app.ids.next();
    run!(tx, rows::STEP, work.territory, step, id, name, from, to, work.now)?;
    Ok(())
}
