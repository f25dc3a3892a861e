//! Everything a user would name. This list is the table of contents of the product, in order: a feature may
//! use what stands above it, never what stands below.

pub mod skills;
pub mod territories;
pub mod kin;
pub mod factors;
pub mod gestures;
pub mod directory;
pub mod closed;
pub mod follows;
pub mod newcomers;
pub mod blocks;
pub mod invites;
pub mod pictures;
pub mod portraits;
pub mod names;
pub mod passwords;
pub mod accounts;
pub mod belongings;
pub mod security;
pub mod privacy;
pub mod profile;
pub mod crossing;
pub mod people;
pub mod places;
pub mod bodies;
pub mod memberships;
pub mod voices;
pub mod organisations;
pub mod doors;
pub mod handover;
pub mod mentions;
pub mod exchanges;
pub mod conversations;
pub mod messages;
pub mod blocking;
pub mod ideas;
pub mod archives;
pub mod alike;
pub mod near;
pub mod map;
pub mod comments;
pub mod changes;
pub mod thanks;
pub mod activity;
pub mod decisions;
pub mod moderation;
pub mod search;
pub mod following;
pub mod told;
pub mod notices;
pub mod bounces;
pub mod import;
pub mod importing;
pub mod guests;
pub mod register;
pub mod open;
pub mod embed;
pub mod feed;
pub mod welcome;
pub mod pages;
pub mod admin;
pub mod mailing;
pub mod joining;
pub mod vocabulary;
pub mod terms;
pub mod drawings;
pub mod gallery;
pub mod postbox;
pub mod showcase;
pub mod demo;
pub mod live;
pub mod screens;

pub mod counters;
pub mod work;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
mod matrix;
#[cfg(test)]
mod scale;

use axum::Router;
use rust_embed::RustEmbed;
use terreau_kernel::locale::Locale;
use terreau_kit::{App, assets::Assets, i18n::Catalogue};

/// Every route of the product.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(skills::routes())
        .merge(territories::routes())
        .merge(newcomers::routes())
        .merge(pictures::routes())
        .merge(portraits::routes())
        .merge(accounts::routes())
        .merge(belongings::routes())
        .merge(security::routes())
        .merge(privacy::routes())
        .merge(profile::routes())
        .merge(crossing::routes())
        .merge(people::routes())
        .merge(places::routes())
        .merge(memberships::routes())
        .merge(voices::routes())
        .merge(organisations::routes())
        .merge(doors::routes())
        .merge(handover::routes())
        .merge(messages::routes())
        .merge(blocking::routes())
        .merge(ideas::routes())
        .merge(archives::routes())
        .merge(alike::routes())
        .merge(near::routes())
        .merge(map::routes())
        .merge(mentions::routes())
        .merge(comments::routes())
        .merge(changes::routes())
        .merge(thanks::routes())
        .merge(moderation::routes())
        .merge(search::routes())
        .merge(following::routes())
        .merge(notices::routes())
        .merge(bounces::routes())
        .merge(importing::routes())
        .merge(register::routes())
        .merge(open::routes())
        .merge(embed::routes())
        .merge(feed::routes())
        .merge(welcome::routes())
        .merge(pages::routes())
        .merge(admin::routes())
        .merge(mailing::routes())
        .merge(joining::routes())
        .merge(vocabulary::routes())
        .merge(terms::routes())
        .merge(gallery::routes())
        .merge(postbox::routes())
        .merge(live::routes())
        .merge(screens::routes())
}

/// Every statement, by name, for the test that prepares them on both engines.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [
        terreau_kit::statements(),
        terreau_store::events::ALL.to_vec(),
        terreau_store::jobs::ALL.to_vec(),
        skills::statements(),
        territories::statements(),
        kin::statements(),
        factors::statements(),
        gestures::statements(),
        directory::statements(),
        closed::statements(),
        follows::statements(),
        newcomers::statements(),
        blocks::statements(),
        invites::statements(),
        pictures::statements(),
        portraits::statements(),
        accounts::statements(),
        belongings::statements(),
        privacy::statements(),
        profile::statements(),
        crossing::statements(),
        people::statements(),
        bodies::statements(),
        memberships::statements(),
        voices::statements(),
        organisations::statements(),
        handover::statements(),
        exchanges::statements(),
        messages::statements(),
        ideas::statements(),
        map::statements(),
        mentions::statements(),
        comments::statements(),
        changes::statements(),
        thanks::statements(),
        activity::statements(),
        decisions::statements(),
        moderation::statements(),
        search::statements(),
        following::statements(),
        told::statements(),
        bounces::statements(),
        import::statements(),
        importing::statements(),
        register::statements(),
        open::statements(),
        feed::statements(),
        welcome::statements(),
        pages::statements(),
        admin::statements(),
        mailing::statements(),
        joining::statements(),
        terms::statements(),
        showcase::statements(),
        demo::statements(),
        live::statements(),
        screens::statements(),
        counters::statements(),
    ]
    .concat()
}

