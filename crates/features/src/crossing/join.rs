//! Joining with the account one has in another territory, or making one of two accounts.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use terreau_kernel::{limits, text};
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, problem::Answer, territory::Entry};

use super::{go, rows};
use crate::{
    accounts::{self, Account, Proved, Settling},
    invites, kin, profile,
    territories::{self, Choice},
};

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

#[derive(Template)]
#[template(path = "crossing/join.html")]
struct Join<'a> {
    p: &'a Page,
    faults: &'a Faults,
    /// The territory one comes from.
    from: String,
    called: String,
    zones: Vec<Choice>,
    words: String,
    shared: bool,
    of_age: bool,
    age: String,
    next: String,
    stands: Standing,
}

/// What may be done here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Become a member.
    Join,
    /// Ask to.
    Ask,
    /// Only who is invited may.
    Shut,
    /// Somebody has this address: sign in first.
    Known,
    /// Signed in to an account of this territory, which is not tied to the other.
    Unite,
}

impl Standing {
    fn code(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Ask => "ask",
            Self::Shut => "shut",
            Self::Known => "known",
            Self::Unite => "unite",
        }
    }
}

/// Who came, and the fingerprint of their secret.
async fn came(visit: &mut Visit) -> Result<(Proved, Vec<u8>), Problem> {
    let secret = visit.crossing().ok_or(Problem::Conflict("crossing-again"))?;
    let challenge = go::fingerprint(secret);
    let (territory, now) = (visit.territory.id, visit.now);
    let held = rows::held(visit.db.get().await?, &challenge, territory, now).await?;
    Ok((held.ok_or(Problem::Conflict("crossing-again"))?, challenge))
}

async fn stands(visit: &mut Visit, account: &Account, next: &str) -> Result<Standing, Problem> {
    if visit.viewer.signed_in() {
        return Ok(Standing::Unite);
    }
    let territory = visit.territory.id;
    let known = accounts::namesake(visit.db.get().await?, territory, account).await?;
    if known.is_some() {
        return Ok(Standing::Known);
    }
    let entry = visit.territory.settings.entry;
    if entry == Entry::Open || accounts::invited(visit, next).await? {
        return Ok(Standing::Join);
    }
    Ok(if entry == Entry::Request {
        Standing::Ask
    } else {
        Standing::Shut
    })
}

async fn draw(visit: &mut Visit, input: &Input, faults: &Faults) -> Answer {
    let (proved, _) = came(visit).await?;
    let account = accounts::elsewhere(visit.db.get().await?, &proved).await?;
    let next = input.raw("next").to_owned();
    let standing = stands(visit, &account, &next).await?;
    let from = visit.app.atlas.by_id(proved.territory).ok_or(Problem::NotFound)?;
    let first = !input.has("name");
    let template = Join {
        faults,
        from: from.name.clone(),
        called: if first {
            account.name
        } else {
            input.raw("name").to_owned()
        },
        zones: territories::zones(visit, input.raw("zone")),
        words: input.raw("words").to_owned(),
        shared: first || input.has("shared"),
        of_age: input.has("of_age"),
        age: visit.territory.settings.minimum_age.to_string(),
        next,
        stands: standing,
        p: &visit.page(visit.tr.t("crossing-join-title")).private(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// What joining means, with what may be chosen.
pub async fn form(mut visit: Visit, Query(next): Query<Next>) -> Answer {
    let mut input = Input::default();
    input.set("next", next.next);
    draw(&mut visit, &input, &Faults::new()).await
}

/// Joins, or asks to.
pub async fn join(mut visit: Visit, input: Input) -> Answer {
    visit.count(Act::SignIn)?;
    let (proved, challenge) = came(&mut visit).await?;
    let account = accounts::elsewhere(visit.db.get().await?, &proved).await?;
    let next = input.raw("next").to_owned();
    let standing = stands(&mut visit, &account, &next).await?;
    let mut faults = Faults::new();
    let name = input.line("name");
    if let Some(key) = accounts::name_fault(&visit.territory, &name) {
        faults.add("name", visit.tr.t(key));
    }
    let age = i64::from(visit.territory.settings.minimum_age);
    faults.unless(input.has("of_age"), "of_age", || {
        visit.tr.n("accounts-of-age-needed", age)
    });
    if !faults.is_empty() || !matches!(standing, Standing::Join | Standing::Ask) {
        return draw(&mut visit, &input, &faults).await;
    }
    let settling = Settling {
        name,
        zone: visit.territory.zone_named(input.raw("zone")).map(|z| z.id),
        words: text::ellipsis(&input.text("words"), limits::REASON),
        invited: standing == Standing::Join,
    };
    let mut tx = visit.begin().await?;
    let (person, inside) = accounts::settle(&visit, &mut tx, &proved, &settling).await?;
    let here = (visit.territory.id, person);
    if input.has("shared") {
        profile::bring(&mut tx, (proved.territory, proved.person), here, visit.now).await?;
    } else {
        kin::set_apart(&mut tx, here.0, here.1, true).await?;
    }
    rows::end(&mut tx, &challenge).await?;
    visit.clear_cookie("crossing");
    if !inside {
        visit.commit(tx).await?;
        return Ok(visit.redirect("/join/asked"));
    }
    go::enter(&mut visit, &mut tx, person, &proved).await?;
    invites::arrived(&visit, &mut tx, true, &next).await?;
    visit.commit(tx).await?;
    visit.tell("accounts-welcome", &settling.name);
    accounts::arrive(&mut visit, &next).await
}

/// The account of this territory and that of the other become one.
pub async fn unite(mut visit: Visit, input: Input) -> Answer {
    visit.count(Act::SignIn)?;
    visit.person()?;
    let (proved, challenge) = came(&mut visit).await?;
    let mut tx = visit.begin().await?;
    accounts::unite(&visit, &mut tx, &proved).await?;
    rows::end(&mut tx, &challenge).await?;
    visit.commit(tx).await?;
    visit.clear_cookie("crossing");
    visit.tell("crossing-united", "");
    Ok(visit.redirect(input.raw("next")))
}
