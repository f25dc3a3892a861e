//! The pages of messages: one's conversations, writing to somebody, to several, to a body, the inbox of a body. What a
//! conversation is stands in `conversations`.

mod inbox;
mod letters;
mod list;
mod new;
mod people;
mod show;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kernel::{id::Id, text, time::DAY};
use terreau_kit::{App, Faults, Visit, limits::Act};

use crate::conversations;

pub use letters::run as job;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/messages", get(list::list))
        .route("/messages/settings", post(list::settings))
        .route("/messages/new", get(new::new).post(new::create))
        .route("/messages/{id}", get(show::show).post(show::say))
        .route("/messages/{id}/answer", post(show::answer))
        .route("/messages/{id}/leave", post(show::leave))
        .route("/messages/{id}/mute", post(show::mute))
        .route("/messages/{id}/people", get(people::form).post(people::add))
        .route("/messages/{id}/take", post(inbox::take))
        .route("/messages/{id}/state", post(inbox::turn))
        .route("/messages/{id}/lines/{line}/remove", post(show::remove))
        .route("/organisations/{slug}/messages", get(inbox::list))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    letters::ALL.to_vec()
}

/// Accounts are new for this long.
const NEW: i64 = 7 * DAY;

/// Words as a pattern, in any case and with or without accents.
fn pattern(q: &str) -> String {
    let folded = text::fold(q);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("%{}%", words.join("%"))
    }
}

/// Counts a message, and first words to strangers: a new account sends few of those. What is too much stands beside
/// the words; gives the wait.
async fn counted(
    visit: &mut Visit,
    strangers: usize,
    faults: &mut Faults,
) -> Result<Option<std::time::Duration>, terreau_kit::Problem> {
    if strangers > 0 {
        let (territory, person) = (visit.territory.id, visit.person()?.id);
        let since = conversations::joined(visit.db.get().await?, territory, person).await?;
        let act = if visit.now - since < NEW {
            Act::FirstApproach
        } else {
            Act::Approach
        };
        for _ in 0..strangers {
            if let Some(wait) = visit.hurried(act, "text", faults) {
                return Ok(Some(wait));
            }
        }
    }
    Ok(visit.hurried(Act::Message, "text", faults))
}

/// The place where a list goes on.
fn before(after: &str) -> conversations::Before {
    terreau_kit::paging::position(after).unwrap_or((i64::MAX, Id::max()))
}
