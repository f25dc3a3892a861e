//! The import of a consultation of 10,000 ideas and 20,000 comments, from files made here.

use std::{fmt::Write as _, path::Path, time::Instant};

use anyhow::{Context as _, Result};

use crate::{
    data::Chance,
    process::Running,
    results::{Aim, Results, f, number},
    site::Site,
};

const PEOPLE: usize = 3_000;
const IDEAS: usize = 10_000;
const COMMENTS: usize = 20_000;

/// The three files.
fn files(folder: &Path) -> Result<()> {
    let mut chance = Chance(5);
    let mut text = String::from("ref,display_name\n");
    for n in 0..PEOPLE {
        writeln!(text, "p-{n},Personne {n}")?;
    }
    std::fs::write(folder.join("people.csv"), text)?;
    let mut text = String::from(
        "ref,title,body_html,theme,author_ref,created_at,updated_at,supports,opposes,mixed,hidden\n",
    );
    for n in 0..IDEAS {
        let (title, body) = (chance.words(8).replace('\n', " "), chance.words(150));
        let (author, day) = (chance.below(PEOPLE), n % 28 + 1);
        writeln!(
            text,
            "i-{n},{title},\"<p>{body}</p><p><strong>{title}</strong></p>\",Thème {},p-{author},\
             2015-10-{day:02}T08:00:00+0200,2015-10-{day:02}T09:00:00+0200,{},{},{},0",
            n % 12,
            chance.below(300),
            chance.below(60),
            chance.below(60)
        )?;
    }
    std::fs::write(folder.join("ideas.csv"), text)?;
    let mut text = String::from("ref,idea_ref,parent_ref,side,body,author_ref,created_at,supports\n");
    for n in 0..COMMENTS {
        // Every fourth answers the one just before it, which is under the same idea.
        let (idea, parent) = if n % 4 == 3 {
            ((n - 1) % IDEAS, format!("c-{}", n - 1))
        } else {
            (n % IDEAS, String::new())
        };
        writeln!(
            text,
            "c-{n},i-{idea},{parent},{},\"{}\",p-{},2015-11-{:02}T10:00:00+0100,{}",
            ["for", "against", "question"][n % 3],
            chance.words(40),
            chance.below(PEOPLE),
            n % 28 + 1,
            chance.below(20)
        )?;
    }
    std::fs::write(folder.join("comments.csv"), text)?;
    Ok(())
}

/// Runs the command on an empty installation.
pub fn measure(results: &mut Results, site: &Site, engine: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    files(folder.path())?;
    let made = site
        .command(&["territory", "create", "--slug", "bench", "--insee", "92071"])?
        .output()?;
    anyhow::ensure!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (people, ideas, comments, report) = (
        path("people.csv"),
        path("ideas.csv"),
        path("comments.csv"),
        path("report.json"),
    );
    let arguments = [
        "import",
        "--territory",
        "bench",
        "--people",
        &people,
        "--ideas",
        &ideas,
        "--comments",
        &comments,
        "--report",
        &report,
    ];
    let began = Instant::now();
    let mut running = Running::start(&mut site.command(&arguments)?)?;
    let peak = running.finished()?;
    let took = began.elapsed().as_secs_f64();
    let report = std::fs::read_to_string(path("report.json")).context("no report")?;
    let whole = report.split_whitespace().collect::<String>();
    for (what, n) in [("people", PEOPLE), ("ideas", IDEAS), ("comments", COMMENTS)] {
        let wanted = format!("\"{what}\":{{\"created\":{n},");
        anyhow::ensure!(whole.contains(&wanted), "not every row came in: {:.300}", whole);
    }
    results.table(
        &format!("Import of {PEOPLE} people, {IDEAS} ideas, {COMMENTS} comments, {engine}"),
        &["seconds", "rows/s", "memory at most, MB"],
    );
    results.row(&[f(took), f(number(PEOPLE + IDEAS + COMMENTS) / took), f(peak)]);
    results.aim(
        &format!("import of {IDEAS} ideas and {COMMENTS} comments, {engine}"),
        Aim::Most(60.0),
        "s",
        took,
    );
    Ok(())
}
