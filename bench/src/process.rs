//! Processes we start. What they burn and hold is read from `/proc`.

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

/// A process that ends with us.
pub struct Running {
    child: Child,
    began: Instant,
    /// The database server it uses, if it uses one: what that burns is counted too.
    pub besides: Option<u32>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill")
            .arg("-TERM")
            .arg(self.child.id().to_string())
            .status();
        for _ in 0..200 {
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
        let began = Instant::now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        Ok(Self {
            child: child.with_context(|| format!("{command:?} does not start"))?,
            began,
            besides: None,
        })
    }

    /// Waits until it listens; gives how long it has been running.
    pub fn listening(&mut self, port: u16) -> Result<Duration> {
        while self.began.elapsed() < Duration::from_secs(120) {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(self.began.elapsed());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("what should listen on {port} ended: {status}");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!("nothing listens on {port}")
    }

    /// Waits until it ends by itself; gives the most memory it was seen to hold, in megabytes.
    pub fn finished(&mut self) -> Result<f64> {
        let mut peak: f64 = 0.0;
        loop {
            peak = peak.max(self.peak_mb());
            if let Some(status) = self.child.try_wait()? {
                anyhow::ensure!(status.success(), "a command ended with {status}");
                return Ok(peak);
            }
            anyhow::ensure!(
                self.began.elapsed() < Duration::from_secs(300),
                "a command never ends"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// How long it has been running.
    pub fn age(&self) -> Duration {
        self.began.elapsed()
    }

    /// CPU time burnt so far by it, its children and its database, in milliseconds.
    pub fn cpu_ms(&self) -> f64 {
        burnt(self.child.id()) + self.besides.map_or(0.0, burnt)
    }

    /// Waits until what it does after its answers (the index, letters) is done, then gives its CPU time.
    pub async fn settled_cpu_ms(&self) -> f64 {
        let mut before = self.cpu_ms();
        for _ in 0..60 {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let now = self.cpu_ms();
            if now - before < 25.0 {
                return now;
            }
            before = now;
        }
        before
    }

    /// The most memory it ever held, in megabytes.
    pub fn peak_mb(&self) -> f64 {
        status(self.child.id(), "VmHWM:") / 1024.0
    }

    /// The memory it holds now, in megabytes.
    pub fn held_mb(&self) -> f64 {
        status(self.child.id(), "VmRSS:") / 1024.0
    }

    /// Memory of its own, without the pages of files it reads, in megabytes.
    pub fn own_mb(&self) -> f64 {
        status(self.child.id(), "RssAnon:") / 1024.0
    }
}

/// A figure of `/proc/<pid>/status`, in kilobytes.
fn status(pid: u32, name: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|n| n.parse().ok()).unwrap_or(0.0)
}

/// CPU time of a process and of its children, those that ended included, in milliseconds.
fn burnt(pid: u32) -> f64 {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|p| p.parse::<u32>().ok());
    ticks(pid, &[11, 12, 13, 14]) + children.map(|child| ticks(child, &[11, 12])).sum::<f64>()
}

/// The sum of some fields of `/proc/<pid>/stat` after the name, ticks of 10 ms, in milliseconds.
fn ticks(pid: u32, fields: &[usize]) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let field = |n: &usize| after.get(*n).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    fields.iter().map(field).sum::<f64>() * 10.0
}
