//! Pictures people send: taken, kept in three widths without anything of the sent file but what it shows, and
//! shown only to those who may see what they belong to.

mod life;
mod pages;
mod redraw;
mod rows;
mod take;

use axum::{Router, routing::get};
use terreau_kit::App;

pub use life::{PICTURE, PictureState};
pub use redraw::{Redrawn, redraw};
pub use take::{Kept, attach, loosen, of_ticket, redeem, refusal, sweep, take, take_face, ticket};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/media/{id}/{width}", get(pages::show))
}

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [rows::ALL, redraw::ALL].concat()
}
