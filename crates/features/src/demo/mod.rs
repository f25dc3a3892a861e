//! The demonstration: a town with its residents, their ideas and five years of discussion, a neighbour where some of
//! them take part too, and the accounts one can try them with.

mod cast;
mod content;
mod fairness;
mod fill;
mod neighbour;
mod pictures;
mod plan;
mod rows;
mod stopped;
mod stories;
mod talk;

pub use crate::showcase::{ACCOUNTS, address};

pub use cast::PASSWORD;
pub use fill::{Filled, Progress, fill};
pub use neighbour::address as neighbour;

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

#[cfg(test)]
mod tests;
