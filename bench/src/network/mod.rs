//! The living network at the size of a large town: pages of those who follow twenty things or five thousand, an act
//! told to fifty thousand followers, the weekly letter of everybody, the directory.

mod digest;
mod fill;
mod pages;
mod sink;
mod sql;
mod told;

use std::time::Instant;

use anyhow::{Context as _, Result};
use terreau_features as features;
use terreau_kit::App;
use terreau_store::run;

use crate::{
    results::{Results, f},
    site::Site,
};
use fill::Town;

/// What is measured, and how it is called.
struct Scene<'a> {
    site: &'a Site,
    town: &'a Town,
    /// As it begins every aim: how many people, on which engine.
    name: String,
}

/// Fills an installation with so many people and measures all of it. `engine` names the database in the aims.
pub async fn measure(results: &mut Results, site: &Site, people: usize, engine: &str) -> Result<()> {
    let name = format!("{people} people, {engine}");
    println!("\nFilling the network of {people} people…");
    let app = site.open().await?;
    let began = Instant::now();
    let town = fill::fill(&app, people).await?;
    let filled = began.elapsed().as_secs_f64();
    let began = Instant::now();
    features::search::rebuild(&app, |_| {})
        .await
        .map_err(anyhow::Error::from_boxed)?;
    if engine != "SQLite" {
        // What this server does by itself a minute later.
        app.db.read().await?.raw("analyze".into()).await?;
    }
    let counts = counts(&app).await?;
    app.db.close().await;
    results.part(&format!("The network of {name}"));
    results.say(&format!(
        "{counts}. Filled in {} s, indexed in {} s.",
        f(filled),
        f(began.elapsed().as_secs_f64())
    ));
    let scene = Scene {
        site,
        town: &town,
        name,
    };
    pages::measure(results, &scene).await?;
    told::measure(results, &scene).await?;
    digest::measure(results, &scene).await
}

/// What is there, in words.
async fn counts(app: &App) -> Result<String> {
    let mut conn = app.db.read().await?;
    let mut said = Vec::new();
    for (table, what) in [
        ("follows", "followings"),
        ("activity", "acts"),
        ("activity_topics", "topics of acts"),
        ("ideas", "ideas"),
        ("comments", "comments"),
        ("directory", "rows of the directory"),
    ] {
        let text = terreau_store::sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let rows = terreau_store::value!(&mut conn, i64, text)?.unwrap_or(0);
        said.push(format!("{rows} {what}"));
    }
    Ok(said.join(", "))
}

impl Scene<'_> {
    /// Changes how people are told, while no server runs. `$1` in the statement is the territory.
    async fn change(&self, statement: impl FnOnce(i64, i64) -> String) -> Result<u64> {
        let app = self.site.open().await?;
        let mut tx = app.db.begin().await?;
        let head = "select max(seq) from activity where territory_id = $1";
        let head = terreau_store::value!(&mut tx, i64, head, self.town.territory)?.context("no act")?;
        let text = terreau_store::sqlx::AssertSqlSafe(statement(head, app.clock.now()));
        let rows = run!(&mut tx, text, self.town.territory)?;
        tx.commit().await?;
        app.db.close().await;
        Ok(rows)
    }
}
