//! People who wish to be found, organisations and skills, for programs and spreadsheets: only what everybody may read
//! on their pages, and nobody who did not ask to be listed.

pub mod api;
mod rows;
mod table;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    handler::Handler,
    routing::{MethodRouter, get},
};
use serde::Serialize;
use terreau_kernel::id::Id;
use terreau_kit::App;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::guests;

/// Somebody who wishes to be found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Person {
    /// Their lasting id.
    pub id: Uuid,
    /// Their page.
    pub url: String,
    /// The name they show.
    pub name: String,
    /// Their quarter, where they show it.
    pub zone: Option<String>,
    /// Skills they offer, the best first, by their names in addresses.
    pub skills: Vec<String>,
    /// Themes they care about.
    pub causes: Vec<String>,
}

/// A page of people.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct People {
    /// Those of this page.
    pub items: Vec<Person>,
    /// The address of the next page, if there is one.
    pub next: Option<String>,
}

/// An organisation that the town verified.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Organisation {
    /// Its lasting id.
    pub id: Uuid,
    /// Its page.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What kind of organisation it is.
    pub kind: String,
    /// What it does, in one line.
    pub line: String,
    /// Its French register number, if it gave one.
    pub siret: String,
    /// Its number in the register of associations.
    pub rna: String,
    /// Its address.
    pub address: String,
    /// Latitude.
    pub lat: Option<f64>,
    /// Longitude.
    pub lon: Option<f64>,
    /// Its site.
    pub website: String,
    /// Public ideas it signed.
    pub ideas: i64,
    /// Comments it signed.
    pub comments: i64,
}

/// A page of organisations.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Organisations {
    /// Those of this page.
    pub items: Vec<Organisation>,
    /// The address of the next page, if there is one.
    pub next: Option<String>,
}

/// A skill of the vocabulary.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Skill {
    /// Its lasting id.
    pub id: Uuid,
    /// Its name in addresses and filters.
    pub slug: String,
    /// The domain it stands in.
    pub domain: String,
    /// Its name in French.
    pub name_fr: String,
    /// Its name in English.
    pub name_en: String,
    /// The directory, by this skill.
    pub url: String,
}

/// The vocabulary.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Skills {
    /// All of them.
    pub items: Vec<Skill>,
}

/// Everybody.
const ALL: i64 = 0;

/// From where a list begins.
const FIRST: (&str, Id) = ("", Id::nil());

fn ask<H: Handler<T, App>, T: 'static>(handler: H) -> MethodRouter<App> {
    get(handler)
        .options(guests::preflight)
        .fallback(guests::reading_only)
}

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/people", ask(api::people))
        .route("/api/v1/organisations", ask(api::organisations))
        .route("/api/v1/skills", ask(api::skills))
        .route("/people.csv", get(table::people))
        .route("/organisations.csv", get(table::organisations))
        .route("/skills.csv", get(table::skills))
        .route("/schemas/people.json", get(table::people_schema))
        .route("/schemas/organisations.json", get(table::organisations_schema))
        .route("/schemas/skills.json", get(table::skills_schema))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    rows::ALL.to_vec()
}
