//! Administration: the territory, its words, its people and pages, jobs and letters. For others none of this exists.

mod dashboard;
mod lives;
mod pages;
mod people;
mod queue;
mod rows;
mod territory;
mod words;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::{App, Page, Visit};

pub use terreau_kit::steps::noted;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/admin", get(dashboard::show))
        .route("/admin/territory", get(territory::form).post(territory::save))
        .route("/admin/words/{kind}", get(words::list).post(words::add))
        .route("/admin/words/{kind}/{id}", post(words::change))
        .route("/admin/people", get(people::list))
        .route("/admin/people/{id}", get(people::show))
        .route("/admin/people/{id}/role", post(people::role))
        .route("/admin/people/{id}/factor-off", post(people::factor_off))
        .route("/admin/people/{id}/sign-out", post(people::sign_out))
        .route("/admin/people/{id}/invite", post(people::invite))
        .route("/admin/pages", get(pages::list))
        .route("/admin/pages/{slug}/{lang}", get(pages::form).post(pages::save))
        .route("/admin/pages/{slug}/{lang}/reset", post(pages::reset))
        .route("/admin/jobs", get(queue::jobs))
        .route("/admin/jobs/retry", post(queue::retry_all))
        .route("/admin/jobs/{id}/retry", post(queue::retry))
        .route("/admin/mail", get(queue::mails))
        .route("/admin/mail/{id}", get(queue::mail))
        .route("/admin/mail/{id}/send", post(queue::send_again))
        .route("/admin/lives", get(lives::show))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}

/// The parts of the administration, as its menu shows them.
pub(crate) const PARTS: [(&str, &str); 15] = [
    ("/admin/territory", "admin-territory"),
    ("/admin/words/themes", "admin-themes"),
    ("/admin/words/zones", "admin-zones"),
    ("/admin/skills", "vocabulary-title"),
    ("/admin/people", "admin-people"),
    ("/admin/organisations", "organisations-title"),
    ("/admin/joining", "joining-title"),
    ("/admin/newcomers", "newcomers-title"),
    ("/admin/ambassadors", "welcome-ambassadors-title"),
    ("/admin/pages", "admin-pages"),
    ("/moderation", "nav-moderation"),
    ("/admin/import", "import-title"),
    ("/admin/jobs", "admin-jobs"),
    ("/admin/mail", "admin-mail"),
    ("/admin/lives", "admin-lives"),
];

/// A page of the administration.
pub fn page(visit: &mut Visit, key: &str) -> Page {
    let mut p = visit.page(visit.tr.t(key)).at("admin").private();
    p.section = visit.tr.t("nav-admin");
    p
}
