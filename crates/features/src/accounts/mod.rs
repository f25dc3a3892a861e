//! Accounts: act first, sign up after. Joining by an address and a name, signing in by link or password, the
//! safety of an account and its end. Nothing here tells whether an address has an account.

mod ask;
mod change;
mod create;
mod cross;
mod enter;
mod entry;
mod follow;
mod join;
mod leave;
mod letters;
mod life;
mod links;
mod log;
mod login;
mod prove;
mod rows;
mod settings;
#[cfg(test)]
pub(crate) mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::App;

pub use crate::{names::fault as name_fault, passwords::hash_password};

pub use change::mine;
pub use create::{NewPerson, create_person, invite_imported, password_link, resume, set_role, suspend};
pub use cross::{Proved, Settling, cross, elsewhere, namesake, settle, unite};
pub use enter::{complete, renew, swept};
pub use entry::{answer, invited};
pub use follow::{Confirmed, Followed, follow, open};
pub use leave::{ERASE, ERASE_MEMBERSHIPS, Erase, sweep};
pub use letters::{factor_off_told, told};
pub use life::{PERSON, PersonState};
pub use log::note as log;
pub use login::arrive;
pub use rows::{Account, Public, set_public};

/// The routes of this feature. Links of letters and kept gestures are followed in `screens`, because they end
/// in other features.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/join", get(join::form).post(join::join))
        .route("/join/asked", get(entry::asked))
        .route("/login", get(login::form).post(login::login))
        .route("/login/sent", get(login::sent))
        .route("/logout", post(enter::logout))
        .route(
            "/password/forgotten",
            get(login::forgotten_form).post(login::forgotten),
        )
        .route("/.well-known/change-password", get(login::change_password))
        .route("/me/settings", get(settings::form).post(settings::save))
        .route("/me/email", get(change::email_form).post(change::email))
        .route("/me/password", get(change::password_form).post(change::password))
        .route("/me/prove", get(prove::form).post(prove::prove))
        .route("/me/delete", get(leave::form).post(leave::delete))
        .route("/me/delete/undo", post(leave::undo))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [rows::ALL, links::ALL, log::ALL, entry::ALL].concat()
}

/// Runs a job of this feature; `None` when the job is not ours.
pub async fn job(app: &App, job: &terreau_store::jobs::Claimed) -> Option<Result<(), crate::work::Failed>> {
    ask::job(app, job).await
}
