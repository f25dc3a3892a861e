//! The documentation of a life: one Markdown table, made from the declaration so that it cannot lie.

use std::fmt::Write;

use super::{Actor, Life, Move, Reason, When};
use crate::time::{DAY, HOUR, MINUTE, Micros, SECOND};

impl Life {
    /// A Markdown page: the states, then every move with who, when, why and what it causes.
    pub fn page(&self) -> String {
        let mut page = format!("# {}\n\n", self.object);
        let states = list(self.states.iter().copied());
        let initial = list(self.initial.iter().copied());
        let _ = write!(page, "States: {states}. Begins as: {initial}.\n\n");
        page.push_str("| move | from | to | who | when | reason | effects |\n");
        page.push_str("|---|---|---|---|---|---|---|\n");
        for each in self.moves {
            page.push_str(&row(each));
        }
        page
    }
}

fn row(each: &Move) -> String {
    let reason = match each.reason {
        Reason::Never => "never",
        Reason::Optional => "optional",
        Reason::Required => "required",
    };
    let cells = [
        format!("**{}**", each.name),
        list(each.from.iter().copied()),
        format!("`{}`", each.to),
        each.who.iter().map(Actor::code).collect::<Vec<_>>().join(", "),
        when(each.when),
        reason.to_owned(),
        list(each.effects.iter().copied()),
    ];
    format!("| {} |\n", cells.join(" | "))
}

fn list<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes
        .map(|code| format!("`{code}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn when(when: When) -> String {
    match when {
        When::Always => "always".to_owned(),
        When::Within(limit) => format!("within {}", span(limit)),
        When::After(limit) => format!("after {}", span(limit)),
    }
}

fn span(micros: Micros) -> String {
    let units = [
        (DAY, "day"),
        (HOUR, "hour"),
        (MINUTE, "minute"),
        (SECOND, "second"),
    ];
    let exact = units
        .into_iter()
        .find(|(unit, _)| micros >= *unit && micros % unit == 0);
    match exact {
        Some((unit, name)) => {
            let count = micros / unit;
            format!("{count} {name}{}", if count == 1 { "" } else { "s" })
        }
        None => format!("{micros} µs"),
    }
}
