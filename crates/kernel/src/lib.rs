//! The kernel: what every other room needs and what depends on nothing of ours.
//!
//! Identifiers, the clock, words and numbers of a locale, safe rich text, differences, addresses,
//! lifecycles, colours, places and limits. No input or output, no async, no SQL: each function here
//! can be tested with values alone. Time and chance enter only through [`time::Clock`] and [`id`].

pub mod address;
pub mod colour;
pub mod csvsafe;
pub mod diff;
pub mod geo;
pub mod id;
pub mod legal;
pub mod life;
pub mod limits;
pub mod locale;
pub mod richtext;
pub mod text;
pub mod time;
pub mod totp;

#[cfg(test)]
mod shared;
