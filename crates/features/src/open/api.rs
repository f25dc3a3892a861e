//! The API: what anybody may read, for programs. Lists turn their pages by cursor; what is asked wrongly is
//! refused with the reason rather than answered with something else.

use axum::extract::Path;
use terreau_kernel::{
    id::{self, Id},
    time::Micros,
};
use terreau_kit::{
    Problem,
    paging::{self, Paged},
    problem::Answer,
};

use super::{
    fill,
    guest::{self, Guest, LICENCE_NAME, Trouble, answer, next, paged, size, value},
    rows,
    shape::{Comment, Comments, Idea, Ideas, Names, Place, Stats, Theme, Themes, WholeIdea, Zone},
};
use crate::ideas::{self, Filter, IdeaState, Order, list};

type Asked = [(String, String)];

/// The filter of an address: as for pages, but a word nobody knows is refused.
pub fn filter(guest: &Guest, asked: &Asked) -> Result<Filter, Problem> {
    let place = &guest.0.territory;
    let theme = match value(asked, "theme") {
        "" => None,
        slug => Some(
            place
                .theme_named(slug)
                .ok_or(Problem::Invalid("open-invalid-theme"))?
                .id,
        ),
    };
    let zone = match value(asked, "zone") {
        "" => None,
        slug => Some(
            place
                .zone_named(slug)
                .ok_or(Problem::Invalid("open-invalid-zone"))?
                .id,
        ),
    };
    let order = match value(asked, "sort") {
        "" => Order::Newest,
        sort => Order::ALL
            .into_iter()
            .find(|o| o.code() == sort)
            .ok_or(Problem::Invalid("open-invalid-sort"))?,
    };
    let state = match value(asked, "state") {
        "" | "published" => IdeaState::Published,
        "archived" => IdeaState::Archived,
        "project" => IdeaState::Project,
        _ => return Err(Problem::Invalid("open-invalid-state")),
    };
    Ok(Filter {
        order,
        theme,
        zone,
        state,
        author: None,
    })
}

/// An id as programs write it: whole or short.
fn written_id(text: &str) -> Option<Id> {
    Id::parse_str(text).ok().or_else(|| id::parse_short(text))
}

async fn author(guest: &mut Guest, asked: &Asked) -> Result<Option<Id>, Problem> {
    let text = value(asked, "author");
    if text.is_empty() {
        return Ok(None);
    }
    let territory = guest.0.territory.id;
    let db = guest.0.db.get().await?;
    let found = match written_id(text) {
        Some(id) => rows::still(db, territory, id).await?,
        None => rows::person(db, territory, text).await?,
    };
    found.map(Some).ok_or(Problem::Invalid("open-invalid-author"))
}

/// The public ideas, a page at a time.
#[utoipa::path(get, path = "/api/v1/ideas", tag = "ideas", operation_id = "listIdeas",
    params(
        ("sort" = Option<String>, Query, description = "`newest` (default), `backed`, `discussed` or `growing`"),
        ("theme" = Option<String>, Query, description = "The slug of a theme"),
        ("zone" = Option<String>, Query, description = "The slug of a quarter"),
        ("state" = Option<String>, Query, description = "`published` (default), `archived` or `project`"),
        ("author" = Option<String>, Query, description = "The slug or the id of a person"),
        ("limit" = Option<u32>, Query, description = "Ideas on a page: 1 to 200, 50 by default"),
        ("after" = Option<String>, Query, description = "The cursor of the page before: follow `next`"),
    ),
    responses(
        (status = 200, description = "A page of ideas", body = Ideas),
        (status = 422, description = "A parameter nobody knows", body = Trouble,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many questions; see Retry-After", body = Trouble,
            content_type = "application/problem+json"),
    ))]
pub async fn ideas(mut guest: Guest) -> Answer {
    let asked = guest.asked();
    let size = size(&asked)?;
    let mut filter = filter(&guest, &asked)?;
    filter.author = author(&mut guest, &asked).await?;
    let after = Some(value(&asked, "after")).filter(|a| !a.is_empty());
    if after.is_some_and(|a| !position_fits(filter.order, a)) {
        return Err(Problem::Invalid("open-invalid-after"));
    }
    let here = (guest.0.territory.id, guest.0.eyes());
    let page = list::page(guest.0.db.get().await?, here, filter, after, size).await?;
    let next = page
        .next
        .as_deref()
        .map(|c| next(&guest, "/api/v1/ideas", &asked, c));
    let items = page.rows.into_iter().map(|row| Idea::new(&guest, row)).collect();
    let body = Ideas { items, next };
    paged(&guest, &body, body.next.as_deref())
}

fn position_fits(order: Order, cursor: &str) -> bool {
    match order {
        Order::Growing => paging::position::<(f64, Id)>(cursor).is_some(),
        _ => paging::position::<(i64, Id)>(cursor).is_some(),
    }
}

/// The idea of an id, whole or short, or of a slug.
async fn found(guest: &mut Guest, name: &str) -> Result<ideas::Full, Problem> {
    if let Ok(id) = Id::parse_str(name) {
        return ideas::visible_by_id(&mut guest.0, id).await;
    }
    match (ideas::visible(&mut guest.0, name).await, id::parse_short(name)) {
        (Err(Problem::NotFound), Some(id)) => ideas::visible_by_id(&mut guest.0, id).await,
        (found, _) => found,
    }
}

