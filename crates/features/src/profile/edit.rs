//! « My profile »: name, presentation, quarter, languages, causes, links, who reads each part, and whether the
//! directory lists one.

use askama::Template;
use terreau_kernel::{limits, text};
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use super::{
    relist::{hold, relist},
    rows,
    share::spread,
};
use crate::directory::fields::{Circles, LANGUAGES, circle};
use crate::{
    accounts, kin,
    territories::{self, Choice},
};

/// Links one may give.
const LINKS: usize = 3;
/// Causes one may name.
const CAUSES: usize = 5;

#[derive(Template)]
#[template(path = "profile/edit.html")]
struct Edit<'a> {
    p: &'a Page,
    faults: &'a Faults,
    called: String,
    bio: String,
    zones: Vec<Choice>,
    languages: Vec<Choice>,
    causes: Vec<Choice>,
    links: Vec<String>,
    circles: Circles,
    listed: bool,
    /// Keys of what would make the profile more useful; at most two.
    hints: Vec<&'static str>,
    slug: String,
    /// Their other territories, in words; empty without.
    elsewhere: String,
    apart: bool,
}

fn overlay(circles: &mut Circles, input: &Input) {
    let fields = [
        ("circle-bio", &mut circles.bio),
        ("circle-zone", &mut circles.zone),
        ("circle-languages", &mut circles.languages),
        ("circle-links", &mut circles.links),
        ("circle-causes", &mut circles.causes),
        ("circle-did", &mut circles.did),
    ];
    for (name, field) in fields.into_iter().filter(|f| input.has(f.0)) {
        *field = circle(input.raw(name));
    }
}

fn hints(profile: &rows::Profile, skills: usize, causes: usize) -> Vec<&'static str> {
    let all = [
        (skills == 0, "profile-hint-skills"),
        (profile.bio.is_empty(), "profile-hint-bio"),
        (causes == 0, "profile-hint-causes"),
        (skills > 0 && profile.slots == 0, "profile-hint-slots"),
        (skills > 0 && !profile.listed, "profile-hint-listed"),
    ];
    let missing = all.into_iter().filter(|hint| hint.0).map(|hint| hint.1);
    missing.take(2).collect()
}

/// Where else the viewer is a member, and whether what they say here is said here only.
async fn elsewhere(visit: &mut Visit) -> Result<(String, bool), Problem> {
    let (territory, person) = (visit.territory.id, visit.person()?.id);
    let all = kin::of(visit.db.get().await?, territory, person).await?;
    let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|kin| kin.territory_id == territory);
    let names = others
        .iter()
        .filter_map(|kin| visit.app.atlas.by_id(kin.territory_id));
    let names: Vec<String> = names.map(|t| t.name.clone()).collect();
    Ok((names.join(", "), own.iter().any(|kin| kin.apart)))
}

