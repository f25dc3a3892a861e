//! The second step: themes and quarters, which become causes and follows.

use std::collections::HashSet;

use askama::Template;
use axum::response::Response;
use terreau_kernel::id::Id;
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use super::steps::Step;
use crate::{
    follows::{self, Bond, Kind},
    profile,
    territories::{self, Choice},
};

/// Themes, and quarters, one may choose: as many as a profile names causes.
const MOST: usize = 5;
/// Things somebody follows already that are looked at.
const KNOWN: i64 = 200;

#[derive(Template)]
#[template(path = "welcome/cares.html")]
struct Cares<'a> {
    p: &'a Page,
    step: Step,
    faults: &'a Faults,
    themes: Vec<Choice>,
    zones: Vec<Choice>,
    most: String,
}

/// What the viewer follows of one kind.
async fn followed(visit: &mut Visit, kind: Kind) -> Result<HashSet<Id>, Problem> {
    let me = (visit.territory.id, visit.person()?.id);
    let last = (i64::MAX, Id::max());
    let found = follows::of_person(visit.db.get().await?, me, kind, last, KNOWN).await?;
    Ok(found.into_iter().map(|one| one.object_id).collect())
}

/// The form.
pub async fn draw(visit: &mut Visit, input: Option<&Input>, faults: &Faults) -> Answer {
    let begun = profile::begun(visit).await?;
    let mut theme_ids = followed(visit, Kind::Theme).await?;
    theme_ids.extend(&begun.causes);
    let mut zone_ids = followed(visit, Kind::Zone).await?;
    if zone_ids.is_empty() {
        zone_ids.extend(begun.zone);
    }
    let territory = visit.territory.clone();
    let ticked = |field: &str, slug: &str, kept: bool| {
        input.map_or(kept, |i| i.every(field).any(|value| value == slug))
    };
    let mut themes = territories::themes(visit, "");
    for choice in &mut themes {
        let id = territory.theme_named(&choice.value).map(|t| t.id);
        choice.chosen = ticked(
            "theme",
            &choice.value,
            id.is_some_and(|id| theme_ids.contains(&id)),
        );
    }
    let mut zones = territories::zones(visit, "");
    for choice in &mut zones {
        let id = territory.zone_named(&choice.value).map(|z| z.id);
        choice.chosen = ticked("zone", &choice.value, id.is_some_and(|id| zone_ids.contains(&id)));
    }
    let template = Cares {
        p: &Step::Cares.page(visit),
        step: Step::Cares,
        faults,
        themes,
        zones,
        most: MOST.to_string(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// Takes the form; gives it again where it cannot be.
pub async fn take(visit: &mut Visit, input: &Input) -> Result<Option<Response>, Problem> {
    let territory = visit.territory.clone();
    let offered = territory.themes.iter().filter(|t| !t.retired);
    let (themes, no_themes): (Vec<Id>, Vec<Id>) =
        parted(offered.map(|t| (t.id, t.slug.as_str())), input, "theme");
    let offered = territory.zones.iter().filter(|z| !z.retired);
    let (zones, no_zones): (Vec<Id>, Vec<Id>) =
        parted(offered.map(|z| (z.id, z.slug.as_str())), input, "zone");
    let mut faults = Faults::new();
    for (field, chosen) in [("theme", &themes), ("zone", &zones)] {
        faults.unless(chosen.len() <= MOST, field, || {
            visit.tr.n(
                &format!("welcome-cares-many-{field}"),
                i64::try_from(MOST).unwrap_or(5),
            )
        });
    }
    if !faults.is_empty() {
        return draw(visit, Some(input), &faults).await.map(Some);
    }
    let known = [
        followed(visit, Kind::Theme).await?,
        followed(visit, Kind::Zone).await?,
    ];
    let person = visit.person()?.id;
    let bond = |object: Id| Bond {
        territory: territory.id,
        object,
        person,
    };
    let now = visit.now;
    let mut tx = visit.begin().await?;
    profile::care_for(visit, &mut tx, &themes).await?;
    let kinds = [(Kind::Theme, themes, no_themes), (Kind::Zone, zones, no_zones)];
    for ((kind, chosen, left), known) in kinds.into_iter().zip(known) {
        for id in chosen.into_iter().filter(|id| !known.contains(id)) {
            follows::follow(&mut tx, bond(id), kind, now).await?;
        }
        for id in left.into_iter().filter(|id| known.contains(id)) {
            follows::unfollow(&mut tx, bond(id)).await?;
        }
    }
    visit.commit(tx).await?;
    Ok(None)
}

/// What is ticked of what is offered, and what is not.
fn parted<'a>(
    offered: impl Iterator<Item = (Id, &'a str)>,
    input: &Input,
    field: &str,
) -> (Vec<Id>, Vec<Id>) {
    let ticked: HashSet<&str> = input.every(field).collect();
    let (chosen, left): (Vec<_>, Vec<_>) = offered.partition(|(_, slug)| ticked.contains(slug));
    let ids = |all: Vec<(Id, &str)>| all.into_iter().map(|one| one.0).collect();
    (ids(chosen), ids(left))
}
