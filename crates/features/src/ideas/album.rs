//! The pictures of one idea while it is written: taken in, described, put in order, taken out.

use terreau_kernel::{
    id::{self, Id},
    limits,
    text::{clean_line, graphemes},
};
use terreau_kit::{App, Faults, Input, Problem, Visit};
use terreau_store::Tx;

use super::{publish::NewPicture, rows, rows::writing};
use crate::pictures;

/// Places a picture may be asked to take.
const MOST: i64 = 99;

/// A picture as the form shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub id: Id,
    /// Proof that this browser sent it; empty where it already belongs to the idea.
    pub ticket: String,
    pub alt: String,
    pub decorative: bool,
    pub position: i64,
}

impl Shown {
    /// Its id in names of fields and in addresses.
    pub fn short(&self) -> String {
        id::short(self.id)
    }

    /// The field of its description.
    pub fn field(&self) -> String {
        format!("alt-{}", self.short())
    }

    /// The places it may take, and whether it has it.
    pub fn places(&self) -> Vec<(usize, bool)> {
        let here = |place: usize| usize::try_from(self.position) == Ok(place);
        (1..=limits::PICTURES).map(|place| (place, here(place))).collect()
    }

    /// Where its smallest variant is seen while the idea is written.
    pub fn src(&self) -> String {
        let short = self.short();
        if self.ticket.is_empty() {
            format!("/media/{short}/400")
        } else {
            format!("/media/{short}/400?ticket={}", self.ticket)
        }
    }

    /// The hidden fields that carry it from step to step.
    pub fn carried(&self) -> Vec<(String, String)> {
        let short = self.short();
        let mut fields = vec![
            ("pic".to_owned(), self.ticket.clone()),
            (format!("alt-{short}"), self.alt.clone()),
            (format!("position-{short}"), self.position.to_string()),
        ];
        if self.decorative {
            fields.push((format!("decorative-{short}"), "1".to_owned()));
        }
        fields
    }

    pub fn kept(&self, app: &App) -> NewPicture {
        NewPicture {
            media: pictures::ticket(app, self.id),
            alt: self.alt.clone(),
        }
    }

    pub fn faults(&self, visit: &Visit, faults: &mut Faults) {
        let field = self.field();
        faults.unless(self.decorative || !self.alt.is_empty(), &field, || {
            visit.tr.t("idea-form-alt-missing")
        });
        faults.unless(graphemes(&self.alt) <= limits::ALT, &field, || {
            visit.tr.n(
                "idea-form-alt-long",
                i64::try_from(limits::ALT).unwrap_or(i64::MAX),
            )
        });
    }
}

/// The pictures an idea already has.
pub fn of(rows: &[rows::Picture]) -> Vec<Shown> {
    let shown = |(position, row): (i64, &rows::Picture)| Shown {
        id: row.media_id,
        ticket: String::new(),
        alt: row.alt.clone(),
        decorative: row.alt.is_empty(),
        position,
    };
    (1..).zip(rows).map(shown).collect()
}

/// What a form says about pictures already sent, `before` being those that belong to the idea: descriptions,
/// order, and which go.
pub fn told(visit: &Visit, input: &Input, mut before: Vec<Shown>) -> Vec<Shown> {
    for ticket in input
        .every("pic")
        .filter(|t| !t.is_empty())
        .take(limits::PICTURES * 2)
    {
        if let Some(id) = pictures::of_ticket(&visit.app, ticket)
            && !before.iter().any(|p| p.id == id)
        {
            before.push(Shown {
                id,
                ticket: ticket.to_owned(),
                alt: String::new(),
                decorative: false,
                position: i64::try_from(before.len()).unwrap_or(0) + 1,
            });
        }
    }
    for picture in &mut before {
        let short = picture.short();
        let field = |name: &str| format!("{name}-{short}");
        if !input.has(&field("alt")) {
            picture.position *= 2;
            continue;
        }
        picture.alt = clean_line(input.raw(&field("alt")));
        picture.decorative = input.has(&field("decorative"));
        if picture.decorative {
            picture.alt.clear();
        }
        let wanted: i64 = input.raw(&field("position")).parse().unwrap_or(picture.position);
        // Counted by halves, so that one moved to a place comes before or after the one that stands there.
        let wanted = wanted.clamp(1, MOST);
        picture.position = 2 * wanted + (wanted - picture.position).signum();
    }
    before.retain(|p| !input.has(&format!("remove-{}", p.short())));
    before.sort_by_key(|p| p.position);
    before.truncate(limits::PICTURES);
    for (position, picture) in (1..).zip(&mut before) {
        picture.position = position;
    }
    before
}

/// Takes in the files of a form, after the pictures already there. What is wrong with a file is told in words.
pub async fn take(
    visit: &mut Visit,
    input: &Input,
    shown: &mut Vec<Shown>,
    faults: &mut Faults,
) -> Result<(), Problem> {
    let mut alts = input.every("pictures_alt");
    for upload in input.files.iter().filter(|f| f.field == "pictures") {
        let alt = clean_line(alts.next().unwrap_or_default());
        if shown.len() >= limits::PICTURES {
            faults.add("pictures", visit.tr.t("ui-picture-too-many"));
            break;
        }
        match pictures::take(visit, upload).await? {
            Ok(kept) => shown.push(Shown {
                id: kept.id,
                ticket: pictures::ticket(&visit.app, kept.id),
                alt,
                decorative: false,
                position: i64::try_from(shown.len()).unwrap_or(0) + 1,
            }),
            Err(refused) => {
                let why = visit.tr.t(pictures::refusal(refused));
                let name = terreau_kernel::text::ellipsis(&clean_line(&upload.name), 60);
                let words = [("name", name.as_str()), ("why", why.as_str())];
                faults.add("pictures", visit.tr.vs("idea-form-picture-refused", &words));
            }
        }
    }
    Ok(())
}

/// Makes the pictures of an idea those shown: new ones attached, missing ones let go, order and words kept.
pub async fn keep(
    visit: &Visit,
    tx: &mut Tx,
    idea: Id,
    before: &[rows::Picture],
    after: &[Shown],
) -> Result<(), Problem> {
    let place = (visit.territory.id, idea);
    for old in before
        .iter()
        .filter(|b| !after.iter().any(|a| a.id == b.media_id))
    {
        writing::picture_out(tx, place.0, place.1, old.media_id).await?;
        pictures::loosen(visit, tx, old.media_id).await?;
    }
    for (position, picture) in (0_i64..).zip(after) {
        let known = before.iter().any(|b| b.media_id == picture.id);
        if !known && !pictures::attach(visit, tx, picture.id).await? {
            continue;
        }
        writing::picture(tx, place, picture.id, position, &picture.alt).await?;
    }
    Ok(writing::cover(tx, place.0, place.1).await?)
}
