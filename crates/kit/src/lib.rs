//! What every page needs: who is visiting and where, in which language, what they may see, forms that keep
//! what was typed, pages and problems drawn the same way everywhere, mail, and the edge that keeps whole
//! anonymous answers in memory.
//!
//! Nothing here knows what an idea is.

pub mod app;
pub mod assets;
pub mod cache;
pub mod circles;
pub mod config;
pub mod edge;
pub mod elsewhere;
pub mod form;
pub mod geocoder;
pub mod held;
pub mod i18n;
pub mod key;
pub mod limits;
pub mod live;
pub mod mail;
pub mod may;
pub mod network;
pub mod outgoing;
mod pack;
pub mod page;
pub mod paging;
pub mod problem;
#[cfg(test)]
mod parsers;
pub mod session;
pub mod steps;
pub mod territory;
pub mod viewer;
pub mod visit;

pub use app::App;
pub use form::{Faults, Input};
pub use held::Held;
pub use page::Page;
pub use problem::{Answer, Problem};
pub use territory::Territory;
pub use viewer::{Role, Viewer};
pub use visit::Visit;

/// The statements of this crate, for the test that prepares them on both engines.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [
        session::ALL,
        steps::ALL,
        territory::ALL,
        territory::skills::ALL,
        territory::bodies::ALL,
        mail::rows::ALL,
    ]
    .concat()
}
