//! Whether the server lives and is ready, for a supervisor.

use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use serde_json::{Value, json};
use terreau_kit::App;

/// `/healthz` and `/readyz`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
}

/// Alive: the process answers. Asks nothing of the database.
async fn alive() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// Ready: database reachable and up to date, folder writable.
async fn ready(State(app): State<App>) -> (StatusCode, Json<Value>) {
    let database = terreau_store::pending(&app.db).await;
    let newer = terreau_store::newer(&app.db).await.is_some();
    let disk = tempfile_works(&app);
    let fine = matches!(database, Ok(0)) && !newer && disk;
    let status = if fine {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let database = match database {
        Ok(0) if newer => "of a newer version",
        Ok(0) => "ok",
        Ok(_) => "migrations are missing",
        Err(_) => "away",
    };
    (
        status,
        Json(json!({ "status": if fine { "ok" } else { "not ready" }, "database": database, "disk": disk })),
    )
}

fn tempfile_works(app: &App) -> bool {
    let path = app.config.data.join(".ready");
    std::fs::write(&path, b"ok").is_ok() && std::fs::remove_file(&path).is_ok()
}
