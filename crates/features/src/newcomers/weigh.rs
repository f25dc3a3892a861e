//! What is held against the limits, before it is published.

use terreau_kernel::{
    richtext,
    text::{fold, graphemes},
    time::DAY,
};
use terreau_kit::{Faults, Problem, Visit};

use super::{
    rows,
    rule::{Standing, links},
    standing,
};

/// What is about to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A comment.
    Comment,
    /// An idea.
    Idea,
    /// Other words in place of one's own.
    Change,
    /// A first word to somebody one does not know.
    Approach,
}

/// Links in one text.
const LINKS: usize = 2;
/// People and organisations named in one text.
const NAMES: usize = 5;
/// Comments in a day.
const COMMENTS: i64 = 10;
/// Ideas in a day.
const IDEAS: i64 = 3;
/// The same words are held back for this long; shorter ones (« Merci ! ») are nobody's flood.
const AGAIN: i64 = 7 * DAY;
const SHORT: usize = 25;

/// Holds a text against the limits of whoever says it; what is too much is said at the field.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn weigh(
    visit: &mut Visit,
    kind: Kind,
    (field, text): (&str, &str),
    faults: &mut Faults,
) -> Result<(), Problem> {
    let Some(person) = visit.viewer.id().filter(|_| !visit.app.limits.lifted()) else {
        return Ok(());
    };
    let (territory, now) = (visit.territory.id, visit.now);
    if kind == Kind::Comment && graphemes(text) >= SHORT {
        let said = rows::said(visit.db.get().await?, territory, person, now - AGAIN).await?;
        let words = fold(text);
        if said.iter().any(|before| fold(before) == words) {
            faults.add(field, visit.tr.t("newcomers-again"));
        }
    }
    if standing(visit).await? == Standing::Known {
        return Ok(());
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    if links(text) > LINKS {
        faults.add(field, visit.tr.n("newcomers-links", count(links(text))));
    }
    let names = richtext::named(text).len();
    if names > NAMES {
        faults.add(field, visit.tr.n("newcomers-names", count(names)));
    }
    if matches!(kind, Kind::Comment | Kind::Idea) {
        let (comments, ideas) = rows::since(visit.db.get().await?, territory, person, now - DAY).await?;
        if kind == Kind::Comment && comments >= COMMENTS {
            faults.add(field, visit.tr.t("newcomers-comments"));
        }
        if kind == Kind::Idea && ideas >= IDEAS {
            faults.add(field, visit.tr.t("newcomers-ideas"));
        }
    }
    Ok(())
}
