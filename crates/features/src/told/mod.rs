//! Who is told of what, and how far they were told: what is due is derived from the numbers of acts (`due.rs`), so that
//! no letter skips an act or tells it twice. Pages and letters are `notices`.

mod due;
mod items;
mod member;
mod rows;
mod when;

pub(crate) use due::{Kind, Rhythm, Ways};
pub(crate) use items::{Item, acts, of_due, together};
pub(crate) use member::{begin, of};
pub(crate) use rows::{
    Member, addressed, any_at_once, any_due, at_once, before, begin_all, due, later, move_to, newcomers,
    person, place, read, read_all, reads, reset, set_hours, want,
};

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
