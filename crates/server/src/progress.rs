//! A line that moves while something long is done: a bar on a terminal, a sentence now and then elsewhere.

use std::{io::IsTerminal as _, sync::Mutex, time::Duration};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::time::Instant;

/// Elsewhere than on a terminal, a sentence at most this often.
const PAUSE: Duration = Duration::from_secs(2);

/// One line.
pub struct Line {
    bar: ProgressBar,
    told: Option<Mutex<Instant>>,
    name: &'static str,
}

impl Line {
    /// A line for something of `total` parts (0: not known yet).
    pub fn new(name: &'static str, total: u64) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(
            Some(total),
            if terminal {
                ProgressDrawTarget::stderr()
            } else {
                ProgressDrawTarget::hidden()
            },
        );
        if let Ok(style) = ProgressStyle::with_template("{msg:18} [{bar:32}] {human_pos} / {human_len}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(name);
        let told = (!terminal).then(|| Mutex::new(Instant::now()));
        Self { bar, told, name }
    }

    /// So far.
    pub fn at(&self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
        let Some(Ok(mut told)) = self.told.as_ref().map(Mutex::lock) else {
            return;
        };
        if told.elapsed() >= PAUSE {
            *told = Instant::now();
            eprintln!("{}: {done} / {total}", self.name);
        }
    }

    /// Done: the line goes.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
