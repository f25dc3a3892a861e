//! Processes we start: the server, nginx, wrk. What they burn and hold is read from `/proc`.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

/// A process that ends with us.
pub struct Running {
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill")
            .arg("-TERM")
            .arg(self.child.id().to_string())
            .status();
        for _ in 0..100 {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// Starts a command.
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        Ok(Self {
            child: child.with_context(|| format!("{command:?} does not start"))?,
        })
    }

    /// Waits until it listens; gives how long that took.
    pub fn listening(&self, port: u16) -> Result<Duration> {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(60) {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(began.elapsed());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!("nothing listens on {port}")
    }

    fn family(&self) -> Vec<u32> {
        let own = self.child.id();
        let children =
            std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
        let mut all = vec![own];
        all.extend(children.split_whitespace().filter_map(|p| p.parse::<u32>().ok()));
        all
    }

    /// CPU time burnt so far by it and its children, in milliseconds.
    pub fn cpu_ms(&self) -> f64 {
        self.family().into_iter().map(cpu_of).sum()
    }

    /// Memory it holds now, in megabytes.
    pub fn memory_mb(&self) -> f64 {
        let kb = |pid: u32| {
            let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
            let line = status
                .lines()
                .find(|l| l.starts_with("VmRSS:"))
                .unwrap_or_default()
                .to_owned();
            line.split_whitespace()
                .nth(1)
                .and_then(|n| n.parse::<f64>().ok())
                .unwrap_or(0.0)
        };
        self.family().into_iter().map(kb).sum::<f64>() / 1024.0
    }
}

fn cpu_of(pid: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default().to_owned();
    let field = |n: usize| {
        after
            .split_whitespace()
            .nth(n)
            .and_then(|f| f.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    // Fields 14 and 15 of the line, in ticks of 10 ms.
    (field(11) + field(12)) * 10.0
}

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

/// Runs wrk on a loopback address for a few seconds.
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
    Ok(Wrk {
        per_second: after("Requests/sec:").and_then(|n| n.parse().ok()).unwrap_or(0.0),
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
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("page.html"), body)?;
    let coded = if encoding.is_empty() {
        String::new()
    } else {
        format!("add_header Content-Encoding {encoding};")
    };
    let place = folder.display();
    let config = format!(
        "worker_processes 1; pid {place}/pid; error_log {place}/error.log; daemon off;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;\n\
         client_body_temp_path {place}/b;\n\
         proxy_temp_path {place}/p; fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;\n\
         types {{ text/html html; }}\n\
         open_file_cache max=10; server {{ listen 127.0.0.1:{port}; root {place}; {coded} }} }}\n"
    );
    std::fs::write(folder.join("nginx.conf"), config)?;
    let running = Running::start(
        Command::new("nginx")
            .arg("-c")
            .arg(folder.join("nginx.conf"))
            .args(["-g", ""]),
    )?;
    running.listening(port)?;
    Ok(running)
}
