//! Finding a place by its address, where the operator named a geocoder: the field of a form, with its choices for a
//! browser without scripts and its suggestions for one with. A place can always be named by hand: a service that is
//! slow, tired or wrong costs a sentence, never what was typed.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::Query,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
    routing::get,
};
use serde::Deserialize;
use serde_json::{Value, json};
use terreau_kernel::{
    geo::Point,
    limits,
    text::{clean_line, ellipsis},
};
use terreau_kit::{
    App, Input, Problem, Visit,
    geocoder::{Place, Question, Trouble},
    limits::Act,
    outgoing::Fault,
    problem::Answer,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/places/search", get(search))
}

/// The field of a form that finds a place.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// The host that is asked: who types should know it.
    pub host: String,
    /// What was typed.
    pub typed: String,
    /// The places found for it.
    pub found: Vec<Found>,
    /// What came of looking; empty before.
    pub said: String,
    asked: bool,
}

/// A place to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The whole address.
    pub label: String,
    /// As a field of an idea holds it.
    pub name: String,
    /// Where it is.
    pub point: Point,
}

impl Found {
    /// In the town it is looked for in, a place needs no name of the town.
    fn new(place: &Place, in_town: bool) -> Self {
        let name = if in_town { &place.name } else { &place.label };
        Self {
            label: place.label.clone(),
            name: name.clone(),
            point: place.point,
        }
    }

    /// As a form carries it: `48.77839 2.29077 10 Rue des Écoles`.
    #[must_use]
    pub fn value(&self) -> String {
        format!("{} {} {}", self.point.lat, self.point.lon, self.name)
    }

    fn read(value: &str) -> Option<Self> {
        let mut parts = value.splitn(3, ' ');
        let mut degrees = || parts.next()?.parse().ok();
        let point = Point::new(degrees()?, degrees()?)?;
        let name = ellipsis(&clean_line(parts.next()?), limits::LABEL);
        Some(Self {
            label: name.clone(),
            name,
            point,
        })
    }
}

/// The field as a form first shows it; `None` where no geocoder is configured.
#[must_use]
pub fn field(visit: &Visit) -> Option<Field> {
    let host = visit.app.geocoder.host()?.to_owned();
    Some(Field {
        host,
        ..Field::default()
    })
}

/// The place chosen among those a form showed.
#[must_use]
pub fn chosen(input: &Input) -> Option<Found> {
    Found::read(input.raw("found")).filter(|_| !presses(input))
}

/// The button that looks, rather than one that goes on.
fn presses(input: &Input) -> bool {
    input.raw("go") == "find"
}

/// True where a form asks for places before it goes on.
#[must_use]
pub fn asks(field: &Option<Field>) -> bool {
    field.as_ref().is_some_and(|field| field.asked)
}

/// The field of a form that was sent, in a step that has it. Places are looked for when its button was pressed, and
/// when an address was typed that was not looked for yet: see [`asks`].
pub async fn sent(visit: &mut Visit, input: &Input, here: bool) -> Option<Field> {
    let mut field = field(visit).filter(|_| here)?;
    field.typed = ellipsis(&input.line("address"), limits::QUERY);
    let new = !field.typed.is_empty() && field.typed != input.line("searched") && chosen(input).is_none();
    field.asked = presses(input) || new;
    if !field.asked {
        return Some(field);
    }
    let found = match visit.count(Act::Search) {
        Ok(()) => find(visit, &field.typed).await,
        Err(_) => Err(Trouble::Busy),
    };
    match found {
        Ok(found) if found.is_empty() => field.said = visit.tr.t("places-none"),
        Ok(found) => {
            field.said = visit
                .tr
                .n("places-found", i64::try_from(found.len()).unwrap_or(0));
            field.found = found;
        }
        Err(trouble) => field.said = visit.tr.t(words(&trouble)),
    }
    Some(field)
}

/// Asks about the town, where the territory is one, and otherwise about its surroundings.
async fn find(visit: &mut Visit, words: &str) -> Result<Vec<Found>, Trouble> {
    // The service may take seconds: no connection waits with us.
    visit.db.release();
    let territory = &visit.territory;
    // Five signs name a commune; other codes name larger territories.
    let commune = territory.insee.as_deref().filter(|code| code.len() == 5);
    let question = Question {
        words,
        near: territory.centre.and_then(|(lat, lon)| Point::new(lat, lon)),
        commune,
    };
    let places: Arc<[Place]> = visit.app.geocoder.find(question, visit.now).await?;
    let town = commune.is_some();
    Ok(places.iter().map(|place| Found::new(place, town)).collect())
}

/// What somebody who looks for a place is told.
fn words(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Busy | Trouble::Fault(Fault::TooMany(_)) => "places-busy",
        _ => "places-away",
    }
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

/// Places while one types, each with the fields of the form it fills.
async fn search(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    if visit.app.geocoder.host().is_none() {
        return Err(Problem::NotFound);
    }
    visit.count(Act::Search)?;
    let mut answer = match find(&mut visit, &asked.q).await {
        Ok(found) => Json(found.iter().map(help).collect::<Vec<_>>()).into_response(),
        Err(trouble) => {
            let said = json!({ "said": visit.tr.t(words(&trouble)) });
            (StatusCode::FAILED_DEPENDENCY, Json(said)).into_response()
        }
    };
    // What somebody looks for is kept nowhere on the way.
    let headers = answer.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(visit.dress(answer))
}

fn help(found: &Found) -> Value {
    json!({
        "label": found.label,
        "fill": {
            "searched": found.label,
            "lat": found.point.lat.to_string(),
            "lon": found.point.lon.to_string(),
        },
        "offer": { "place": found.name },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ux_10_a_choice_comes_back_as_it_was_shown_and_nonsense_is_none() {
        let place = Place {
            label: "10 Rue des Écoles 92330 Sceaux".into(),
            name: "10 Rue des Écoles".into(),
            point: Point::new(48.77839, 2.29077).expect("a point"),
        };
        let found = Found::new(&place, true);
        assert_eq!(found.value(), "48.77839 2.29077 10 Rue des Écoles");
        let back = Found::read(&found.value()).expect("a choice");
        assert_eq!((&back.name, back.point), (&place.name, place.point));
        assert_eq!(Found::new(&place, false).name, place.label);
        for nonsense in ["", "x", "1", "1 2", "91 2 Nulle part", "nan 2 Nulle part"] {
            assert_eq!(Found::read(nonsense), None, "{nonsense}");
        }
    }
}
