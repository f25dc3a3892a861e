//! Making people and changing what they may do: for those who join, for commands, for the administration.

use terreau_kernel::{
    address, id,
    id::Id,
    life::{Actor, Actors},
    text,
    time::Micros,
};
use terreau_kit::{App, Problem, Role, Territory, Visit, session, steps};
use terreau_store::Tx;

use super::{
    letters,
    life::{self, By, PersonState},
    links::{self, Kind, Payload},
    log, rows,
};

/// A person about to be made.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The name they show.
    pub name: String,
    /// Their presentation, in Markdown.
    pub bio: String,
    /// Their quarter.
    pub zone: Option<Id>,
    /// Their address; without one they have no account.
    pub email: Option<String>,
    /// Their password, hashed; without one they sign in by link.
    pub password_hash: Option<String>,
    /// Their language.
    pub locale: String,
    /// What they may do.
    pub role: Role,
    /// Where they stand.
    pub state: PersonState,
    /// Since when.
    pub joined_at: Micros,
}

impl NewPerson {
    /// An active member named so, since a moment.
    #[must_use]
    pub fn named(name: &str, joined_at: Micros) -> Self {
        Self {
            name: name.to_owned(),
            bio: String::new(),
            zone: None,
            email: None,
            password_hash: None,
            locale: "fr".into(),
            role: Role::Member,
            state: PersonState::Active,
            joined_at,
        }
    }
}

/// Makes a person, with an account where they have an address, and counts them.
///
/// # Errors
/// [`Problem::Invalid`] for an address that cannot be written to, [`Problem::Conflict`] for one that has an
/// account already.
pub async fn create_person(
    tx: &mut Tx,
    app: &App,
    territory: &Territory,
    new: NewPerson,
) -> Result<Id, Problem> {
    let id = app.ids.next();
    let public = rows::Public {
        name: &new.name,
        bio: &new.bio,
        zone: new.zone,
    };
    let standing = rows::Standing {
        state: new.state.code(),
        role: new.role,
        body: body(territory, new.role),
        at: new.joined_at,
    };
    let base = slug(&new.name);
    let mut free = base.clone();
    let mut number = 1;
    while !rows::insert_person(tx, (territory.id, id), &free, &public, &standing).await? {
        number += 1;
        free = if number < 20 {
            format!("{base}-{number}")
        } else {
            format!("{base}-{}", &app.ids.next().simple().to_string()[20..])
        };
    }
    if let Some(email) = &new.email {
        let confirmed = new.state != PersonState::Unverified;
        let entry = (email.as_str(), new.password_hash.as_deref());
        let tastes = (new.locale.as_str(), confirmed, new.joined_at);
        open_account(tx, territory.id, id, entry, tastes).await?;
    }
    if matches!(new.state, PersonState::Active | PersonState::Suspended) {
        rows::count(tx, territory.id, 1).await?;
    }
    life::changed(tx, territory.id, id, None, app.clock.now()).await?;
    Ok(id)
}

/// Gives a person an account.
pub(super) async fn open_account(
    tx: &mut Tx,
    territory: Id,
    person: Id,
    (email, password_hash): (&str, Option<&str>),
    (locale, confirmed, at): (&str, bool, Micros),
) -> Result<(), Problem> {
    let address = address::parse(email).map_err(|_| Problem::Invalid("accounts-email-wrong"))?;
    let account = rows::NewAccount {
        email: address.as_str(),
        key: &address.key(),
        password_hash,
        locale,
        confirmed,
    };
    if rows::insert_account(tx, territory, person, &account, at).await? {
        Ok(())
    } else {
        Err(Problem::Conflict("accounts-email-taken"))
    }
}

/// The part of an address that names a person.
fn slug(name: &str) -> String {
    let plain = text::fold(name).chars().any(|c| c.is_ascii_alphanumeric());
    if plain {
        text::slug(name, 60)
    } else {
        "membre".to_owned()
    }
}

fn body(territory: &Territory, role: Role) -> Option<Id> {
    matches!(role, Role::Agent | Role::Elected)
        .then(|| territory.town.as_ref().map(|town| town.id))
        .flatten()
}

/// Changes what a person may do; they sign in again.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such person.
pub async fn set_role(
    tx: &mut Tx,
    app: &App,
    territory: &Territory,
    (person, role): (Id, Role),
    by: Option<Id>,
) -> Result<(), Problem> {
    let now = app.clock.now();
    if !rows::set_role(tx, territory.id, person, (role, body(territory, role)), now).await? {
        return Err(Problem::NotFound);
    }
    crate::blocks::given(tx, territory.id, (person, role)).await?;
    crate::factors::ask_anew(tx, territory.id, person).await?;
    session::end_others(tx, territory.id, person, Id::nil()).await?;
    Ok(life::changed(tx, territory.id, person, by, now).await?)
}