async fn draw(visit: &mut Visit, input: Option<&Input>, faults: &Faults) -> Answer {
    let (territory, person) = (visit.territory.clone(), visit.person()?.clone());
    let (elsewhere, apart) = elsewhere(visit).await?;
    let db = visit.db.get().await?;
    let profile = rows::profile(db, territory.id, person.id)
        .await?
        .ok_or(Problem::NotFound)?;
    let skills = rows::skills(db, territory.id, person.id).await?.len();
    let chosen = rows::causes(db, territory.id, person.id).await?;
    let typed = |field: &str, kept: &str| input.map_or(kept, |i| i.raw(field)).to_owned();
    let ticked =
        |field: &str, value: &str, kept: bool| input.map_or(kept, |i| i.every(field).any(|v| v == value));
    let mut circles = profile.circles();
    if let Some(input) = input {
        overlay(&mut circles, input);
    }
    let zone = profile.zone_id.and_then(|id| territory.zone(id));
    let zone = typed("zone", zone.map_or("", |z| z.slug.as_str()));
    let spoken: Vec<&str> = profile.languages.split(' ').collect();
    let language = |code: &str| Choice {
        value: code.to_owned(),
        label: visit.tr.t(&format!("profile-lang-{code}")),
        chosen: ticked("language", code, spoken.contains(&code)),
    };
    let causes = territory.themes.iter().filter(|t| !t.retired).map(|t| Choice {
        value: t.slug.clone(),
        label: t.name(visit.locale).to_owned(),
        chosen: ticked("cause", &t.slug, chosen.contains(&t.id)),
    });
    let mut links = input.map_or_else(
        || profile.links(),
        |i| i.every("link").map(str::to_owned).collect(),
    );
    links.resize(LINKS, String::new());
    let template = Edit {
        faults,
        elsewhere,
        apart: input.map_or(apart, |i| i.has("apart")),
        called: typed("name", &profile.name),
        bio: typed("bio", &profile.bio),
        zones: territories::zones(visit, &zone),
        languages: LANGUAGES.iter().map(|code| language(code)).collect(),
        causes: causes.collect(),
        links,
        circles,
        listed: input.map_or(profile.listed, |i| i.has("listed")),
        hints: hints(&profile, skills, chosen.len()),
        slug: person.slug,
        p: &visit.page(visit.tr.t("profile-title")).at("me").private(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form.
pub async fn form(mut visit: Visit) -> Answer {
    draw(&mut visit, None, &Faults::new()).await
}

/// The addresses of the web that were typed: each one whole, of the web, without a password in it.
fn links(visit: &Visit, input: &Input, faults: &mut Faults) -> Vec<String> {
    let mut kept = Vec::new();
    for typed in input.every("link").take(LINKS) {
        let typed = text::clean_line(typed);
        if typed.is_empty() {
            continue;
        }
        let whole = if typed.contains("://") {
            typed
        } else {
            format!("https://{typed}")
        };
        let fine = url::Url::parse(&whole).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.username().is_empty()
                && url.password().is_none()
                && url.host_str().is_some_and(|host| host.contains('.'))
        });
        match fine {
            Some(url) if url.as_str().len() <= limits::URL => kept.push(url.to_string()),
            _ => faults.add("link", visit.tr.t("profile-link-wrong")),
        }
    }
    kept
}

/// Takes the form.
pub async fn save(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/profile").await;
    }
    let person = visit.person()?.clone();
    let territory = visit.territory.clone();
    let mut faults = Faults::new();
    let (name, bio) = (input.line("name"), input.text("bio"));
    let fixed = person.name == name;
    if let Some(key) = accounts::name_fault(&territory, &name).filter(|_| !fixed) {
        faults.add("name", visit.tr.t(key));
    }
    faults.unless(text::graphemes(&bio) <= limits::BIO, "bio", || {
        let most = i64::try_from(limits::BIO).unwrap_or(1000);
        visit.tr.n("profile-bio-long", most)
    });
    let chosen: Vec<_> = territory
        .themes
        .iter()
        .filter(|t| !t.retired && input.every("cause").any(|slug| slug == t.slug))
        .map(|t| t.id)
        .collect();
    faults.unless(chosen.len() <= CAUSES, "cause", || {
        visit
            .tr
            .n("profile-causes-many", i64::try_from(CAUSES).unwrap_or(5))
    });
    let links = links(&visit, &input, &mut faults);
    if !faults.is_empty() {
        return draw(&mut visit, Some(&input), &faults).await;
    }
    let spoken = LANGUAGES
        .into_iter()
        .filter(|code| input.every("language").any(|l| l == *code));
    let spoken: Vec<&str> = spoken.collect();
    let mut tx = visit.begin().await?;
    let mut profile = hold(&mut tx, territory.id, person.id).await?;
    let mut circles = profile.circles();
    overlay(&mut circles, &input);
    profile.set_circles(circles);
    profile.languages = spoken.join(" ");
    profile.links = serde_json::to_string(&links).map_err(|_| Problem::Broken)?;
    profile.listed = input.has("listed");
    let public = accounts::Public {
        name: &name,
        bio: &bio,
        zone: territory.zone_named(input.raw("zone")).map(|z| z.id),
    };
    accounts::set_public(&mut tx, territory.id, person.id, &public, visit.now).await?;
    rows::save(&mut tx, territory.id, person.id, &profile, visit.now).await?;
    rows::set_causes(&mut tx, territory.id, person.id, &chosen).await?;
    relist(&mut tx, territory.id, person.id, visit.now).await?;
    if input.has("kin") {
        kin::set_apart(&mut tx, territory.id, person.id, input.has("apart")).await?;
    }
    spread(&visit, &mut tx).await?;
    visit.commit(tx).await?;
    visit.tell("profile-saved", "");
    Ok(visit.redirect("/me/profile"))
}
