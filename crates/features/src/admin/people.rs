//! People and their roles.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{address, id, limits, text};
use terreau_kit::{
    Faults, Input, Page, Problem, Role, Visit,
    i18n::Tr,
    paging::{self, Paged},
    problem::Answer,
    session::{self, Device},
    steps::{self, Past},
};

use super::{noted, page, rows};
use crate::{accounts, factors, moderation, voices};

/// What a list address may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    role: String,
    state: String,
    after: String,
}

#[derive(Template)]
#[template(path = "admin/people.html")]
struct List<'a> {
    p: &'a Page,
    people: Paged<rows::Listed>,
    asked: Asked,
    roles: [Role; 5],
    next: String,
}

#[derive(Template)]
#[template(path = "admin/person.html")]
struct Show<'a> {
    p: &'a Page,
    person: rows::Person,
    short: String,
    email: String,
    roles: Vec<(&'static str, bool)>,
    devices: Vec<Device>,
    past: Vec<Past>,
    own: bool,
    coded: bool,
    typed: String,
    faults: Faults,
    wrong: i64,
}

const STATES: [&str; 5] = ["active", "unverified", "suspended", "imported", "anonymised"];

/// People, by name.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.administrator()?;
    let typed = text::clean_line(&asked.q);
    let address = address::parse(&typed).ok().map(|a| a.key());
    let prefix = if address.is_some() {
        String::new()
    } else {
        text::fold(&typed)
    };
    let role = Role::ALL
        .into_iter()
        .find(|r| r.code() == asked.role)
        .map_or("", Role::code);
    let state = STATES.into_iter().find(|s| *s == asked.state).unwrap_or_default();
    let after = paging::position::<(String, id::Id)>(&asked.after);
    let territory = visit.territory.id;
    let limit = i64::try_from(limits::ROWS_PAGE + 1).unwrap_or(51);
    let found = rows::people(
        visit.db.get().await?,
        territory,
        (&prefix, address.as_deref(), role, state),
        after,
        limit,
    )
    .await?;
    let people = Paged::cut(found, limits::ROWS_PAGE, |row| (row.name_key.clone(), row.id));
    let next = people.next.as_deref().map(|after| {
        let query = [
            ("q", asked.q.as_str()),
            ("role", role),
            ("state", state),
            ("after", after),
        ];
        format!(
            "/admin/people?{}",
            url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(query)
                .finish()
        )
    });
    let p = page(&mut visit, "admin-people");
    visit.show(&List {
        p: &p,
        people,
        asked,
        roles: Role::ALL,
        next: next.unwrap_or_default(),
    })
}

async fn find(visit: &mut Visit, short: &str) -> Result<rows::Person, Problem> {
    visit.administrator()?;
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    rows::person(visit.db.get().await?, territory, id)
        .await?
        .ok_or(Problem::NotFound)
}

/// One person: role, state, devices, what was decided about them.
pub async fn show(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let person = find(&mut visit, &short).await?;
    draw(visit, person, short, (String::new(), Faults::new())).await
}

async fn draw(
    mut visit: Visit,
    person: rows::Person,
    short: String,
    (typed, faults): (String, Faults),
) -> Answer {
    let (territory, now) = (visit.territory.id, visit.now);
    let db = visit.db.get().await?;
    let devices = session::devices(db, territory, person.id, now).await?;
    let past = steps::history(db, territory, person.id).await?;
    let past = past.into_iter().map(|one| said(&visit.tr, one)).collect();
    let db = visit.db.get().await?;
    let coded = factors::on(db, territory, person.id).await?;
    let email = person.email.as_deref().and_then(|e| address::parse(e).ok());
    let email = email.map(|a| a.masked()).unwrap_or_default();
    let roles = Role::ALL.map(|r| (r.code(), r.code() == person.role)).into();
    let own = visit.viewer.is(person.id);
    let mut p = page(&mut visit, "admin-people");
    p.title = crate::people::shown_name(&visit, &person.name, &person.state);
    let template = Show {
        p: &p,
        person,
        short,
        email,
        roles,
        devices,
        past,
        own,
        coded,
        typed,
        wrong: faults.count(),
        faults,
    };
    visit.show_form(&template, template.wrong == 0)
}

