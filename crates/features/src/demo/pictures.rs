//! Pictures of the demonstration, drawn by ourselves: a scene for each motif, never twice the same, in the hues
//! of the site. Drawn as SVG, turned into pixels, kept like any picture somebody sends.

use std::sync::atomic::{AtomicUsize, Ordering};

use resvg::{tiny_skia, usvg};
use terreau_kit::App;
use terreau_store::images;

use super::{fill::Progress, rows::Drawn, stories::Story};
use crate::{
    drawings::{HEIGHT, WIDTH, scene},
    work::Failed,
};

/// The pixels of a scene.
fn paint(svg: &str) -> Result<images::Ready, Failed> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())?;
    let mut pixels = tiny_skia::Pixmap::new(WIDTH, HEIGHT).ok_or("no room for a picture")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    let mut rgb = Vec::with_capacity(pixels.data().len() / 4 * 3);
    for pixel in pixels.data().chunks_exact(4) {
        rgb.extend_from_slice(&pixel[..3]);
    }
    let picture = image::RgbImage::from_raw(WIDTH, HEIGHT, rgb).ok_or("a picture of another size")?;
    Ok(images::keep(picture.into())?)
}

/// Draws the pictures of every story into files; gives the place of each story with what was drawn for it.
///
/// # Errors
/// When the disk refuses.
pub async fn draw_all(
    app: &App,
    stories: &[Story],
    progress: &(impl Fn(Progress) + Sync),
) -> Result<Vec<(usize, Drawn)>, Failed> {
    let mut wanted = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        for (place, (motif, alt, id)) in story.pictures.iter().enumerate() {
            wanted.push((at, place, motif.clone(), format!("{} {alt}", story.slug), *id));
        }
    }
    let (total, done) = (wanted.len(), AtomicUsize::new(0));
    progress(Progress::Pictures(0, total));
    let mut drawn = Vec::with_capacity(total);
    let lanes = std::thread::available_parallelism().map_or(2, usize::from).min(4);
    for group in wanted.chunks(lanes) {
        let tasks = group.iter().cloned().map(|(at, place, motif, seed, id)| {
            let media = app.media.clone();
            let task = tokio::task::spawn_blocking(move || {
                let ready = paint(&scene(&motif, &seed))?;
                let mut bytes = 0;
                for (width, variant) in &ready.variants {
                    media.write(id, *width, variant)?;
                    bytes += variant.len();
                }
                let size = ready.size;
                Ok::<_, Failed>((at, Drawn { place, size, bytes }))
            });
            async {
                let one = task.await??;
                progress(Progress::Pictures(
                    done.fetch_add(1, Ordering::Relaxed) + 1,
                    total,
                ));
                Ok::<_, Failed>(one)
            }
        });
        drawn.extend(futures_util::future::try_join_all(tasks).await?);
    }
    Ok(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_motif_can_be_drawn_and_no_two_pictures_are_the_same() {
        for motif in [
            "street", "tree", "bench", "books", "bike", "market", "people", "house", "plate", "screen",
            "ball", "path", "night", "stop", "garden", "table", "jars", "cargo",
        ] {
            let (one, two) = (scene(motif, "one"), scene(motif, "two"));
            assert_ne!(one, two, "{motif}");
            assert_eq!(one, scene(motif, "one"), "{motif} is repeatable");
            usvg::Tree::from_str(&one, &usvg::Options::default()).unwrap_or_else(|e| panic!("{motif}: {e}"));
        }
    }
}
