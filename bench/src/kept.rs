//! Whole answers kept in memory, beside nginx sending the same bytes.

use std::process::Command;

use anyhow::Result;

use crate::{
    data::MEASURED,
    load::{nginx, wrk},
    results::{Aim, Results, f},
    site::{NGINX, PORT, Site},
};

const SECONDS: u32 = 4;
const PACKED: &str = "Accept-Encoding: br";

/// Measures both, one after the other.
pub fn measure(results: &mut Results, site: &Site, size: usize) -> Result<()> {
    let (server, _) = site.serve(true)?;
    results.table(
        "Anonymous, kept answers, packed once",
        &[
            "page",
            "bytes sent",
            "CPU ms",
            "requests/s",
            "nginx requests/s",
            "ratio",
            "p50 ms",
            "p99 ms",
        ],
    );
    for (name, path) in [
        ("list", "/ideas".to_owned()),
        ("idea, 30 comments", format!("/ideas/idee-{}", MEASURED.start)),
    ] {
        let url = format!("http://127.0.0.1:{PORT}{path}");
        let body = Command::new("curl")
            .args(["-s", "-H", PACKED, &url])
            .output()?
            .stdout;
        let before = server.cpu_ms();
        let ours = wrk(PORT, &path, SECONDS, &[PACKED])?;
        let cpu = (server.cpu_ms() - before) / (ours.per_second * f64::from(SECONDS)).max(1.0);
        let folder = tempfile::tempdir()?;
        let other = nginx(folder.path(), NGINX, &body, "br")?;
        let theirs = wrk(NGINX, "/page.html", SECONDS, &[PACKED])?;
        drop(other);
        let ratio = ours.per_second / theirs.per_second.max(1.0);
        results.row(&[
            name.into(),
            body.len().to_string(),
            format!("{cpu:.3}"),
            f(ours.per_second),
            f(theirs.per_second),
            f(ratio),
            f(ours.p50),
            f(ours.p99),
        ]);
        let what = format!("{size} ideas: {name}, kept, requests/s beside nginx");
        results.aim(&what, Aim::Least(0.5), "of nginx", ratio);
    }
    memory(results, size, &server);
    Ok(())
}

/// The memory a server came to hold.
pub fn memory(results: &mut Results, size: usize, server: &crate::process::Running) {
    let peak = server.peak_mb();
    results.say(&format!(
        "Memory under this load: {} MB at most, of which {} MB are its own (the rest are pages of files).",
        f(peak),
        f(server.own_mb())
    ));
    if size >= 100_000 {
        results.aim(
            &format!("{size} ideas: memory under load"),
            Aim::Most(200.0),
            "MB",
            peak,
        );
    }
}
