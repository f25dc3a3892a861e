//! Drawn scenes of a town, as SVG: a street, a market, a garden, people of all ages, in the hues of the site. What
//! chance decides is repeatable. They know nothing of ideas; the demonstration turns them into pictures.

mod canvas;
mod chance;
mod corners;
mod figures;
mod life;
mod places;
mod things;

use canvas::Canvas;

pub use canvas::{HEIGHT, WIDTH};
pub use chance::Chance;

/// The scene of a motif as SVG. A motif nobody knows is a path.
#[must_use]
pub fn scene(motif: &str, seed: &str) -> String {
    let mut canvas = Canvas::new(Chance::of(seed));
    match motif {
        "street" => places::street(&mut canvas),
        "house" => places::house(&mut canvas),
        "market" => places::market(&mut canvas),
        "night" => corners::night(&mut canvas),
        "stop" => corners::stop(&mut canvas),
        "garden" => corners::garden(&mut canvas),
        "table" => corners::table(&mut canvas),
        "jars" => corners::jars(&mut canvas),
        "cargo" => corners::cargo(&mut canvas),
        "tree" => life::tree(&mut canvas),
        "bench" => life::bench(&mut canvas),
        "people" => life::people(&mut canvas),
        "bike" => things::bike(&mut canvas),
        "books" => things::books(&mut canvas),
        "plate" => things::plate(&mut canvas),
        "screen" => things::screen(&mut canvas),
        "ball" => things::ball(&mut canvas),
        _ => life::path(&mut canvas),
    }
    canvas.finish()
}