macro_rules! words {
    ($($path:literal),* $(,)?) => {
        &[$(
            (Locale::Fr, include_str!(concat!($path, "/fr.ftl"))),
            (Locale::En, include_str!(concat!($path, "/en.ftl"))),
        )*]
    };
}

const WORDS: &[(Locale, &str)] = words![
    "../../kit/src",
    "skills",
    "territories",
    "closed",
    "newcomers",
    "accounts",
    "belongings",
    "security",
    "privacy",
    "pictures",
    "portraits",
    "follows",
    "profile",
    "crossing",
    "people",
    "places",
    "memberships",
    "voices",
    "organisations",
    "doors",
    "handover",
    "conversations",
    "messages",
    "blocking",
    "ideas",
    "mentions",
    "comments",
    "moderation",
    "search",
    "following",
    "notices",
    "importing",
    "open",
    "feed",
    "welcome",
    "pages",
    "admin",
    "mailing",
    "joining",
    "vocabulary",
    "terms",
    "gallery",
    "postbox",
    "live",
    "screens",
];

/// Every message, in both languages.
///
/// # Errors
/// The first fault found in the files; a test builds this very catalogue.
pub fn catalogue() -> Result<Catalogue, String> {
    Catalogue::gather(WORDS)
}

#[derive(RustEmbed)]
#[folder = "../../assets"]
#[exclude = "communes/*"]
#[exclude = "share/*"]
#[exclude = "*.md"]
struct Files;

#[derive(RustEmbed)]
#[folder = "../kit/src/ui"]
#[include = "*.css"]
struct Dress;

#[derive(RustEmbed)]
#[folder = "src"]
#[include = "*.css"]
struct OwnDress;

/// Every static file; the styles of all components and features as one.
#[must_use]
pub fn assets() -> Assets {
    let mut files: Vec<(String, Vec<u8>)> = Files::iter()
        .filter_map(|name| Some((name.to_string(), Files::get(&name)?.data.into_owned())))
        .collect();
    let mut names: Vec<_> = Dress::iter().collect();
    names.sort();
    let mut css = Vec::new();
    for file in names.iter().filter_map(|name| Dress::get(name)) {
        css.extend_from_slice(&file.data);
    }
    let mut names: Vec<_> = OwnDress::iter().collect();
    names.sort();
    for file in names.iter().filter_map(|name| OwnDress::get(name)) {
        css.extend_from_slice(&file.data);
    }
    files.push(("app.css".into(), css));
    Assets::gather(files)
}

#[cfg(test)]
mod tests {
    use terreau_store::{Engine, Link, Reach as _, dialect, sqlx};

    use super::*;
    use crate::{story, testing::Stage};

    async fn prepare(stage: &Stage, name: &str, text: &str) {
        use sqlx::{Executor as _, SqlSafeStr as _};
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let safe = sqlx::AssertSqlSafe(text.to_owned()).into_sql_str();
        let result = match tx.link() {
            Link::Sqlite(c) => c.prepare(safe).await.map(drop),
            Link::Postgres(c) => c.prepare(safe).await.map(drop),
        };
        assert!(result.is_ok(), "{name}: {:?}\n{text}", result.err());
    }

    story!(every_statement_is_accepted_by_the_engine, |stage| {
        let all = statements();
        assert!(all.len() > 40, "the list is whole");
        for (name, text) in all {
            prepare(&stage, name, text).await;
        }
        for fork in [
            dialect::RECORD_EVENT,
            dialect::READ_EVENTS,
            dialect::CLAIM_JOBS,
            dialect::COLUMNS,
        ] {
            let text = if stage.app.db.engine() == Engine::Sqlite {
                fork.sqlite
            } else {
                fork.postgres
            };
            prepare(&stage, "dialect", text).await;
        }
    });

    /// Names and texts, as they were when the last release was made; `TERREAU_WRITE_DOCS=1` writes them at the next.
    const BEFORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/last-release.sql");

    story!(
        ops_08_the_statements_of_the_last_release_work_on_the_schema_of_today,
        |stage| {
            if std::env::var_os("TERREAU_WRITE_DOCS").is_some() {
                let all = statements().into_iter();
                let all: String = all.map(|(name, text)| format!("-- {name}\n{text}\n\n")).collect();
                std::fs::write(BEFORE, all).expect("written");
            }
            let before = std::fs::read_to_string(BEFORE).expect("the file of the last release");
            let mut count = 0;
            for one in before.split("\n\n").filter(|one| !one.trim().is_empty()) {
                let (name, text) = one.trim_start().split_once('\n').expect("a name, then a text");
                prepare(&stage, name, text).await;
                count += 1;
            }
            assert!(count > 200, "{count} statements");
        }
    );

    #[test]
    fn l10n_03_both_languages_are_sound() {
        catalogue().expect("no fault");
    }

    story!(a_page_that_does_not_exist_says_so_kindly, |stage| {
        stage
            .browser()
            .get("/nowhere")
            .await
            .is(404)
            .has("<h1>")
            .has("Erreur");
    });
}
