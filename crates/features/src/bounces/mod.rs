//! Letters that came back. A mail server tells of them by a command or one POST with a token: an address that no longer
//! exists gets no more letters and its owner is told on their pages; whoever calls our letters unwanted gets none but
//! those of safety and moderation. Both are undone by their owner: by a letter that arrives again, by a switch.

mod report;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use subtle::ConstantTimeEq as _;
use terreau_kernel::{address, time::DAY};
use terreau_kit::App;
use terreau_store::{Result, run, statements};

pub use report::{Report, What, read};

statements! {
    GONE = "update accounts set undeliverable_at = $3
            where territory_id = $1 and email_key = $2 and undeliverable_at is null";
    COUNT = "insert into mail_days (territory_id, day, kind, gone, unwanted) values ($1, $2, '', $3, $4)
             on conflict (territory_id, day, kind) do update set gone = mail_days.gone + excluded.gone,
             unwanted = mail_days.unwanted + excluded.unwanted";
    UNWANTED = "update accounts set mail_optional = $3
                where territory_id = $1 and email_key = $2 and mail_optional = $4";
}

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/mail/reports", post(take))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.to_vec()
}

/// Notes what a mail server told; gives how many accounts it changed. Told twice, it is noted once.
///
/// # Errors
/// What the engine says.
pub async fn note(app: &App, reports: &[Report]) -> Result<u64> {
    let mut tx = app.db.begin().await?;
    let mut changed = 0;
    for report in reports {
        let Ok(address) = address::parse(&report.address) else {
            continue;
        };
        let key = address.key();
        // One territory after the other: that is how the key of addresses is found.
        for territory in app.atlas.all() {
            let now = app.clock.now();
            let (gone, unwanted) = match report.what {
                What::Gone => (run!(&mut tx, GONE, territory.id, &key, now)?, 0),
                What::Unwanted => (0, run!(&mut tx, UNWANTED, territory.id, &key, false, true)?),
            };
            if gone + unwanted > 0 {
                let (gone, unwanted) = (i64::from(gone > 0), i64::from(unwanted > 0));
                run!(&mut tx, COUNT, territory.id, now / DAY, gone, unwanted)?;
            }
            changed += gone + unwanted;
        }
    }
    tx.commit().await?;
    Ok(changed)
}

/// True for a mail server that knows the token of this installation.
fn known(app: &App, headers: &HeaderMap) -> bool {
    let token = app.config.mail_reports_token.as_bytes();
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    !token.is_empty() && bool::from(given.as_bytes().ct_eq(token))
}

/// Takes a report: JSON, or the message itself as it came back. Without the token the door does not exist.
async fn take(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    if !known(&app, &headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let reports = read(&String::from_utf8_lossy(&body));
    if reports.is_empty() {
        let said = "no report was found: send the message that came back, or {\"address\", \"kind\"}\n";
        return (StatusCode::UNPROCESSABLE_ENTITY, said).into_response();
    }
    match note(&app, &reports).await {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            tracing::warn!(%error, "a report of a mail server could not be noted");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
