//! Accounts that were closed: what a legal order may ask about them for a while (décret n° 2021-1362), kept apart from
//! everything else. Written as the account goes, forgotten after the delay of the territory; no page reads it.

mod rows;
#[cfg(test)]
mod tests;

use terreau_kernel::{
    id::Id,
    time::{DAY, Micros},
};
use terreau_kit::{Territory, Visit};
use terreau_store::{Reach, Result, Tx};

pub use rows::{Closed, Line};

/// A month, near enough for years.
const MONTH: Micros = 365 * DAY / 12;
/// From where somebody signed in is kept this long, whatever the delay of the territory.
const LINES: Micros = 365 * DAY;

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// Months that an administrator chooses from.
const DELAYS: [u16; 4] = [0, 6, 12, 24];

/// The delays to choose from, with the one in force: a country pack may set another.
pub fn delays(now: u16) -> impl Iterator<Item = u16> {
    let other = Some(now).filter(|months| !DELAYS.contains(months));
    DELAYS.into_iter().chain(other)
}

/// What an order names an account by.
#[derive(Debug, Clone)]
pub enum Named<'a> {
    /// The key of its address.
    Address(String),
    /// The last part of the address of its page.
    Page(&'a str),
    /// Its id, which what it wrote still bears.
    Id(Id),
}

/// Keeps what identifies an account that goes now, in the transaction that makes it nameless.
///
/// # Errors
/// What the engine says.
pub async fn keep(tx: &mut Tx, territory: &Territory, person: Id, now: Micros) -> Result<()> {
    if territory.settings.closed_months == 0 {
        return Ok(());
    }
    rows::keep(tx, territory.id, person, now).await?;
    rows::keep_lines(tx, territory.id, person, now - LINES).await
}

/// The closed accounts that bore a name, the oldest first.
///
/// # Errors
/// What the engine says.
pub async fn find(db: &mut impl Reach, territory: Id, named: &Named<'_>) -> Result<Vec<Closed>> {
    rows::find(db, territory, named).await
}

/// From where a closed account signed in during the last year.
///
/// # Errors
/// What the engine says.
pub async fn lines(db: &mut impl Reach, territory: Id, person: Id) -> Result<Vec<Line>> {
    rows::lines(db, territory, person).await
}

/// Forgets what was kept long enough; a territory that shortens its delay forgets at once. Gives how many accounts.
///
/// # Errors
/// What the engine says.
pub async fn forget(tx: &mut Tx, territory: &Territory, now: Micros) -> Result<u64> {
    let delay = i64::from(territory.settings.closed_months) * MONTH;
    let gone = rows::forget(tx, territory.id, now - delay).await?;
    rows::forget_lines(tx, territory.id, now - LINES).await?;
    Ok(gone)
}

/// What stays known of a closed account here, in one sentence.
#[must_use]
pub fn said(visit: &Visit) -> String {
    match visit.territory.settings.closed_months {
        0 => visit.tr.t("closed-nothing"),
        months => visit.tr.n("closed-kept", i64::from(months)),
    }
}