async fn moved(
    visit: &Visit,
    tx: &mut Tx,
    person: Id,
    (name, reason): (&str, Option<&str>),
) -> Result<(), Problem> {
    let by = By {
        territory: visit.territory.id,
        person,
        actors: steps::actors(&visit.viewer, None),
        who: visit.viewer.id(),
        at: visit.now,
    };
    life::shift(tx, &visit.app, by, name, reason).await?;
    session::end_others(tx, by.territory, person, Id::nil()).await?;
    log::write(tx, visit, Some(person), name).await?;
    Ok(())
}

/// Suspends a person: they read, but do not write. Their devices are signed out.
///
/// # Errors
/// What the life of a person refuses.
pub async fn suspend(visit: &Visit, tx: &mut Tx, person: Id, reason: &str) -> Result<(), Problem> {
    moved(visit, tx, person, ("suspend", Some(reason))).await
}

/// Ends a suspension.
///
/// # Errors
/// What the life of a person refuses.
pub async fn resume(visit: &Visit, tx: &mut Tx, person: Id, reason: Option<&str>) -> Result<(), Problem> {
    moved(visit, tx, person, ("resume", reason)).await
}

/// A link by which the holder of an address chooses a password: for commands, where no mail leaves yet.
///
/// # Errors
/// [`Problem::NotFound`] when nobody has this address.
pub async fn password_link(app: &App, territory: &Territory, email: &str) -> Result<String, Problem> {
    let key = address::parse(email)
        .map_err(|_| Problem::Invalid("accounts-email-wrong"))?
        .key();
    let mut tx = app.db.begin().await?;
    let account = rows::by_key(&mut tx, territory.id, &key)
        .await?
        .ok_or(Problem::NotFound)?;
    let link = links::New {
        kind: Kind::Reset,
        person: Some(account.person_id),
        email: &account.email,
        payload: Payload::default(),
        gesture: None,
    };
    let url = links::make(&mut tx, app, territory, link, app.clock.now()).await?;
    tx.commit().await?;
    Ok(url)
}

/// Invites somebody who wrote elsewhere to claim what was imported under their name.
///
/// # Errors
/// [`Problem::Conflict`] when it was claimed already, [`Problem::Invalid`] for an address that cannot be
/// written to.
pub async fn invite_imported(visit: &mut Visit, person: Id, email: &str) -> Result<(), Problem> {
    let address = address::parse(email).map_err(|_| Problem::Invalid("accounts-email-wrong"))?;
    let (app, territory) = (visit.app.clone(), visit.territory.clone());
    let mut tx = visit.begin().await?;
    let (name, state) = rows::plain(&mut tx, territory.id, person)
        .await?
        .ok_or(Problem::NotFound)?;
    if state != PersonState::Imported.code() {
        return Err(Problem::Conflict("accounts-claimed-already"));
    }
    links::void(&mut tx, territory.id, person, Kind::Claim).await?;
    let locale = territory.settings.default_locale.clone();
    let link = links::New {
        kind: Kind::Claim,
        person: Some(person),
        email: address.as_str(),
        payload: Payload {
            locale: locale.clone(),
            ..Payload::default()
        },
        gesture: None,
    };
    let url = links::make(&mut tx, &app, &territory, link, visit.now).await?;
    let to = letters::To {
        address: address.as_str(),
        person: None,
        locale: &locale,
    };
    letters::post(
        &mut tx,
        (&app, &territory),
        to,
        ("claim", Some(&url)),
        &[("name", &name)],
    )
    .await?;
    visit.commit(tx).await
}

/// An imported person becomes somebody who takes part.
pub(super) async fn claim(tx: &mut Tx, visit: &Visit, person: Id) -> Result<(), Problem> {
    let by = By {
        territory: visit.territory.id,
        person,
        actors: Actors::of(&[Actor::Author]),
        who: Some(person),
        at: visit.now,
    };
    life::shift(tx, &visit.app, by, "confirm", None).await.map(drop)
}

/// A slug that says nothing.
pub(super) fn nameless(app: &App) -> String {
    id::short(app.ids.next()).replace(['_', '-'], "x").to_lowercase()
}
