//! Joining: an address and a name, nothing else. Whoever has an account already gets the same answer, and a
//! letter that signs them in.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{address, limits, text};
use terreau_kit::{Faults, Input, Page, Visit, problem::Answer, territory::Entry};

use super::{
    ask::{self, Wish},
    entry,
    links::Payload,
};
use crate::{
    gestures::{self, Gesture},
    names, passwords,
};

/// Where to go afterwards.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    pub next: String,
}

#[derive(Template)]
#[template(path = "accounts/join.html")]
struct Join<'a> {
    p: &'a Page,
    faults: &'a Faults,
    kept: Vec<Gesture>,
    called: String,
    email: String,
    next: String,
    of_age: bool,
    age: String,
    open: bool,
    /// Whoever joins waits for an answer, and says who they are.
    asks: bool,
    words: String,
    /// Only who is invited joins.
    shut: bool,
}

async fn draw(visit: &mut Visit, input: &Input, faults: &Faults) -> Answer {
    let mut kept = gestures::kept(visit).await?;
    kept.retain(|gesture| !gesture.late());
    let next = input.raw("next").to_owned();
    let shut = entry::shut(visit, &next).await?;
    let asks = visit.territory.settings.entry == Entry::Request && !entry::invited(visit, &next).await?;
    let p = visit.page(visit.tr.t("accounts-join-title")).private();
    let template = Join {
        shut,
        asks,
        words: input.raw("words").to_owned(),
        p: &p,
        faults,
        kept,
        called: input.raw("name").to_owned(),
        email: input.raw("email").to_owned(),
        next,
        of_age: input.has("of_age"),
        age: visit.territory.settings.minimum_age.to_string(),
        open: !faults.of("password").is_empty(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form, which says what is kept for whoever began with a gesture.
pub async fn form(mut visit: Visit, Query(next): Query<Next>) -> Answer {
    if visit.viewer.signed_in() {
        return Ok(visit.redirect(if next.next.is_empty() { "/me" } else { &next.next }));
    }
    let mut input = Input::default();
    input.set("next", next.next);
    draw(&mut visit, &input, &Faults::new()).await
}

/// Takes the form. The answer is the same for every address that can be written to.
pub async fn join(mut visit: Visit, input: Input) -> Answer {
    let (faults, address, payload) = read(&visit, &input);
    let Some(address) = address.filter(|_| faults.is_empty()) else {
        return draw(&mut visit, &input, &faults).await;
    };
    if entry::shut(&mut visit, input.raw("next")).await? {
        return draw(&mut visit, &input, &faults).await;
    }
    ask::count(&visit, terreau_kit::limits::Act::SignIn, &address)?;
    let password = input.raw("password");
    let password_hash = if password.is_empty() {
        None
    } else {
        Some(passwords::hash_password(&visit.app, password).await?)
    };
    let payload = Payload {
        password_hash,
        ..payload
    };
    ask::ask(&mut visit, Wish::Join, &address, payload).await?;
    Ok(visit.redirect("/login/sent"))
}

fn read(visit: &Visit, input: &Input) -> (Faults, Option<address::Address>, Payload) {
    let mut faults = Faults::new();
    let name = input.line("name");
    if let Some(key) = names::fault(&visit.territory, &name) {
        faults.add("name", visit.tr.t(key));
    }
    let address = email(visit, input, &mut faults);
    let password = input.raw("password");
    if !password.is_empty() {
        let own = [name.as_str(), input.raw("email")];
        if let Some(text) = passwords::fault(&visit.tr, &visit.territory, password, &own) {
            faults.add("password", text);
        }
    }
    let age = visit.territory.settings.minimum_age;
    faults.unless(input.has("of_age"), "of_age", || {
        visit.tr.n("accounts-of-age-needed", i64::from(age))
    });
    let payload = Payload {
        name,
        next: input.raw("next").to_owned(),
        words: text::ellipsis(&input.text("words"), limits::REASON),
        ..Payload::default()
    };
    (faults, address, payload)
}

/// The address of a form, or its fault in words.
pub fn email(visit: &Visit, input: &Input, faults: &mut Faults) -> Option<address::Address> {
    use address::Why;
    match address::parse(input.raw("email")) {
        Ok(address) => Some(address),
        Err(why) => {
            let key = match why {
                Why::Empty => "accounts-email-empty",
                Why::TooLong => "accounts-email-long",
                Why::NoAt => "accounts-email-no-at",
                Why::Local => "accounts-email-local",
                Why::Domain => "accounts-email-domain",
            };
            faults.add("email", visit.tr.t(key));
            None
        }
    }
}
