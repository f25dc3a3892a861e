//! The questions programs may put.

use std::collections::HashMap;

use terreau_kernel::id::Id;
use terreau_kit::{Problem, paging, paging::Paged, problem::Answer};

use super::{ALL, FIRST, Organisation, Organisations, People, Person, Skill, Skills, rows};
use crate::{
    directory,
    guests::{Guest, Trouble, answer, next, paged, size, value},
    organisations::Kind,
};

/// What the address asks of the directory.
pub fn wanted(guest: &Guest, asked: &[(String, String)]) -> Result<directory::Asked, Problem> {
    let place = &guest.0.territory;
    let skill = match value(asked, "skill") {
        "" => None,
        slug => Some(
            place
                .skill_named(slug)
                .ok_or(Problem::Invalid("open-invalid-skill"))?
                .id,
        ),
    };
    let cause = match value(asked, "cause") {
        "" => None,
        slug => Some(
            place
                .theme_named(slug)
                .ok_or(Problem::Invalid("open-invalid-theme"))?
                .id,
        ),
    };
    let zones = match value(asked, "zone") {
        "" => Vec::new(),
        slug => vec![(
            place
                .zone_named(slug)
                .ok_or(Problem::Invalid("open-invalid-zone"))?
                .id,
            0,
        )],
    };
    Ok(directory::Asked {
        skill,
        cause,
        zones,
        ..directory::Asked::default()
    })
}

/// Somebody of the directory, as everybody may read them.
pub async fn people_of(guest: &mut Guest, found: Vec<directory::Row>) -> Result<Vec<Person>, Problem> {
    let territory = guest.0.territory.clone();
    let ids: Vec<Id> = found.iter().map(|row| row.id).collect();
    let mut keys: HashMap<Id, Vec<Id>> = HashMap::new();
    for key in directory::keys_of(guest.0.db.get().await?, territory.id, ALL, &ids).await? {
        keys.entry(key.person_id).or_default().push(key.key_id);
    }
    let one = |row: directory::Row| {
        let own = keys.remove(&row.id).unwrap_or_default();
        let skills = own.iter().filter_map(|id| territory.skill(*id));
        let causes = own.iter().filter_map(|id| territory.theme(*id));
        Person {
            id: row.id,
            url: guest.absolute(&format!("/people/{}", row.slug)),
            zone: row
                .zone_id
                .and_then(|id| territory.zone(id))
                .map(|z| z.slug.clone()),
            skills: skills.map(|s| s.slug.clone()).collect(),
            causes: causes.map(|t| t.slug.clone()).collect(),
            name: row.name,
        }
    };
    Ok(found.into_iter().map(one).collect())
}

/// People who wish to be found, a page at a time.
#[utoipa::path(get, path = "/api/v1/people", tag = "network", operation_id = "listPeople",
    params(
        ("skill" = Option<String>, Query, description = "The slug of a skill: the best first"),
        ("cause" = Option<String>, Query, description = "The slug of a theme they care about"),
        ("zone" = Option<String>, Query, description = "The slug of the quarter they live in"),
        ("after" = Option<String>, Query, description = "The cursor of the page before: follow `next`"),
    ),
    responses(
        (status = 200, description = "A page of people", body = People),
        (status = 422, description = "A parameter nobody knows", body = Trouble,
            content_type = "application/problem+json"),
    ))]
pub async fn people(mut guest: Guest) -> Answer {
    let asked = guest.asked();
    let wanted = wanted(&guest, &asked)?;
    let after = Some(value(&asked, "after")).filter(|a| !a.is_empty());
    if after.is_some_and(|a| paging::position::<(i64, i64, Id)>(a).is_none()) {
        return Err(Problem::Invalid("open-invalid-after"));
    }
    let (territory, now) = (guest.0.territory.id, guest.0.now);
    let page = directory::page(guest.0.db.get().await?, (territory, ALL), &wanted, after, now).await?;
    let next = page
        .next
        .as_deref()
        .map(|c| next(&guest, "/api/v1/people", &asked, c));
    let items = people_of(&mut guest, page.rows).await?;
    let body = People { items, next };
    paged(&guest, &body, body.next.as_deref())
}

impl Organisation {
    /// A row of a list.
    pub fn new(guest: &Guest, row: rows::Row) -> Self {
        Self {
            id: row.id,
            url: guest.absolute(&format!("/organisations/{}", row.slug)),
            name: row.name,
            kind: row.kind,
            line: row.line,
            siret: row.siret,
            rna: row.rna,
            address: row.address,
            lat: row.lat,
            lon: row.lon,
            website: row.website,
            ideas: row.ideas,
            comments: row.comments,
        }
    }
}

/// Verified organisations by name, a page at a time.
#[utoipa::path(get, path = "/api/v1/organisations", tag = "network", operation_id = "listOrganisations",
    params(
        ("kind" = Option<String>, Query, description = "A kind of organisation, such as `association`"),
        ("limit" = Option<u32>, Query, description = "Organisations on a page: 1 to 200, 50 by default"),
        ("after" = Option<String>, Query, description = "The cursor of the page before: follow `next`"),
    ),
    responses(
        (status = 200, description = "A page of organisations", body = Organisations),
        (status = 422, description = "A parameter nobody knows", body = Trouble,
            content_type = "application/problem+json"),
    ))]
pub async fn organisations(mut guest: Guest) -> Answer {
    let asked = guest.asked();
    let (size, kind) = (size(&asked)?, value(&asked, "kind"));
    if !kind.is_empty() && Kind::from_code(kind).is_none() {
        return Err(Problem::Invalid("open-invalid-kind"));
    }
    let after = match value(&asked, "after") {
        "" => (FIRST.0.to_owned(), FIRST.1),
        cursor => paging::position(cursor).ok_or(Problem::Invalid("open-invalid-after"))?,
    };
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let territory = guest.0.territory.id;
    let from = (after.0.as_str(), after.1);
    let found = rows::listed(guest.0.db.get().await?, territory, kind, from, limit).await?;
    let page = Paged::cut(found, size, |row| (row.name_key.clone(), row.id));
    let next = page.next.as_deref();
    let next = next.map(|c| next_of(&guest, &asked, c));
    let items = page
        .rows
        .into_iter()
        .map(|row| Organisation::new(&guest, row))
        .collect();
    let body = Organisations { items, next };
    paged(&guest, &body, body.next.as_deref())
}

fn next_of(guest: &Guest, asked: &[(String, String)], cursor: &str) -> String {
    next(guest, "/api/v1/organisations", asked, cursor)
}

/// The skills that are offered.
pub fn vocabulary(guest: &Guest) -> Vec<Skill> {
    let offered = guest.0.territory.skills.iter().filter(|s| s.offered);
    let one = |s: &terreau_kit::territory::Skill| Skill {
        id: s.id,
        slug: s.slug.clone(),
        domain: s.domain.clone(),
        name_fr: s.name_fr.clone(),
        name_en: s.name_en.clone(),
        url: guest.absolute(&format!("/people?skill={}", s.slug)),
    };
    offered.map(one).collect()
}

/// The vocabulary of skills.
#[utoipa::path(get, path = "/api/v1/skills", tag = "network", operation_id = "listSkills",
    responses((status = 200, description = "The skills", body = Skills)))]
pub async fn skills(guest: Guest) -> Answer {
    let items = vocabulary(&guest);
    answer(&guest, &Skills { items })
}
