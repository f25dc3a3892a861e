//! UX-10: the place of an idea by its address, against a service of this machine that answers well, badly or never.

use std::sync::Arc;

use axum::{
    Router,
    extract::{RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use terreau_kernel::time::SECOND;
use terreau_kit::Role;
use tokio::sync::Mutex;

use super::{begin, propose};
use crate::testing::{Browser, Page, Stage, engines};

const SCEAUX: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","geometry":{"type":"Point","coordinates":[2.290771,48.778391]},
     "properties":{"label":"10 Rue des Écoles 92330 Sceaux","name":"10 Rue des Écoles"}},
    {"type":"Feature","geometry":{"type":"Point","coordinates":[2.2955,48.7801]},
     "properties":{"label":"<b>École</b> du Centre 92330 Sceaux","name":"<b>École</b> du Centre"}}]}"#;

#[derive(Debug, Clone)]
enum Mood {
    Says(&'static str),
    Large,
    Never,
    Status(u16),
    Sends(String),
}

/// A service: its mood, and what it was asked.
#[derive(Clone)]
struct Service {
    address: String,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let at = listener.local_addr().expect("an address");
        let service = Self {
            address: format!("http://{at}/search"),
            mood: Arc::new(Mutex::new(Mood::Says(SCEAUX))),
            asked: Arc::default(),
        };
        let routes = Router::new()
            .route("/search", get(answer))
            .with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        service
    }

    async fn becomes(&self, mood: Mood) {
        *self.mood.lock().await = mood;
    }

    async fn asked(&self) -> usize {
        self.asked.lock().await.len()
    }
}

