//! Drawing again the smaller sizes of stored pictures, from the largest that is left.

use terreau_kernel::id::Id;
use terreau_kit::App;
use terreau_store::{images, media::Media, statements};

use crate::work::Failed;

/// Pictures read at once.
const TOGETHER: i64 = 200;

statements! {
    PAGE = "select m.territory_id, m.id, m.width, q.media_id is not null as face from media m
            left join portraits q on q.territory_id = m.territory_id and q.media_id = m.id
            where (m.territory_id, m.id) > ($1, $2) order by m.territory_id, m.id limit $3";
    TOTAL = "select count(*) from media";
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redrawn {
    /// Pictures looked at.
    pub seen: u64,
    /// Pictures of which a size was missing.
    pub drawn: u64,
    /// Pictures of which no file is left.
    pub lost: Vec<Id>,
}

/// Looks at every picture. `told` hears how many are behind, and of how many.
///
/// # Errors
/// When the database or the disk is away.
pub async fn redraw(app: &App, mut told: impl FnMut(u64, u64) + Send) -> Result<Redrawn, Failed> {
    let mut db = app.db.read().await?;
    let total = terreau_store::value!(&mut db, i64, TOTAL)?.unwrap_or(0);
    let total = u64::try_from(total).unwrap_or(0);
    let mut done = Redrawn::default();
    let mut after = (Id::nil(), Id::nil());
    loop {
        let page = terreau_store::all!(&mut db, (Id, Id, i64, bool), PAGE, after.0, after.1, TOGETHER)?;
        let Some(last) = page.last() else {
            return Ok(done);
        };
        after = (last.0, last.1);
        for (_, id, width, face) in page {
            let media = app.media.clone();
            match tokio::task::spawn_blocking(move || one(&media, id, (width, face))).await?? {
                None => done.lost.push(id),
                Some(drawn) => done.drawn += u64::from(drawn),
            }
            done.seen += 1;
            told(done.seen, total);
        }
    }
}

/// True when a size was drawn again; `None` when there is nothing left to draw from.
fn one(media: &Media, id: Id, (width, face): (i64, bool)) -> Result<Option<bool>, Failed> {
    let widest = u32::try_from(width).unwrap_or(u32::MAX);
    let widths: &[u32] = if face { &images::FACES } else { &images::WIDTHS };
    let missing: Vec<u32> = widths
        .iter()
        .map(|w| (*w).min(widest))
        .filter(|w| !media.path(id, *w).exists())
        .collect();
    if missing.is_empty() {
        return Ok(Some(false));
    }
    let Some(bytes) = media.read(id, widest)? else {
        return Ok(None);
    };
    let ready = if face {
        images::face(&bytes)?
    } else {
        images::prepare(&bytes)?
    };
    for (width, jpeg) in ready.variants {
        if missing.contains(&width) {
            media.write(id, width, &jpeg)?;
        }
    }
    Ok(Some(true))
}
