//! Importing from the administration: three files, a job, a progress bar, a report that can be read.

mod kept;
mod rows;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path},
    response::IntoResponse as _,
    routing::get,
};
use serde::{Deserialize, Serialize};
use terreau_kernel::id::{self, Id};
use terreau_kit::{App, Faults, Input, Page, Problem, Visit, problem::Answer};
use terreau_store::jobs::{self, Claimed};

use kept::Kept;

use crate::{
    import::{self, Counted, Files, Report},
    work::Failed,
};

/// The kind of its jobs: the only ones that may last long.
pub const KIND: &str = "import";
/// What three files may weigh together.
const MOST: usize = 300 * 1024 * 1024;

/// The refused lines a page shows.
const SHOWN: usize = 200;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/admin/import",
            get(form).post(start).layer(DefaultBodyLimit::max(MOST)),
        )
        .route("/admin/import/{id}", get(show))
        .route("/admin/import/{id}/progress", get(progress))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The job that brings files in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportJob {
    territory: Id,
    import: Id,
    dry: bool,
}

#[derive(Template)]
#[template(path = "importing/form.html")]
struct Form<'a> {
    p: &'a Page,
    faults: Faults,
    wrong: i64,
    past: Vec<rows::Import>,
}

#[derive(Template)]
#[template(path = "importing/show.html")]
struct Show<'a> {
    p: &'a Page,
    import: rows::Import,
    refused: Vec<kept::Line>,
    counts: [(&'static str, Counted); 3],
    more: i64,
    progress: String,
    state: String,
}

/// The three files to choose, and what was imported before.
async fn form(visit: Visit) -> Answer {
    visit.administrator()?;
    draw(visit, Faults::new()).await
}

async fn draw(mut visit: Visit, faults: Faults) -> Answer {
    let territory = visit.territory.id;
    let past = rows::list(visit.db.get().await?, territory).await?;
    let mut p = visit.page(visit.tr.t("import-title")).at("admin").private();
    p.section = visit.tr.t("nav-admin");
    let again = !faults.is_empty();
    let template = Form {
        p: &p,
        wrong: faults.count(),
        faults,
        past,
    };
    visit.show_form(&template, !again)
}

/// Keeps the files and enqueues the work.
async fn start(mut visit: Visit, input: Input) -> Answer {
    let person = visit.administrator()?.id;
    let mut faults = Faults::new();
    faults.unless(!input.files.is_empty(), "people", || visit.tr.t("import-no-file"));
    if !faults.is_empty() {
        return draw(visit, faults).await;
    }
    let import = visit.app.ids.next();
    let folder = folder(&visit.app, import);
    let files = input.files.clone();
    tokio::task::spawn_blocking(move || keep(&folder, &files))
        .await
        .map_err(|_| Problem::Broken)?
        .map_err(terreau_store::Error::from)?;
    let job = ImportJob {
        territory: visit.territory.id,
        import,
        dry: input.has("dry"),
    };
    let mut tx = visit.begin().await?;
    rows::insert(&mut tx, (job.territory, import), person, job.dry, visit.now).await?;
    let new = jobs::New {
        id: visit.app.ids.next(),
        territory: Some(job.territory),
        kind: KIND,
        payload: &job,
        unique: None,
        run_at: visit.now,
        now: visit.now,
    };
    jobs::enqueue(&mut tx, new).await?;
    visit.commit(tx).await?;
    Ok(visit.redirect(&format!("/admin/import/{}", id::short(import))))
}

fn folder(app: &App, import: Id) -> std::path::PathBuf {
    app.config.data.join("imports").join(import.simple().to_string())
}

fn keep(folder: &std::path::Path, files: &[terreau_kit::form::Upload]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for file in files {
        if ["people", "ideas", "comments"].contains(&file.field.as_str()) {
            std::fs::write(folder.join(format!("{}.csv", file.field)), &file.bytes)?;
        }
    }
    Ok(())
}

async fn find(visit: &mut Visit, short: &str) -> Result<rows::Import, Problem> {
    visit.administrator()?;
    let import = id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    rows::get(visit.db.get().await?, territory, import)
        .await?
        .ok_or(Problem::NotFound)
}

/// An import: under way, or its report.
async fn show(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let import = find(&mut visit, &short).await?;
    let report = Kept::read(&import.report);
    let more = i64::try_from(report.errors.len().saturating_sub(SHOWN)).unwrap_or(0);
    let refused = report.lines(&visit.tr).take(SHOWN).collect();
    let mut p = visit.page(visit.tr.t("import-title")).at("admin").private();
    p.section = visit.tr.t("nav-admin");
    p.scripts = vec!["js/progress.js"];
    let counts = [
        ("import-people", report.people),
        ("import-ideas", report.ideas),
        ("import-comments", report.comments),
    ];
    let progress = format!("/admin/import/{short}/progress");
    let state = visit.tr.t(&format!("import-state-{}", import.state));
    visit.show(&Show {
        p: &p,
        import,
        refused,
        counts,
        more,
        progress,
        state,
    })
}

/// How far an import is, for the progress bar.
async fn progress(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let import = find(&mut visit, &short).await?;
    let ended = matches!(import.state.as_str(), "done" | "failed");
    let text = visit.tr.t(&format!("import-state-{}", import.state));
    let state = if ended { "done" } else { "running" };
    let body = serde_json::json!({"done": import.done, "total": import.total, "state": state, "text": text});
    Ok(visit.dress(Json(body).into_response()))
}

/// Runs an import; `None` when the job is another's.
pub async fn job(app: &App, job: &Claimed) -> Option<Result<(), Failed>> {
    if job.kind != KIND {
        return None;
    }
    Some(run(app, job).await)
}

async fn run(app: &App, job: &Claimed) -> Result<(), Failed> {
    let ImportJob {
        territory,
        import,
        dry,
    } = job.parse()?;
    let folder = folder(app, import);
    if !folder.is_dir() {
        return absent(app, territory, import).await;
    }
    let read = |name: &str| std::fs::read(folder.join(format!("{name}.csv"))).ok();
    let files = Files {
        people: read("people"),
        ideas: read("ideas"),
        comments: read("comments"),
    };
    let place = app.atlas.by_id(territory).ok_or("the territory is gone")?;
    let (tell, mut told) = tokio::sync::watch::channel((0, 0));
    let noting = tokio::spawn({
        let app = app.clone();
        async move {
            while told.changed().await.is_ok() {
                let (done, total): (usize, usize) = *told.borrow_and_update();
                if let Err(error) = note(&app, (territory, import), (done, total), "running", None).await {
                    tracing::warn!(%error, "progress could not be noted");
                }
                tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            }
        }
    });
    let result = import::run(app, &place, &files, dry, |done, total| {
        let _ = tell.send((done, total));
    })
    .await;
    let last = *tell.borrow();
    drop(tell);
    let _ = noting.await;
    let report = match result {
        Ok(report) => report,
        Err(error) => {
            note(app, (territory, import), last, "failed", None).await?;
            return Err(error.into());
        }
    };
    let rows = [report.people, report.ideas, report.comments];
    let total = rows
        .iter()
        .map(|c| c.created + c.updated + c.unchanged + c.refused)
        .sum();
    note(app, (territory, import), (total, total), "done", Some(&report)).await?;
    let _ = std::fs::remove_dir_all(&folder);
    Ok(())
}

/// No files: they were taken in already, or wait on the machine that received them.
async fn absent(app: &App, territory: Id, import: Id) -> Result<(), Failed> {
    let mut db = app.db.read().await?;
    match rows::get(&mut db, territory, import).await? {
        Some(known) if known.state != "done" => {
            Err("the files of this import are not on this machine".into())
        }
        _ => Ok(()),
    }
}

async fn note(
    app: &App,
    import: (Id, Id),
    (done, total): (usize, usize),
    state: &str,
    report: Option<&Report>,
) -> Result<(), Failed> {
    let report = report
        .map(|report| serde_json::to_string(&Kept::from(report)))
        .transpose()?
        .unwrap_or_else(|| "{}".into());
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut tx = app.db.begin().await?;
    rows::note(
        &mut tx,
        import,
        (count(done), count(total)),
        (state, &report),
        app.clock.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