async fn answer(State(service): State<Service>, RawQuery(query): RawQuery) -> Response {
    service.asked.lock().await.push(query.unwrap_or_default());
    let mood = service.mood.lock().await.clone();
    match mood {
        Mood::Says(text) => text.into_response(),
        Mood::Large => format!("{SCEAUX}{}", " ".repeat(300_000)).into_response(),
        Mood::Never => std::future::pending().await,
        Mood::Status(code) => {
            let status = StatusCode::from_u16(code).expect("a status");
            (status, [(header::RETRY_AFTER, "60")]).into_response()
        }
        Mood::Sends(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
    }
}

async fn stage(engine: Option<&str>, service: &Service) -> Stage {
    Stage::set_with(engine, |config| config.geocoder.clone_from(&service.address)).await
}

/// A proposal that has come to the step of the place; its address.
async fn at_the_place(browser: &mut Browser<'_>) -> String {
    let key = begin(browser, "Une rue aux enfants").await;
    let url = format!("/ideas/new/{key}");
    let text = [("step", "2"), ("body", "Un texte."), ("lang", "fr")];
    browser.post(&url, &text).await.is(303);
    url
}

/// Sends the step of the place with a theme, and these fields.
async fn place(browser: &mut Browser<'_>, url: &str, fields: &[(&str, &str)]) -> Page {
    let fields = [&[("step", "3"), ("theme", "mobilite")], fields].concat();
    browser.post(url, &fields).await
}

const FOUND: &str = "48.77839 2.29077 10 Rue des Écoles";

#[tokio::test]
async fn ux_10_without_scripts_a_button_shows_places_to_choose_among() {
    for engine in engines() {
        let service = Service::open().await;
        let stage = stage(engine.as_deref(), &service).await;
        let (_, mut anna) = stage.member("Anna", Role::Member).await;
        let url = at_the_place(&mut anna).await;
        let first = anna.get(&format!("{url}?step=3")).await.is(200);
        first
            .has("data-suggest=\"/places/search\"")
            .has("envoyés à 127.0.0.1");
        assert_eq!(service.asked().await, 0, "nothing is asked before somebody asks");
        let search = [("address", "10 rue des ecoles"), ("go", "find")];
        let page = place(&mut anna, &url, &search).await.is(200);
        page.has(&format!("value=\"{FOUND}\""))
            .has("10 Rue des Écoles 92330 Sceaux")
            .has("value=\"10 rue des ecoles\"")
            .has("2 lieux trouvés")
            .has("value=\"mobilite\" checked")
            .has_not("<b>École");
        let asked = service.asked.lock().await.first().cloned().unwrap_or_default();
        assert!(
            asked.starts_with("q=10+rue+des+ecoles&limit=8&autocomplete=1&lat=48.77"),
            "{asked}"
        );
        assert!(asked.ends_with("&citycode=92071"), "{asked}");
        place(&mut anna, &url, &search).await.is(200).has(FOUND);
        assert_eq!(service.asked().await, 1, "the answer was kept");
        let chosen = [("address", "10 rue des ecoles"), ("found", FOUND)];
        let next = place(&mut anna, &url, &chosen).await.is(303);
        assert_eq!(next.location(), format!("{url}?step=4"));
        let kept = anna.get(&format!("{url}?step=3")).await.is(200);
        kept.has("name=\"place\" value=\"10 Rue des Écoles\"")
            .has("value=\"48.77839\"")
            .has("value=\"2.29077\"");
    }
}

#[tokio::test]
async fn ux_10_going_on_looks_for_an_address_once_and_a_name_typed_by_hand_stays() {
    let service = Service::open().await;
    let stage = stage(None, &service).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let url = at_the_place(&mut anna).await;
    let typed = [("address", "ecole du centre"), ("place", "Devant la halle")];
    place(&mut anna, &url, &typed)
        .await
        .is(200)
        .has("Aucun de ces lieux")
        .has("value=\"Devant la halle\"");
    let again = [&typed[..], &[("searched", "ecole du centre")]].concat();
    assert_eq!(
        place(&mut anna, &url, &again).await.is(303).location(),
        format!("{url}?step=4")
    );
    let back = [&typed[..], &[("go", "back")]].concat();
    assert_eq!(
        place(&mut anna, &url, &back).await.is(303).location(),
        format!("{url}?step=2")
    );
    let chosen = [&typed[..], &[("found", FOUND)]].concat();
    place(&mut anna, &url, &chosen).await.is(303);
    anna.get(&format!("{url}?step=3"))
        .await
        .is(200)
        .has("value=\"Devant la halle\"")
        .has("value=\"48.77839\"");
    assert_eq!(service.asked().await, 1);
}

#[tokio::test]
async fn ux_10_whatever_the_service_does_nothing_typed_is_lost() {
    let service = Service::open().await;
    let other = Service::open().await;
    let stage = stage(None, &service).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let url = at_the_place(&mut anna).await;
    let moods = [
        (Mood::Says("<html>oups</html>"), "ne répond pas"),
        (Mood::Says(r#"{"features":"none"}"#), "ne répond pas"),
        (Mood::Says(r#"{"features":[]}"#), "Aucun lieu trouvé"),
        (Mood::Status(400), "Aucun lieu trouvé"),
        (Mood::Status(429), "très demandée"),
        (Mood::Status(500), "ne répond pas"),
        (Mood::Large, "ne répond pas"),
        (Mood::Sends(other.address.clone()), "ne répond pas"),
        (Mood::Never, "ne répond pas"),
    ];
    for (n, (mood, words)) in moods.into_iter().enumerate() {
        // Past the peace a service in trouble is given.
        stage.clock.advance(400 * SECOND);
        service.becomes(mood.clone()).await;
        let address = format!("rue numéro {n}");
        let fields = [
            ("address", address.as_str()),
            ("place", "Devant la halle"),
            ("lat", "48.7780"),
            ("lon", "2.2890"),
            ("go", "find"),
        ];
        let page = place(&mut anna, &url, &fields).await.is(200);
        page.has(words)
            .has(&format!("value=\"{address}\""))
            .has("value=\"Devant la halle\"")
            .has("value=\"48.7780\"")
            .has("value=\"mobilite\" checked");
        let by_hand = [&fields[..4], &[("searched", address.as_str())]].concat();
        place(&mut anna, &url, &by_hand).await.is(303);
        let status = if words.starts_with("Aucun") { 200 } else { 424 };
        let help = anna
            .get(&format!("/places/search?q=rue%20num%C3%A9ro%20{n}"))
            .await;
        help.is(status);
    }
    assert_eq!(other.asked().await, 0, "nothing was sent elsewhere");
}

#[tokio::test]
async fn ux_10_a_service_that_is_tired_is_left_alone_as_long_as_it_asks() {
    let service = Service::open().await;
    let stage = stage(None, &service).await;
    let mut visitor = stage.browser();
    service.becomes(Mood::Status(429)).await;
    visitor
        .get("/places/search?q=premier")
        .await
        .is(424)
        .has("très demandée");
    service.becomes(Mood::Says(SCEAUX)).await;
    stage.clock.advance(59 * SECOND);
    visitor.get("/places/search?q=second").await.is(424);
    assert_eq!(service.asked().await, 1);
    stage.clock.advance(2 * SECOND);
    visitor.get("/places/search?q=second").await.is(200);
    assert_eq!(service.asked().await, 2);
}

#[tokio::test]
async fn ux_10_suggestions_carry_what_they_fill_and_are_kept_nowhere_on_the_way() {
    let service = Service::open().await;
    let stage = stage(None, &service).await;
    let mut visitor = stage.browser();
    let page = visitor.get("/places/search?q=10%20rue").await.is(200);
    assert_eq!(page.headers[header::CACHE_CONTROL], "private, no-store");
    let first = &page.json()[0];
    assert_eq!(first["label"], "10 Rue des Écoles 92330 Sceaux");
    assert_eq!(first["fill"]["lat"], "48.77839");
    assert_eq!(first["offer"]["place"], "10 Rue des Écoles");
    assert_eq!(visitor.get("/places/search?q=10").await.is(200).text, "[]");
    assert_eq!(service.asked().await, 1, "two letters are no question");
}

#[tokio::test]
async fn ux_10_an_idea_already_online_is_moved_the_same_way() {
    let service = Service::open().await;
    let stage = stage(None, &service).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let slug = propose(&mut anna, "Un banc au soleil").await;
    let url = format!("/ideas/{slug}/edit");
    let mut fields = vec![
        ("version", "1"),
        ("title", "Un banc au soleil"),
        ("line", "Assis, autrement"),
        ("body", "Un texte."),
        ("theme", "mobilite"),
        ("place", ""),
        ("address", "10 rue"),
    ];
    let page = anna.post(&url, &fields).await.is(200);
    page.has(FOUND).has("Assis, autrement");
    fields.push(("found", FOUND));
    anna.post(&url, &fields).await.is(303);
    anna.get(&format!("/ideas/{slug}"))
        .await
        .is(200)
        .has("10 Rue des Écoles");
}

#[tokio::test]
async fn ux_10_without_a_service_there_is_no_field_and_nothing_to_ask() {
    let stage = Stage::set(None).await;
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let url = at_the_place(&mut anna).await;
    let page = anna.get(&format!("{url}?step=3")).await.is(200);
    page.has_not("data-suggest=\"/places").has_not("name=\"address\"");
    anna.get("/places/search?q=10%20rue").await.is(404);
    let ignored = [("address", "10 rue"), ("go", "find")];
    assert_eq!(
        place(&mut anna, &url, &ignored).await.is(303).location(),
        format!("{url}?step=4")
    );
}
