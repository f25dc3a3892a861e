//! The safety of one's account: the second factor, set up with a drawing and ten spare codes, the devices where
//! one is signed in, and the door where the code is asked.

mod code;
mod devices;
mod pages;
mod qr;
#[cfg(test)]
pub(crate) mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use terreau_kit::App;

/// The drawing a telephone reads, for an address: an SVG named `label`.
#[must_use]
pub fn drawing(text: &str, label: &str) -> String {
    qr::draw(text, label)
}

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/login/code", get(code::form).post(code::take))
        .route("/me/security", get(pages::show))
        .route("/me/security/set-up", get(pages::set_up).post(pages::confirm))
        .route("/me/security/codes", post(pages::codes))
        .route("/me/security/off", post(pages::off))
        .route("/me/security/devices/forget", post(pages::forget))
        .route("/me/devices", get(devices::devices))
        .route("/me/devices/others/end", post(devices::end_others))
        .route("/me/devices/{id}/end", post(devices::end))
}
