//! The door: whoever gave a password or followed a link gives the code of their second factor here. Nobody is
//! signed in before.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use crate::{
    accounts,
    factors::{self, Proof},
};

/// Where to go afterwards.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

#[derive(Template)]
#[template(path = "security/code.html")]
struct Code<'a> {
    p: &'a Page,
    faults: &'a Faults,
    name: String,
    next: String,
}

fn draw(visit: &mut Visit, next: &str, faults: &Faults) -> Answer {
    let name = visit.half.as_ref().map(|half| half.name.clone());
    let p = visit.page(visit.tr.t("security-code-title")).private();
    let template = Code {
        p: &p,
        faults,
        name: name.ok_or(Problem::SignIn)?,
        next: next.to_owned(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form; whoever is signed in already, or has not begun to, has nothing to do here.
pub async fn form(mut visit: Visit, Query(next): Query<Next>) -> Answer {
    if visit.half.is_none() {
        return Ok(visit.redirect(if visit.viewer.signed_in() { "/me" } else { "/login" }));
    }
    draw(&mut visit, &next.next, &Faults::new())
}

/// Takes the code.
pub async fn take(mut visit: Visit, input: Input) -> Answer {
    let Some(person) = visit.half.as_ref().map(|half| half.id) else {
        return Ok(visit.redirect("/login"));
    };
    factors::count(&visit, person)?;
    let mut tx = visit.begin().await?;
    let Some(proof) = factors::check(&mut tx, &visit, person, input.raw("code")).await? else {
        accounts::log(&mut tx, &visit, person, "code-refused").await?;
        visit.commit(tx).await?;
        let mut faults = Faults::new();
        faults.add("code", visit.tr.t("accounts-prove-code-wrong"));
        return draw(&mut visit, input.raw("next"), &faults);
    };
    if input.has("trust") {
        factors::trust(&mut tx, &mut visit, person).await?;
    }
    let account = accounts::complete(&mut visit, &mut tx).await?;
    if proof == Proof::Spare {
        accounts::told(&mut tx, &visit, &account, ("spare-used", "/me/security")).await?;
    }
    visit.commit(tx).await?;
    let next = match account.deletion_due_at {
        Some(_) => "/me/delete",
        None => input.raw("next"),
    };
    accounts::arrive(&mut visit, next).await
}
