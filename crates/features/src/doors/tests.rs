//! Stories of the map of organisations.

use terreau_kit::Role;
use terreau_store::run;

use crate::{story, testing::Stage};

/// An organisation with or without a door.
async fn body(stage: &Stage, slug: &str, kind: &str, state: &str, door: Option<(f64, f64)>) {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into bodies (territory_id, id, slug, name, name_key, kind, state, address, lat, lon, created_at,
         verified_at) values ($1, $2, $3, $3, $3, $4, $5, '3 rue des Écoles', $6, $7, $8, $8)",
        stage.territory,
        stage.app.ids.next(),
        slug,
        kind,
        state,
        door.map(|d| d.0),
        door.map(|d| d.1),
        stage.clock.now()
    )
    .expect("a body");
    tx.commit().await.expect("kept");
}

story!(those_with_a_door_are_on_the_map_and_others_are_not, |stage| {
    let door = Some((48.778, 2.29));
    body(&stage, "potager", "association", "verified", door).await;
    body(&stage, "atelier", "company", "flagged", door).await;
    body(&stage, "sans-porte", "association", "verified", None).await;
    body(&stage, "brouillon", "association", "draft", door).await;
    body(&stage, "parti", "association", "left", door).await;
    let mut visitor = stage.browser();
    let page = visitor.get("/organisations/map").await.is(200);
    let page = page.has("potager").has("atelier").has("3 rue des Écoles");
    page.has_not("sans-porte").has_not("brouillon").has_not("parti");
    let points = visitor.get("/organisations/points.json").await.is(200);
    let points: serde_json::Value = serde_json::from_str(&points.text).expect("json");
    let titles: Vec<&str> = points["features"]
        .as_array()
        .expect("features")
        .iter()
        .filter_map(|f| f["properties"]["title"].as_str())
        .collect();
    assert_eq!(titles, ["atelier", "potager"]);
    assert_eq!(points["features"][0]["geometry"]["coordinates"][0], 2.29);
    visitor
        .get("/organisations/map?kind=company")
        .await
        .has("atelier")
        .has_not("potager");
    visitor
        .get("/organisations/map?kind=school")
        .await
        .is(200)
        .has("Aucune porte ici");
    visitor
        .get("/organisations")
        .await
        .has("href=\"/organisations/map\"");
    // One called so has another address.
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let made = anna
        .post(
            "/organisations/new",
            &[("name", "Map"), ("kind", "informal"), ("line", "Des cartes")],
        )
        .await
        .is(303);
    assert_ne!(made.location(), "/organisations/map");
});
