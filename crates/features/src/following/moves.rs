//! Follow and stop, each by its form.

use axum::extract::Path;
use terreau_kernel::{id::Id, limits, text};
use terreau_kit::{Input, Problem, Visit, limits::Act, problem::Answer};

use crate::{
    follows::{self, Bond, Kind, Search},
    organisations, people,
};

/// What a name leads to: its id, and its page.
async fn named(visit: &mut Visit, kind: Kind, slug: &str) -> Result<(Id, String), Problem> {
    match kind {
        Kind::Person => {
            let person = people::public(visit, slug).await?;
            Ok((person.id, format!("/people/{slug}")))
        }
        Kind::Body => {
            let body = organisations::visible(visit, slug).await?;
            Ok((body.id, body.url()))
        }
        Kind::Theme => {
            let theme = visit.territory.theme_named(slug).ok_or(Problem::NotFound)?;
            Ok((theme.id, format!("/ideas?theme={slug}")))
        }
        Kind::Zone => {
            let zone = visit.territory.zone_named(slug).ok_or(Problem::NotFound)?;
            Ok((zone.id, format!("/ideas?zone={slug}")))
        }
        Kind::Search | Kind::Idea => Err(Problem::NotFound),
    }
}

/// Follows, or stops, and goes back to where the form stood.
pub async fn change(
    mut visit: Visit,
    (kind, on): (Kind, bool),
    Path(slug): Path<String>,
    input: Input,
) -> Answer {
    let person = visit.person()?.id;
    visit.count(Act::Gesture)?;
    let (object, page) = named(&mut visit, kind, &slug).await?;
    let bond = Bond {
        territory: visit.territory.id,
        object,
        person,
    };
    if object != person {
        let now = visit.now;
        let mut tx = visit.begin().await?;
        if on {
            follows::follow(&mut tx, bond, kind, now).await?;
        } else {
            follows::unfollow(&mut tx, bond).await?;
        }
        visit.commit(tx).await?;
    }
    let next = input.raw("next");
    Ok(visit.redirect(if next.is_empty() { &page } else { next }))
}

/// Who signed in on the way comes back to the page.
pub async fn back(mut visit: Visit, kind: Kind, Path(slug): Path<String>) -> Answer {
    let (_, page) = named(&mut visit, kind, &slug).await?;
    Ok(visit.redirect(&page))
}

/// Who signed in before a search was kept finds the searches again.
pub async fn to_search(visit: Visit) -> Answer {
    Ok(visit.redirect("/search"))
}

/// Keeps the search of a form, and follows it.
pub async fn search(mut visit: Visit, input: Input) -> Answer {
    let person = visit.person()?.id;
    visit.count(Act::Gesture)?;
    let place = &visit.territory;
    let search = Search {
        words: text::ellipsis(&input.line("q"), limits::QUERY),
        theme: place.theme_named(input.raw("theme")).map(|t| t.id),
        zone: place.zone_named(input.raw("zone")).map(|z| z.id),
    };
    if search == Search::default() {
        return Err(Problem::Invalid("following-search-empty"));
    }
    let bond = Bond {
        territory: place.id,
        object: visit.app.ids.next(),
        person,
    };
    let now = visit.now;
    let mut tx = visit.begin().await?;
    if !follows::keep_search(&mut tx, bond, &search, now).await? {
        return Err(Problem::Refused("following-search-many"));
    }
    visit.commit(tx).await?;
    visit.tell("following-search-kept", "");
    Ok(visit.redirect("/me/follows#search"))
}
