//! Bringing in a consultation from elsewhere: people, ideas and comments as CSV files. Run twice, nothing is
//! doubled and changes are taken; killed half-way and run again, the end is the same; a bad row is told with its
//! line and reason, and the others go in.

mod apply;
mod comments;
mod ideas;
mod people;
mod read;
mod reason;
mod report;
mod rows;
#[cfg(test)]
mod tests;

use terreau_kit::{App, Territory};

pub use reason::Reason;
#[cfg(test)]
pub use reason::samples;
pub use report::{Counted, Fault, Report};

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The three files, as bytes; any of them may be missing.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// `ref,display_name`
    pub people: Option<Vec<u8>>,
    /// `ref,title,body_html,theme,author_ref,created_at,updated_at,supports,opposes,mixed,hidden`
    pub ideas: Option<Vec<u8>>,
    /// `ref,idea_ref,parent_ref,side,body,author_ref,created_at,supports`
    pub comments: Option<Vec<u8>>,
}

/// Rows written in one transaction: few enough that others write in between, many enough to be quick.
const TOGETHER: usize = 250;

/// Brings the files in. `dry` writes nothing and tells what would happen. `told` hears how many rows are behind
/// and how many there are.
///
/// # Errors
/// Only when storage fails: whatever is wrong with the files is in the report.
pub async fn run(
    app: &App,
    territory: &Territory,
    files: &Files,
    dry: bool,
    mut told: impl FnMut(usize, usize) + Send,
) -> terreau_store::Result<Report> {
    let mut report = Report::default();
    let people = read::table(files.people.as_deref(), "people", &read::PEOPLE, &mut report);
    let ideas = read::table(files.ideas.as_deref(), "ideas", &read::IDEAS, &mut report);
    let comments = read::table(
        files.comments.as_deref(),
        "comments",
        &read::COMMENTS,
        &mut report,
    );
    let total = people.len() + ideas.len() + comments.len();
    let mut work = apply::Work::open(app, territory, dry).await?;
    let mut behind = 0;
    for rows in people.chunks(TOGETHER) {
        told(behind, total);
        people::take(&mut work, rows, &mut report).await?;
        behind += rows.len();
    }
    for rows in ideas.chunks(TOGETHER) {
        told(behind, total);
        ideas::take(&mut work, rows, &mut report).await?;
        behind += rows.len();
    }
    let ordered = comments::parents_first(&mut work, comments, &mut report);
    for rows in ordered.chunks(TOGETHER) {
        told(behind.min(total), total);
        comments::take(&mut work, rows, &mut report).await?;
        behind += rows.len();
    }
    told(total, total);
    if !dry {
        app.reload().await?;
    }
    app.touched(territory.id);
    Ok(report)
}
