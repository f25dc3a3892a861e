//! The description of the API: OpenAPI 3.1 made from the handlers and shapes themselves, and a page about it for
//! people.

use askama::Template;
use terreau_kit::{Page, Problem, Visit, problem::Answer};
use utoipa::OpenApi;

use crate::register;

use super::{
    api,
    guest::{self, Guest, LICENCE, LICENCE_NAME, Trouble},
    shape::{Comments, Ideas, Place, Stats, Themes, WholeIdea},
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Terreau",
        version = "1",
        description = "What anybody may read in a territory: ideas, discussions, people, organisations, skills."
    ),
    paths(
        api::ideas, api::idea, api::comments, api::themes, api::territory, api::stats,
        register::api::people, register::api::organisations, register::api::skills
    ),
    components(schemas(
        Ideas, WholeIdea, Comments, Themes, Place, Stats, Trouble,
        register::People, register::Organisations, register::Skills
    )),
    tags(
        (name = "ideas", description = "Ideas and their discussion"),
        (name = "network", description = "People who wish to be found, organisations, skills"),
        (name = "territory", description = "The territory, its themes and its totals")
    )
)]
struct Description;

/// The description of the API of a territory.
pub fn description(base: &str) -> utoipa::openapi::OpenApi {
    let mut description = Description::openapi();
    let mut licence = utoipa::openapi::License::new(LICENCE_NAME);
    licence.url = Some(LICENCE.to_owned());
    description.info.license = Some(licence);
    description.servers = Some(vec![utoipa::openapi::Server::new(base)]);
    description
}

/// The description, for programs.
pub async fn openapi(guest: Guest) -> Answer {
    let json = description(&guest.absolute(""))
        .to_json()
        .map_err(|_| Problem::Broken)?;
    Ok(guest::open("application/json", json))
}

/// Another way to take data along.
struct Way {
    path: &'static str,
    text: String,
}

/// A kind of problem.
struct Kind {
    code: &'static str,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "open/help.html")]
struct Help<'a> {
    p: &'a Page,
    questions: Vec<Way>,
    files: Vec<Way>,
    feeds: Vec<Way>,
    troubles: Vec<Kind>,
    licence: &'static str,
    example: String,
}

const QUESTIONS: [(&str, &str); 10] = [
    ("/api/v1/ideas", "open-help-ideas"),
    ("/api/v1/ideas/{id}", "open-help-idea"),
    ("/api/v1/ideas/{id}/comments", "open-help-comments"),
    ("/api/v1/people", "open-help-people"),
    ("/api/v1/organisations", "open-help-organisations"),
    ("/api/v1/skills", "open-help-skills"),
    ("/api/v1/themes", "open-help-themes"),
    ("/api/v1/territory", "open-help-territory"),
    ("/api/v1/stats", "open-help-stats"),
    ("/api/openapi.json", "open-help-openapi"),
];

const FILES: [(&str, &str); 11] = [
    ("/ideas.csv", "open-help-ideas-csv"),
    ("/comments.csv", "open-help-comments-csv"),
    ("/people.csv", "open-help-people-csv"),
    ("/organisations.csv", "open-help-organisations-csv"),
    ("/skills.csv", "open-help-skills-csv"),
    ("/ideas.geojson", "open-help-geojson"),
    ("/schemas/ideas.json", "open-help-schema-ideas"),
    ("/schemas/comments.json", "open-help-schema-comments"),
    ("/schemas/people.json", "open-help-schema-people"),
    ("/schemas/organisations.json", "open-help-schema-organisations"),
    ("/schemas/skills.json", "open-help-schema-skills"),
];

const FEEDS: [(&str, &str); 3] = [
    ("/ideas.atom", "open-help-ideas-atom"),
    ("/comments.atom", "open-help-comments-atom"),
    ("/feeds/ideas/{slug}", "open-help-idea-atom"),
];

/// The codes of the problems that the API may answer with.
pub const TROUBLES: [&str; 6] = ["not-found", "gone", "invalid", "too-many", "away", "broken"];

/// How to take data along, for people.
pub async fn help(mut visit: Visit) -> Answer {
    let ways = |all: &[(&'static str, &str)]| -> Vec<Way> {
        let way = |&(path, key): &(&'static str, &str)| Way {
            path,
            text: visit.tr.t(key),
        };
        all.iter().map(way).collect()
    };
    let (questions, files, feeds) = (ways(&QUESTIONS), ways(&FILES), ways(&FEEDS));
    let trouble = |code: &'static str| Kind {
        code,
        title: visit.tr.t(&format!("problem-{code}")),
        text: visit.tr.t(&format!("problem-{code}-text")),
    };
    let mut troubles: Vec<Kind> = TROUBLES.into_iter().map(trouble).collect();
    troubles.push(Kind {
        code: "method",
        title: visit.tr.t("open-method"),
        text: visit.tr.t("open-method-text"),
    });
    let mut p = visit.page(visit.tr.t("open-help-title")).at("help");
    p.section = visit.tr.t("nav-help");
    p.description = visit.tr.v("open-help-line", "territory", &visit.territory.name);
    visit.show_to_all(&Help {
        example: format!("curl '{}/api/v1/ideas?sort=backed&limit=5'", p.base()),
        p: &p,
        questions,
        files,
        feeds,
        troubles,
        licence: LICENCE,
    })
}
