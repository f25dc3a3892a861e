//! The first page: what fits the answers. A few ideas to read and back, people who share a cause, organisations of the
//! quarter, and the word of who invited.

use std::collections::HashSet;

use askama::Template;
use terreau_kernel::id::Id;
use terreau_kit::{Page, Problem, Visit, problem::Answer};

use super::rows::{self, Greeting};
use crate::{
    directory,
    follows::{self, Kind},
    ideas::{
        Card, Filter, Order,
        list::{self, Row},
    },
    organisations::{self, Listed},
    profile::{self, Begun},
};

/// Ideas shown.
const IDEAS: usize = 3;
/// People, and organisations, shown.
const NEAR: usize = 3;
/// Causes looked at: each asks for one page of ideas and one of people.
const CAUSES: usize = 3;

/// Somebody who shares a cause.
struct Neighbour {
    id: Id,
    slug: String,
    name: String,
    zone: String,
    cause: String,
    followed: bool,
}

#[derive(Template)]
#[template(path = "welcome/first.html")]
struct First<'a> {
    p: &'a Page,
    greeting: Option<Greeting>,
    /// The ideas are of their themes or their quarter, not of everywhere.
    fits: bool,
    cards: Vec<Card>,
    people: Vec<Neighbour>,
    bodies: Vec<Listed>,
    zone: String,
}

/// Ideas one after the other from each list, none twice, none of their own.
fn mixed(lists: Vec<Vec<Row>>, but: Id) -> Vec<Row> {
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    let (mut seen, mut mixed) = (HashSet::new(), Vec::new());
    loop {
        let round: Vec<Row> = lists.iter_mut().filter_map(Iterator::next).collect();
        if round.is_empty() || mixed.len() >= IDEAS {
            mixed.truncate(IDEAS);
            return mixed;
        }
        let fresh = round
            .into_iter()
            .filter(|row| row.author_id != but && seen.insert(row.id));
        mixed.extend(fresh);
    }
}

/// Ideas of their causes and their quarter that grow; of everywhere when there are none.
async fn ideas(visit: &mut Visit, begun: &Begun) -> Result<(bool, Vec<Card>), Problem> {
    let (here, person) = ((visit.territory.id, visit.eyes()), visit.person()?.id);
    let grows = Filter {
        order: Order::Growing,
        ..Filter::default()
    };
    let of_causes = begun.causes.iter().take(CAUSES).map(|theme| Filter {
        theme: Some(*theme),
        ..grows
    });
    let of_zone = begun.zone.map(|zone| Filter {
        zone: Some(zone),
        ..grows
    });
    let mut lists = Vec::new();
    for filter in of_causes.chain(of_zone) {
        let page = list::page(visit.db.get().await?, here, filter, None, 2 * IDEAS).await?;
        lists.push(page.rows);
    }
    let mut rows = mixed(lists, person);
    let fits = !rows.is_empty();
    if !fits {
        let page = list::page(visit.db.get().await?, here, grows, None, 2 * IDEAS).await?;
        rows = mixed(vec![page.rows], person);
    }
    Ok((fits, rows.into_iter().map(|row| Card::new(visit, row)).collect()))
}

/// People of the directory who share a cause, those of the same quarter first.
async fn people(visit: &mut Visit, begun: &Begun) -> Result<Vec<Neighbour>, Problem> {
    let (territory, me, now) = (visit.territory.clone(), visit.person()?.id, visit.now);
    let level = visit.eyes().level;
    let (mut seen, mut found) = (HashSet::from([me]), Vec::new());
    for cause in begun.causes.iter().take(CAUSES) {
        let asked = directory::Asked {
            cause: Some(*cause),
            viewer: Some(me),
            ..directory::Asked::default()
        };
        let page = directory::page(visit.db.get().await?, (territory.id, level), &asked, None, now).await?;
        let cause = territory.theme(*cause).map_or("", |t| t.name(visit.locale));
        for row in page.rows.into_iter().filter(|row| seen.insert(row.id)) {
            let zone = row.zone_id.and_then(|id| territory.zone(id));
            let near = row.zone_id.is_some() && row.zone_id == begun.zone;
            let one = Neighbour {
                id: row.id,
                slug: row.slug,
                name: row.name,
                zone: zone.map_or_else(String::new, |z| z.name.clone()),
                cause: cause.to_owned(),
                followed: false,
            };
            found.push((!near, one));
        }
    }
    found.sort_by_key(|one| one.0);
    let mut people: Vec<_> = found.into_iter().take(NEAR).map(|one| one.1).collect();
    let last = (i64::MAX, Id::max());
    let followed =
        follows::of_person(visit.db.get().await?, (territory.id, me), Kind::Person, last, 50).await?;
    for one in &mut people {
        one.followed = followed.iter().any(|f| f.object_id == one.id);
    }
    Ok(people)
}

/// The page.
pub async fn show(mut visit: Visit) -> Answer {
    let (territory, person) = (visit.territory.clone(), visit.person()?.id);
    let begun = profile::begun(&mut visit).await?;
    let greeting = rows::greeting(visit.db.get().await?, territory.id, person).await?;
    let (fits, cards) = ideas(&mut visit, &begun).await?;
    let people = people(&mut visit, &begun).await?;
    let zone = begun.zone.and_then(|id| territory.zone(id));
    let bodies = match zone {
        None => Vec::new(),
        Some(zone) => {
            let most = i64::try_from(NEAR).unwrap_or(3);
            organisations::of_zone(visit.db.get().await?, territory.id, zone.id, most).await?
        }
    };
    let mut p = visit.page(visit.tr.t("welcome-done-title")).private();
    p.section = visit.tr.t("welcome-title");
    p.scripts = vec!["js/support.js"];
    visit.show(&First {
        zone: zone.map_or_else(String::new, |z| z.name.clone()),
        p: &p,
        greeting,
        fits,
        cards,
        people,
        bodies,
    })
}
