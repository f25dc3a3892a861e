//! wrk, and nginx sending one file as it is.

use std::{path::Path, process::Command};

use anyhow::{Context as _, Result, bail};

use crate::process::Running;

/// What wrk measured.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wrk {
    /// Requests a second.
    pub per_second: f64,
    /// Median, in milliseconds.
    pub p50: f64,
    /// 99th percentile, in milliseconds.
    pub p99: f64,
}

/// Runs wrk on a loopback address for a few seconds, 32 connections at once.
pub fn wrk(port: u16, path: &str, seconds: u32, headers: &[&str]) -> Result<Wrk> {
    let mut command = Command::new("wrk");
    command.args(["-t1", "-c32", "--latency", &format!("-d{seconds}s")]);
    for header in headers {
        command.args(["-H", header]);
    }
    let out = command
        .arg(format!("http://127.0.0.1:{port}{path}"))
        .output()
        .context("wrk does not start")?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let after = |word: &str| {
        text.lines()
            .find(|l| l.trim_start().starts_with(word))
            .and_then(|l| l.split_whitespace().nth(1))
            .map(str::to_owned)
    };
    if text.contains("Non-2xx") {
        bail!("{path} answers with errors under load:\n{text}");
    }
    let per_second = after("Requests/sec:").and_then(|n| n.parse().ok());
    Ok(Wrk {
        per_second: per_second.with_context(|| format!("wrk measured nothing on {path}"))?,
        p50: after("50%").map_or(0.0, |t| millis(&t)),
        p99: after("99%").map_or(0.0, |t| millis(&t)),
    })
}

fn millis(text: &str) -> f64 {
    let number = |unit: &str| text.strip_suffix(unit).and_then(|n| n.parse::<f64>().ok());
    number("us")
        .map(|n| n / 1000.0)
        .or_else(|| number("ms"))
        .or_else(|| number("s").map(|n| n * 1000.0))
        .unwrap_or(0.0)
}

/// nginx sending one file as it is, with its encoding named.
pub fn nginx(folder: &Path, port: u16, body: &[u8], encoding: &str) -> Result<Running> {
    std::fs::write(folder.join("page.html"), body)?;
    let place = folder.display();
    let config = format!(
        "worker_processes 1; pid {place}/pid; error_log {place}/error.log; daemon off;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;\n\
         client_body_temp_path {place}/b;\n\
         proxy_temp_path {place}/p; fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;\n\
         types {{ text/html html; }}\n\
         open_file_cache max=10; server {{ listen 127.0.0.1:{port}; root {place};\n\
         add_header Content-Encoding {encoding}; }} }}\n"
    );
    std::fs::write(folder.join("nginx.conf"), config)?;
    // Started by root, its workers are somebody else: they must be able to read the file.
    #[cfg(unix)]
    std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    let mut running = Running::start(Command::new("nginx").arg("-c").arg(folder.join("nginx.conf")))?;
    running.listening(port)?;
    Ok(running)
}