/// One idea, whole.
#[utoipa::path(get, path = "/api/v1/ideas/{id}", tag = "ideas", operation_id = "readIdea",
    params(("id" = String, Path, description = "Its id, its short id, or its slug (also a former one)")),
    responses(
        (status = 200, description = "The idea", body = WholeIdea),
        (status = 404, description = "None that anybody may see", body = Trouble,
            content_type = "application/problem+json"),
        (status = 410, description = "It was taken out", body = Trouble, content_type = "application/problem+json"),
    ))]
pub async fn idea(mut guest: Guest, Path(name): Path<String>) -> Answer {
    let idea = found(&mut guest, &name).await?;
    let pictures = ideas::pictures(&mut guest.0, &idea).await?;
    let canonical = guest.absolute(&idea.url());
    let body = WholeIdea::new(&guest, idea, pictures);
    let mut response = answer(&guest, &body)?;
    guest::link(&mut response, &canonical, "canonical");
    Ok(response)
}

/// The discussion of an idea, oldest first; threads are flat, with parent and depth.
#[utoipa::path(get, path = "/api/v1/ideas/{id}/comments", tag = "ideas", operation_id = "listComments",
    params(
        ("id" = String, Path, description = "The idea: its id, its short id, or its slug"),
        ("limit" = Option<u32>, Query, description = "Comments on a page: 1 to 200, 50 by default"),
        ("after" = Option<String>, Query, description = "The cursor of the page before: follow `next`"),
    ),
    responses(
        (status = 200, description = "A page of comments", body = Comments),
        (status = 404, description = "No idea that anybody may see", body = Trouble,
            content_type = "application/problem+json"),
        (status = 410, description = "The idea was taken out", body = Trouble,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter nobody knows", body = Trouble,
            content_type = "application/problem+json"),
    ))]
pub async fn comments(mut guest: Guest, Path(name): Path<String>) -> Answer {
    let asked = guest.asked();
    let size = size(&asked)?;
    let after: Option<(Micros, Id)> = match value(&asked, "after") {
        "" => None,
        cursor => Some(paging::position(cursor).ok_or(Problem::Invalid("open-invalid-after"))?),
    };
    let idea = found(&mut guest, &name).await?;
    let here = (guest.0.territory.id, guest.0.eyes());
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = rows::discussion(guest.0.db.get().await?, here, idea.id, after, limit).await?;
    let page = Paged::cut(rows, size, |row| (row.created_at, row.id));
    let path = format!("/api/v1/ideas/{}/comments", id::short(idea.id));
    let next = page.next.as_deref().map(|c| next(&guest, &path, &asked, c));
    let items = page
        .rows
        .into_iter()
        .map(|row| Comment::new(&guest, row))
        .collect();
    let body = Comments { items, next };
    paged(&guest, &body, body.next.as_deref())
}

/// Every theme, with the number of public ideas in it.
#[utoipa::path(get, path = "/api/v1/themes", tag = "territory", operation_id = "listThemes",
    responses((status = 200, description = "The themes", body = Themes)))]
pub async fn themes(mut guest: Guest) -> Answer {
    let territory = guest.0.territory.clone();
    let counts = rows::themes(guest.0.db.get().await?, territory.id).await?;
    let names = |fr: &str, en: &str| Names {
        fr: fr.to_owned(),
        en: if en.is_empty() { fr } else { en }.to_owned(),
    };
    let one = |t: &terreau_kit::territory::Theme| Theme {
        id: t.id,
        slug: t.slug.clone(),
        name: names(&t.name_fr, &t.name_en),
        line: names(&t.line_fr, &t.line_en),
        ideas: counts.iter().find(|(id, _)| *id == t.id).map_or(0, |(_, n)| *n),
        retired: t.retired,
    };
    let items = territory.themes.iter().map(one).collect();
    answer(&guest, &Themes { items })
}

/// The territory: its name, its outline, its quarters.
#[utoipa::path(get, path = "/api/v1/territory", tag = "territory", operation_id = "readTerritory",
    responses((status = 200, description = "The territory", body = Place)))]
pub async fn territory(guest: Guest) -> Answer {
    let t = guest.0.territory.clone();
    let zone = |z: &terreau_kit::territory::Zone| Zone {
        slug: z.slug.clone(),
        name: z.name.clone(),
        centre: z.centre.and_then(|(lat, lon)| fill::point(Some(lat), Some(lon))),
        retired: z.retired,
    };
    let body = Place {
        id: t.id,
        slug: t.slug.clone(),
        name: t.name.clone(),
        site: t.settings.site_name.clone(),
        insee: t.insee.clone(),
        population: t.population,
        centre: t.centre.and_then(|(lat, lon)| fill::point(Some(lat), Some(lon))),
        outline: t
            .outline
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok()),
        zones: t.zones.iter().map(zone).collect(),
        sides: t.settings.sides,
        lang: t.settings.default_locale.clone(),
        time_zone: t.settings.time_zone.clone(),
        licence: LICENCE_NAME.to_owned(),
        url: guest.absolute("/"),
    };
    answer(&guest, &body)
}

/// Totals of what everybody may see.
#[utoipa::path(get, path = "/api/v1/stats", tag = "territory", operation_id = "readStats",
    responses((status = 200, description = "The totals", body = Stats)))]
pub async fn stats(mut guest: Guest) -> Answer {
    let territory = guest.0.territory.id;
    let stats = rows::stats(guest.0.db.get().await?, territory).await?;
    answer(&guest, &stats)
}
