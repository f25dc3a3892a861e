//! What the pages of the network burn, for those who follow little and for those who follow much.

use anyhow::Result;

use super::{
    Scene,
    fill::{BUSY, SILENT, Town},
};
use crate::{
    data::token,
    kept::memory,
    results::{Aim, Results, f},
    timed::{Ask, timed},
};

struct Case {
    name: &'static str,
    asks: Vec<Ask>,
    aim: f64,
    times: usize,
}

fn session(person: usize) -> String {
    format!("Cookie: session={}\r\n", token(person))
}

/// One page as different people open it.
fn opened(path: &str, people: &[usize]) -> Vec<Ask> {
    people.iter().map(|n| (path.to_owned(), session(*n))).collect()
}

/// Addresses of the directory: skills from the commonest to the rarest, quarters, half-days.
fn searches(town: &Town, skill: bool) -> Vec<Ask> {
    let reader = session(town.ordinary().first().copied().unwrap_or_default());
    let words = &town.slugs;
    let one = |n: usize| {
        // Twenty skills that are had more and more rarely.
        let skill = words.skills.get(n * n).filter(|_| skill);
        let skill = skill.map_or_else(String::new, |slug| format!("skill={slug}&"));
        let zone = words
            .zones
            .get(n % words.zones.len())
            .cloned()
            .unwrap_or_default();
        let path = format!("/people?{skill}zone={zone}&day={}&part={}", n % 7, n % 3);
        (path, reader.clone())
    };
    (0..20).map(one).collect()
}

/// The directory as visitors ask for it: by cause and quarter.
fn visited(town: &Town) -> Vec<Ask> {
    let words = &town.slugs;
    let pairs = words.themes.iter().zip(words.zones.iter().cycle());
    let asks = pairs.map(|(cause, zone)| (format!("/people?cause={cause}&zone={zone}"), String::new()));
    asks.collect()
}

fn cases(town: &Town) -> Vec<Case> {
    let (few, many, silent) = (town.ordinary(), town.range(BUSY), town.range(SILENT));
    let case = |name, asks, aim, times| Case {
        name,
        asks,
        aim,
        times,
    };
    vec![
        case("feed, who follows 20", opened("/feed", &few), 2.0, 1_200),
        case("feed, who follows 5000", opened("/feed", &many), 2.0, 1_200),
        case(
            "feed, who follows 5000 where nothing happens",
            opened("/feed", &silent),
            2.0,
            300,
        ),
        case("notices, who follows 20", opened("/notices", &few), 1.0, 1_200),
        case("notices, who follows 5000", opened("/notices", &many), 1.0, 300),
        case(
            "notices, who follows 5000 where nothing happens",
            opened("/notices", &silent),
            1.0,
            300,
        ),
        case(
            "directory by skill, place and time, signed in",
            searches(town, true),
            3.0,
            1_200,
        ),
        case(
            "directory by place and time, signed in",
            searches(town, false),
            3.0,
            600,
        ),
        case("directory by cause and place, visitor", visited(town), 3.0, 600),
    ]
}

/// Measures every page.
pub async fn measure(results: &mut Results, scene: &Scene<'_>) -> Result<()> {
    let (server, _) = scene.site.serve(false)?;
    // What a start looks after at once is no part of a page.
    server.settled_cpu_ms().await;
    results.table(
        "Pages of the network, made anew each time",
        &["page", "bytes sent", "CPU ms", "aim", "p50 ms", "p99 ms"],
    );
    for case in cases(scene.town) {
        let what = format!("{}: {}", scene.name, case.name);
        match timed(&server, &case.asks, case.times).await {
            Ok((cpu, mut times, bytes)) => {
                results.row(&[
                    case.name.into(),
                    bytes.to_string(),
                    f(cpu),
                    format!("≤ {}", case.aim),
                    f(times.percentile(0.5)),
                    f(times.percentile(0.99)),
                ]);
                results.aim(&format!("{what}, CPU"), Aim::Most(case.aim), "ms", cpu);
            }
            Err(error) => results.failed(&what, &error.to_string()),
        }
    }
    memory(results, 0, &server);
    Ok(())
}
