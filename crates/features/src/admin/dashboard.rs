//! What waits for an administrator, and the way to everything else.

use askama::Template;
use terreau_kit::{Page, Visit, problem::Answer};

use super::{page, rows};

#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct Dashboard<'a> {
    p: &'a Page,
    waiting: Vec<(&'static str, &'static str, i64)>,
    missing: Vec<&'static str>,
}

/// The first page of the administration.
pub async fn show(mut visit: Visit) -> Answer {
    visit.administrator()?;
    let territory = visit.territory.id;
    let [reports, appeals, jobs, mails, pictures, skills] =
        rows::waiting(visit.db.get().await?, territory).await?;
    let waiting = vec![
        ("admin-wait-reports", "/moderation", reports),
        ("admin-wait-appeals", "/moderation", appeals),
        ("admin-wait-skills", "/admin/skills", skills),
        ("admin-wait-jobs", "/admin/jobs?state=dead", jobs),
        ("admin-wait-mails", "/admin/mail?state=failed", mails),
        ("admin-wait-pictures", "/help/propose", pictures),
    ];
    let s = &visit.territory.settings;
    let needed = [
        ("admin-field-publisher", &s.publisher),
        ("admin-field-publisher-address", &s.publisher_address),
        ("admin-field-director", &s.publication_director),
        ("admin-field-host", &s.host_name),
        ("admin-field-contact", &s.contact_email),
        ("admin-field-dpo", &s.dpo_email),
    ];
    let missing = needed
        .into_iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(key, _)| key)
        .collect();
    let p = page(&mut visit, "nav-admin");
    visit.show(&Dashboard {
        p: &p,
        waiting,
        missing,
    })
}
