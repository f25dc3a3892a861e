//! The history of an idea: its versions, what changed between them, and its moves.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::diff::{self, Block};
use terreau_kit::{
    Page, Problem, Visit,
    problem::Answer,
    steps::{self, Past},
};

use super::{Full, edit::Both, rows::versions, visible};

#[derive(Template)]
#[template(path = "ideas/versions.html")]
struct List<'a> {
    p: &'a Page,
    idea: &'a Full,
    versions: Vec<Shown>,
    moves: Vec<Past>,
}

/// A version in the list.
struct Shown {
    number: i64,
    note: String,
    at: i64,
    who: String,
}

fn name(visit: &Visit, version: &versions::Version) -> String {
    crate::people::shown_name(visit, &version.person_name, &version.person_state)
}

/// The versions of an idea, the latest first, and its moves.
pub async fn list(mut visit: Visit, Path(slug): Path<String>) -> Answer {
    let idea = visible(&mut visit, &slug).await?;
    let territory = visit.territory.id;
    let found = versions::list(visit.db.get().await?, territory, idea.id).await?;
    let mut past = steps::history(visit.db.get().await?, territory, idea.id).await?;
    past.retain(|step| !matches!(step.name.as_str(), "publish" | "edit"));
    let shown = found.iter().map(|v| Shown {
        number: v.version,
        note: v.note.clone(),
        at: v.at,
        who: name(&visit, v),
    });
    let versions = shown.collect();
    let title = visit.tr.v("idea-versions-title", "title", &idea.title);
    let p = visit.page(title).at("ideas").private();
    visit.show(&List {
        p: &p,
        idea: &idea,
        versions,
        moves: past,
    })
}

#[derive(Template)]
#[template(path = "ideas/version.html")]
struct One<'a> {
    p: &'a Page,
    idea: &'a Full,
    version: &'a versions::Version,
    who: String,
    changes: Vec<Both>,
    first: bool,
}

/// One version, and how it differs from the one before.
pub async fn one(mut visit: Visit, Path((slug, number)): Path<(String, i64)>) -> Answer {
    let idea = visible(&mut visit, &slug).await?;
    let territory = visit.territory.id;
    let found = versions::pair(visit.db.get().await?, territory, idea.id, number).await?;
    let version = found
        .last()
        .filter(|v| v.version == number)
        .ok_or(Problem::NotFound)?;
    let old = found.first().filter(|v| v.version < number);
    let changed = |key: &str, old: &str, new: &str| {
        (old != new).then(|| Both {
            label: visit.tr.t(key),
            blocks: diff::blocks(old, new),
        })
    };
    let (title, line, body) = old.map_or(("", "", ""), |o| (&o.title, &o.line, &o.body));
    let changes = [
        changed("idea-part-title", title, &version.title),
        changed("idea-part-line", line, &version.line),
        changed("idea-part-body", body, &version.body),
    ];
    let who = name(&visit, version);
    let heading = visit.tr.vs(
        "idea-version-title",
        &[("number", &number.to_string()), ("title", &idea.title)],
    );
    let p = visit.page(heading).at("ideas").private();
    visit.show(&One {
        p: &p,
        idea: &idea,
        version,
        who,
        changes: changes.into_iter().flatten().collect(),
        first: old.is_none(),
    })
}

impl Both {
    /// The pieces of a block that changed, as the template draws them: kind, text.
    pub fn drawn(block: &Block) -> Vec<(&'static str, &str)> {
        match block {
            Block::Same(text) => vec![("same", text)],
            Block::Skipped(_) => Vec::new(),
            Block::Changed(pieces) => pieces
                .iter()
                .map(|piece| match piece {
                    diff::Piece::Same(text) => ("same", text.as_str()),
                    diff::Piece::Added(text) => ("added", text.as_str()),
                    diff::Piece::Removed(text) => ("removed", text.as_str()),
                })
                .collect(),
        }
    }

    /// How many unchanged paragraphs a block passes over; 0 for any other block.
    pub fn skipped(block: &Block) -> i64 {
        match block {
            Block::Skipped(count) => i64::try_from(*count).unwrap_or(0),
            _ => 0,
        }
    }
}
