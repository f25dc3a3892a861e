//! Answers made anew each time: what one costs when nothing is kept.

use anyhow::Result;

use crate::{
    data::{Chance, MEASURED, token},
    kept::memory,
    load::wrk,
    results::{Aim, Results, f},
    site::{PORT, Site},
    timed::{Ask, timed},
};

/// A page, or several of a kind that are asked for one after the other.
struct Case {
    name: &'static str,
    paths: Vec<String>,
    signed_in: bool,
    packed: bool,
    times: usize,
    aim: Option<f64>,
}

impl Case {
    fn headers(&self) -> String {
        let mut headers = String::new();
        if self.signed_in {
            headers.push_str(&format!("Cookie: session={}\r\n", token(3)));
        }
        if self.packed {
            headers.push_str("Accept-Encoding: br, gzip, zstd\r\n");
        }
        headers
    }

    fn asks(&self) -> Vec<Ask> {
        let headers = self.headers();
        let paths = self.paths.iter();
        paths.map(|path| (path.clone(), headers.clone())).collect()
    }
}

fn case(name: &'static str, paths: Vec<String>, (signed_in, packed): (bool, bool), aim: Option<f64>) -> Case {
    Case {
        name,
        paths,
        signed_in,
        packed,
        times: 1_200,
        aim,
    }
}

/// Lists by theme and order.
fn lists() -> Vec<String> {
    ["culture", "sport", "climat", "mobilite"]
        .iter()
        .flat_map(|theme| ["backed", "discussed"].map(|sort| format!("/ideas?theme={theme}&sort={sort}")))
        .collect()
}

fn cases() -> Vec<Case> {
    let one = |path: &str| vec![path.to_owned()];
    let ideas: Vec<String> = MEASURED.map(|n| format!("/ideas/idee-{n}")).collect();
    let (visitor, member) = (false, true);
    let mut all = vec![
        case("list, visitor", one("/ideas"), (visitor, false), Some(0.7)),
        case("list, visitor, packed", one("/ideas"), (visitor, true), Some(1.5)),
        case("list, signed in", one("/ideas"), (member, false), Some(0.7)),
        case(
            "list, signed in, packed",
            one("/ideas"),
            (member, true),
            Some(1.5),
        ),
        case(
            "list by theme and order, signed in",
            lists(),
            (member, false),
            Some(0.7),
        ),
        case(
            "idea with 30 comments, visitor",
            ideas.clone(),
            (visitor, false),
            Some(0.7),
        ),
        case(
            "idea with 30 comments, visitor, packed",
            ideas.clone(),
            (visitor, true),
            Some(1.5),
        ),
        case(
            "idea with 30 comments, signed in",
            ideas.clone(),
            (member, false),
            Some(0.7),
        ),
        case(
            "idea with 30 comments, signed in, packed",
            ideas,
            (member, true),
            Some(1.5),
        ),
        case(
            "the most discussed idea, signed in",
            one("/ideas/idee-0"),
            (member, false),
            None,
        ),
        case(
            "the person with most ideas, visitor",
            one("/people/personne-0"),
            (visitor, false),
            None,
        ),
        case("home, visitor", one("/"), (visitor, false), None),
        case("API, list", one("/api/v1/ideas"), (visitor, false), None),
    ];
    let mut search = case(
        "search, one to four words",
        queries(),
        (visitor, false),
        Some(3.0),
    );
    search.times = 400;
    all.push(search);
    all
}

/// Questions of one to four words, common and rare ones, as unequal as the texts themselves.
fn queries() -> Vec<String> {
    let towns = [
        "jardin",
        "école",
        "vélo",
        "marché",
        "piscine",
        "compost",
        "stationnement",
        "potager",
    ];
    let mut chance = Chance(7);
    let mut all: Vec<String> = towns.iter().map(|word| (*word).to_owned()).collect();
    for n in 0..32 {
        let town = towns[n % towns.len()];
        all.push(format!("{town} {}", chance.words(n % 4).replace('\n', " ")));
    }
    all.iter()
        .map(|q| format!("/search?q={}", encoded(q.trim())))
        .collect()
}

fn encoded(text: &str) -> String {
    let one = |b: u8| match b {
        b'a'..=b'z' => char::from(b).to_string(),
        b' ' => "+".to_owned(),
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(one).collect()
}

/// Measures every case. `engine` names the database in the aims.
pub async fn measure(results: &mut Results, site: &Site, size: usize, engine: &str) -> Result<()> {
    let (server, _) = site.serve(false)?;
    results.table(
        "Made anew each time",
        &["page", "bytes sent", "CPU ms", "aim", "p50 ms", "p99 ms"],
    );
    for case in cases() {
        match timed(&server, &case.asks(), case.times).await {
            Ok((cpu, mut times, bytes)) => {
                results.row(&[
                    case.name.into(),
                    bytes.to_string(),
                    f(cpu),
                    case.aim.map_or_else(String::new, |aim| format!("≤ {aim}")),
                    f(times.percentile(0.5)),
                    f(times.percentile(0.99)),
                ]);
                if engine == "SQLite" {
                    results.cost(case.name, size, cpu);
                }
                if let Some(aim) = case.aim {
                    let what = format!("{size} ideas, {engine}: {}, CPU", case.name);
                    results.aim(&what, Aim::Most(aim), "ms", cpu);
                }
            }
            Err(error) => results.failed(
                &format!("{size} ideas, {engine}: {}", case.name),
                &error.to_string(),
            ),
        }
    }
    loaded(results)?;
    memory(results, if engine == "SQLite" { size } else { 0 }, &server);
    Ok(())
}

/// Requests a second with 32 at once.
fn loaded(results: &mut Results) -> Result<()> {
    results.table(
        "Made anew each time, 32 at once",
        &["page", "requests/s", "p50 ms", "p99 ms"],
    );
    let session = format!("Cookie: session={}", token(3));
    let idea = format!("/ideas/idee-{}", MEASURED.start);
    for (name, path) in [
        ("list, signed in", "/ideas"),
        ("idea with 30 comments, signed in", &idea),
    ] {
        let found = wrk(PORT, path, 3, &[&session])?;
        results.row(&[name.into(), f(found.per_second), f(found.p50), f(found.p99)]);
    }
    Ok(())
}
