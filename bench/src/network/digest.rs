//! The weekly letter of everybody, due at the same moment: how many leave a second, and whether memory grows meanwhile.

use std::time::{Duration, Instant};

use anyhow::Result;
use terreau_kernel::time::DAY;

use super::{Scene, sink::Sink, sql::ways};
use crate::results::{Aim, Results, f, number};

/// Between two looks.
const LOOK: Duration = Duration::from_millis(200);
/// No letter for so long: they are all gone.
const SILENCE: Duration = Duration::from_secs(20);
/// When enough has been seen, whether all are gone or not.
const ENOUGH: Duration = Duration::from_secs(240);

/// Everybody is due what they follow of the last week; the rest they were told before.
fn due(head: i64, now: i64, week: i64) -> String {
    format!(
        "update notice_people set ways = '{}', follows_now = 0, weekly_at = {}, due_at = {} where territory_id = $1",
        ways("weekly", (head - week).max(0), head),
        now - 8 * DAY,
        now - DAY
    )
}

/// Measures it.
pub async fn measure(results: &mut Results, scene: &Scene<'_>) -> Result<()> {
    let week = scene.town.acts * 7 / 365;
    let members = scene.change(|head, now| due(head, now, week)).await?;
    let members = usize::try_from(members).unwrap_or(0);
    let sink = Sink::open().await?;
    let server = scene.site.serve_with_letters()?;
    let began = Instant::now();
    // Memory once a tenth has left: until then what is kept (pages of the database, connections) fills.
    let (mut warm, mut peak): (Option<f64>, f64) = (None, 0.0);
    loop {
        tokio::time::sleep(LOOK).await;
        let (letters, last) = (sink.taken().letters, sink.taken().last);
        let held = server.held_mb();
        peak = peak.max(held);
        if letters >= members / 10 {
            warm.get_or_insert(held);
        }
        let silent = last.unwrap_or(began).elapsed() > SILENCE;
        if letters >= members || silent || began.elapsed() > ENOUGH {
            break;
        }
    }
    let (held, own) = (server.held_mb(), server.own_mb());
    let (letters, bytes) = (sink.taken().letters, sink.taken().bytes);
    let took = sink.taken().last.map_or(0.0, |last| (last - began).as_secs_f64());
    let rate = number(letters) / took.max(0.001);
    let warm = warm.unwrap_or(held);
    results.table(
        &format!(
            "The weekly letter of {members} members, {week} acts in the week, watched for {} s at most",
            ENOUGH.as_secs()
        ),
        &[
            "letters",
            "bytes each",
            "seconds",
            "letters/s",
            "CPU ms a letter",
            "memory after a tenth, MB",
            "at the end, MB",
            "at most, MB",
            "its own, MB",
        ],
    );
    results.row(&[
        letters.to_string(),
        (bytes / letters.max(1)).to_string(),
        f(took),
        f(rate),
        f(server.cpu_ms() / number(letters.max(1))),
        f(warm),
        f(held),
        f(peak),
        f(own),
    ]);
    let name = &scene.name;
    let what = format!("{name}: the weekly letter of everybody");
    results.aim(&what, Aim::Least(2_000.0), "/s", rate);
    let what = format!("{name}: the weekly letter of everybody, memory grows after the first tenth by");
    results.aim(&what, Aim::Most(16.0), "MB", (peak - warm).max(0.0));
    Ok(())
}