/// What happened to somebody, in words: a role given, a move of their account, an act of an administrator.
fn said(tr: &Tr, mut past: Past) -> Past {
    let name = past.name.as_str();
    past.name = if Role::ALL.iter().any(|role| role.code() == name) {
        tr.v("admin-past-role", "role", &tr.t(&format!("admin-role-{name}")))
    } else if tr.has(&format!("admin-past-{name}")) {
        tr.t(&format!("admin-past-{name}"))
    } else {
        tr.t(&format!("admin-life-{name}"))
    };
    let reason = past.reason.split_once(": ");
    if let Some((code, words)) = reason.filter(|found| moderation::REASONS.contains(&found.0)) {
        past.reason = [tr.t(&format!("moderation-reason-{code}")).as_str(), words].join(" · ");
    }
    past
}

/// Changes a role. Asks again who one is: it is the most powerful act there is.
pub async fn role(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let person = find(&mut visit, &short).await?;
    visit.proven()?;
    let wanted = input.raw("role").to_owned();
    let role = Role::ALL
        .into_iter()
        .find(|r| r.code() == wanted)
        .ok_or(Problem::Invalid("admin-role-unknown"))?;
    if visit.viewer.is(person.id) {
        return Err(Problem::Refused("admin-role-own"));
    }
    let (app, territory, by) = (visit.app.clone(), visit.territory.clone(), visit.viewer.id());
    let mut tx = visit.begin().await?;
    voices::hold_town(&mut tx, &territory).await?;
    accounts::set_role(&mut tx, &app, &territory, (person.id, role), by).await?;
    noted(&mut visit, &mut tx, "person", person.id, role.code()).await?;
    visit.commit(tx).await?;
    visit.tell("admin-role-changed", &person.name);
    Ok(visit.redirect(&format!("/admin/people/{short}")))
}

/// Ends every session of somebody.
pub async fn sign_out(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let person = find(&mut visit, &short).await?;
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    session::end_others(&mut tx, territory, person.id, id::Id::nil()).await?;
    noted(&mut visit, &mut tx, "person", person.id, "signed-out").await?;
    visit.commit(tx).await?;
    visit.tell("admin-signed-out", &person.name);
    Ok(visit.redirect(&format!("/admin/people/{short}")))
}

/// Switches off the second factor of somebody who lost telephone and spare codes. They are told, and signed out.
pub async fn factor_off(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let person = find(&mut visit, &short).await?;
    visit.proven()?;
    if visit.viewer.is(person.id) {
        return Err(Problem::Refused("admin-role-own"));
    }
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    if factors::off(&mut tx, territory, person.id).await? {
        session::end_others(&mut tx, territory, person.id, id::Id::nil()).await?;
        accounts::factor_off_told(&mut tx, &visit, person.id).await?;
        noted(&mut visit, &mut tx, "person", person.id, "factor-off").await?;
    }
    visit.commit(tx).await?;
    visit.tell("admin-factor-gone", &person.name);
    Ok(visit.redirect(&format!("/admin/people/{short}")))
}

/// Invites somebody imported to claim what they wrote.
pub async fn invite(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let person = find(&mut visit, &short).await?;
    let email = input.line("email");
    match accounts::invite_imported(&mut visit, person.id, &email).await {
        Err(Problem::Invalid(why) | Problem::Conflict(why)) => {
            let mut faults = Faults::new();
            faults.add("email", visit.tr.t(why));
            return draw(visit, person, short, (email, faults)).await;
        }
        done => done?,
    }
    visit.tell("admin-invited", &person.name);
    Ok(visit.redirect(&format!("/admin/people/{short}")))
}
