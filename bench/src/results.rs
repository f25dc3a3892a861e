//! The figures: shown as they come, gathered, and written as a page that begins with every aim.

use std::{collections::BTreeMap, fmt::Write as _};

/// What a figure should be.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    /// At most this.
    Most(f64),
    /// At least this.
    Least(f64),
}

impl Aim {
    fn holds(self, figure: f64) -> bool {
        match self {
            Self::Most(limit) => figure <= limit,
            Self::Least(limit) => figure >= limit,
        }
    }
}

/// Figures and their tables.
#[derive(Default)]
pub struct Results {
    aims: Vec<String>,
    short: usize,
    text: String,
    costs: BTreeMap<String, Vec<(usize, f64)>>,
}

/// A number as it is written: two digits after the point where it is small.
pub fn f(x: f64) -> String {
    if x >= 100.0 {
        format!("{x:.0}")
    } else {
        format!("{x:.2}")
    }
}

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "counts and bytes far below 2^52")]
pub fn number(n: usize) -> f64 {
    n as f64
}

impl Results {
    /// A part of the page.
    pub fn part(&mut self, title: &str) {
        println!("\n{title}");
        let _ = writeln!(self.text, "\n## {title}");
    }

    /// A table: its name and the names of its columns.
    pub fn table(&mut self, title: &str, columns: &[&str]) {
        println!("\n  {title}");
        println!("  | {} |", columns.join(" | "));
        let _ = writeln!(self.text, "\n### {title}\n\n| {} |", columns.join(" | "));
        let _ = writeln!(self.text, "|{}", "---|".repeat(columns.len()));
    }

    /// A row of it.
    pub fn row(&mut self, cells: &[String]) {
        let line = format!("| {} |", cells.join(" | "));
        println!("  {line}");
        let _ = writeln!(self.text, "{line}");
    }

    /// A sentence.
    pub fn say(&mut self, text: &str) {
        println!("  {text}");
        let _ = writeln!(self.text, "\n{text}");
    }

    /// A figure beside its aim.
    pub fn aim(&mut self, what: &str, aim: Aim, unit: &str, figure: f64) {
        let (sign, limit) = match aim {
            Aim::Most(limit) => ("≤", limit),
            Aim::Least(limit) => ("≥", limit),
        };
        let verdict = if aim.holds(figure) { "yes" } else { "**short**" };
        self.short += usize::from(!aim.holds(figure));
        let line = format!(
            "| {what} | {sign} {limit} {unit} | {} {unit} | {verdict} |",
            f(figure)
        );
        println!("  {line}");
        self.aims.push(line);
    }

    /// Something that could not be measured.
    pub fn failed(&mut self, what: &str, why: &str) {
        let why = why.lines().next().unwrap_or_default().replace('|', "/");
        println!("  FAILED {what}: {why}");
        let _ = writeln!(self.text, "\n{what}: **failed**: {why}");
        self.short += 1;
        self.aims
            .push(format!("| {what} | | failed: {why} | **short** |"));
    }

    /// Remembers what an act costs at a size, to compare sizes at the end.
    pub fn cost(&mut self, what: &str, size: usize, ms: f64) {
        self.costs.entry(what.to_owned()).or_default().push((size, ms));
    }

    /// Compares the cost of each act at the largest size with that at the smallest.
    pub fn compare_sizes(&mut self) {
        let costs = std::mem::take(&mut self.costs);
        let compared = costs.into_iter().filter_map(|(what, by_size)| {
            let (small, large) = (by_size.first()?, by_size.last()?);
            (small.0 < large.0 && small.1 > 0.0).then_some((what, *small, *large))
        });
        let compared: Vec<_> = compared.collect();
        let Some((_, (small, _), (large, _))) = compared.first() else {
            return;
        };
        self.part(&format!("Cost at {large} ideas beside cost at {small}"));
        self.table("CPU, SQLite", &["what", "ms, smallest", "ms, largest", "ratio"]);
        for (what, small, large) in compared {
            let ratio = large.1 / small.1;
            self.row(&[what.clone(), f(small.1), f(large.1), f(ratio)]);
            self.aim(
                &format!("{what}: cost at {} ÷ cost at {}", large.0, small.0),
                Aim::Most(1.5),
                "",
                ratio,
            );
        }
    }

    /// The page, beneath what is said of the machine.
    pub fn page(&self, head: &str) -> String {
        let count = self.aims.len();
        format!(
            "{head}\n## Every aim and its figure\n\n{} of {count} are reached.\n\n\
             | what | aim | figure | reached |\n|---|---|---|---|\n{}\n{}",
            count - self.short,
            self.aims.join("\n"),
            self.text
        )
    }
}
