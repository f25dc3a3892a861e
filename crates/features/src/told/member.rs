//! A member as notices know them: their ways, their clock, and the moment of their next letter.

use terreau_kernel::{
    id::Id,
    locale::Zone,
    time::{DAY, Micros},
};
use terreau_store::{Reach, Result};

use super::{
    due::{Kind, Rhythm, Ways},
    rows::{self, Kept, Member, Newcomer},
    when::Hours,
};

/// Acts up to this long before somebody joined are surely not for them, whatever the clock did meanwhile.
const BEFORE: Micros = 2 * DAY;

impl Member {
    /// How they want to be told. Whoever was a member before there were notices hears of what happens from now on.
    pub fn chosen(&self, head: i64) -> Ways {
        serde_json::from_str(&self.ways).unwrap_or_else(|_| Ways::fresh(head))
    }

    /// Their hours.
    pub fn hours(&self) -> Hours {
        Hours {
            zone: Zone::parse(&self.time_zone).unwrap_or_default(),
            hour: self.hour,
            day: self.day,
            quiet_from: self.quiet_from,
            quiet_until: self.quiet_until,
        }
    }

    /// When their next daily or weekly letter is looked at, letters of `done` having been looked at just now. One whose
    /// hour has come stays due: something told at once in between does not put it off.
    fn next(&self, ways: &Ways, done: &[Rhythm], now: Micros) -> Micros {
        let hours = self.hours();
        let owed = |rhythm: Rhythm, last: Micros| {
            ways.wants(rhythm) && !done.contains(&rhythm) && hours.due(rhythm, last, now)
        };
        if owed(Rhythm::Daily, self.daily_at) || owed(Rhythm::Weekly, self.weekly_at) {
            return now;
        }
        let rhythm = if ways.wants(Rhythm::Daily) {
            Rhythm::Daily
        } else {
            Rhythm::Weekly
        };
        hours.next(rhythm, now)
    }

    /// The rhythms whose hour has come.
    pub fn rhythms(&self, now: Micros) -> Vec<Rhythm> {
        let hours = self.hours();
        let mut rhythms = vec![Rhythm::Now];
        if hours.due(Rhythm::Daily, self.daily_at, now) {
            rhythms.push(Rhythm::Daily);
        }
        if hours.due(Rhythm::Weekly, self.weekly_at, now) {
            rhythms.push(Rhythm::Weekly);
        }
        rhythms
    }

    /// Keeps where they stand after letters of these rhythms; false when somebody else was quicker.
    pub async fn keep(
        &self,
        tx: &mut impl Reach,
        territory: Id,
        ways: &Ways,
        rhythms: &[Rhythm],
        now: Micros,
    ) -> Result<bool> {
        let text = spell(ways);
        let looked = |rhythm, last| if rhythms.contains(&rhythm) { now } else { last };
        let kept = Kept {
            ways: &text,
            daily_at: looked(Rhythm::Daily, self.daily_at),
            weekly_at: looked(Rhythm::Weekly, self.weekly_at),
            due_at: self.next(ways, rhythms, now),
            follows_now: ways.of(Kind::Follow).rhythm == Rhythm::Now,
        };
        rows::keep(tx, territory, self, &kept, now).await
    }
}

/// Ways as the database keeps them.
fn spell(ways: &Ways) -> String {
    serde_json::to_string(ways).unwrap_or_default()
}

/// Gives an account its row: it is told of what happens since it was made.
pub async fn begin(tx: &mut impl Reach, territory: Id, new: &Newcomer, now: Micros) -> Result<()> {
    let told = rows::before(tx, territory, new.created_at - BEFORE).await?;
    let ways = Ways::fresh(told);
    let hours = Hours {
        zone: Zone::parse(&new.time_zone).unwrap_or_default(),
        hour: 8,
        day: 4,
        quiet_from: 21,
        quiet_until: 8,
    };
    let due = hours.next(Rhythm::Weekly, now);
    rows::insert(tx, (territory, new.person_id), &spell(&ways), now, due).await
}

/// A member with a row, made if there was none; nothing for somebody without an account.
pub async fn of(tx: &mut impl Reach, territory: Id, person: Id, now: Micros) -> Result<Option<Member>> {
    if let Some(found) = rows::person(tx, territory, person).await? {
        return Ok(Some(found));
    }
    let Some(new) = rows::made(tx, territory, person).await? else {
        return Ok(None);
    };
    begin(tx, territory, &new, now).await?;
    rows::person(tx, territory, person).await
}
