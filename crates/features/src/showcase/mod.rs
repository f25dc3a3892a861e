//! What the people of the demonstration offer, and the organisations they belong to, as written in `content/`; and the
//! accounts one can sign in with.

pub mod calendar;
pub mod follows;
pub mod organisations;
pub mod profiles;
mod rows;
mod talks;
mod welcome;
mod words;

use terreau_kernel::id::Id;
use terreau_kit::Role;

/// The person behind a key of the content.
pub type Who<'a> = &'a (dyn Fn(&str) -> Id + Sync);

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The accounts of a demonstration: name before the `@`, the resident behind it, their role.
pub const ACCOUNTS: [(&str, &str, Role); 10] = [
    ("resident", "p031", Role::Member),
    ("leader", "p037", Role::Member),
    ("association", "p005", Role::Member),
    ("bank", "p012", Role::Member),
    ("incubator", "p044", Role::Member),
    ("ambassador", "p003", Role::Member),
    ("moderator", "p027", Role::Moderator),
    ("agent", "p149", Role::Agent),
    ("elected", "p150", Role::Elected),
    ("admin", "p093", Role::Administrator),
];

/// The address of an account.
#[must_use]
pub fn address(name: &str) -> String {
    format!("{name}@demo.terreau.test")
}
