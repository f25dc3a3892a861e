//! What somebody types about an idea: read from a form or a row, checked step by step, never lost.

use terreau_kernel::{
    geo::{Point, Precision},
    limits,
    locale::Locale,
    text::{clean_line, clean_text, graphemes},
};
use terreau_kit::{Faults, Input, Visit, key};

use super::{Full, album::Shown, publish, publish::NewIdea, rows::writing::Words};
use crate::{places, voices};

/// The steps of a proposal.
pub const STEPS: u8 = 5;

/// An idea as it is typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Typed {
    pub key: String,
    pub title: String,
    pub line: String,
    pub body: String,
    pub lang: String,
    pub theme: String,
    pub zone: String,
    pub place: String,
    pub lat: String,
    pub lon: String,
    pub precision: String,
    pub voice: String,
    pub pictures: Vec<Shown>,
}

/// The fields of each step, in the order of the form.
const FIELDS: [(&str, u8); 12] = [
    ("key", 0),
    ("title", 1),
    ("line", 1),
    ("body", 2),
    ("lang", 2),
    ("theme", 3),
    ("zone", 3),
    ("place", 3),
    ("lat", 3),
    ("lon", 3),
    ("precision", 3),
    ("voice", 5),
];

impl Typed {
    /// A form nobody has typed in yet.
    pub fn fresh(visit: &Visit) -> Self {
        Self {
            key: terreau_kernel::id::short(key::issue(&visit.app, visit.territory.id)),
            lang: visit.locale.code().to_owned(),
            ..Self::default()
        }
    }

    /// An idea as its form shows it.
    pub fn of(visit: &Visit, idea: &Full) -> Self {
        let slug = |found: Option<&str>| found.unwrap_or_default().to_owned();
        let theme = idea.theme_id.and_then(|id| visit.territory.theme(id));
        let zone = idea.zone_id.and_then(|id| visit.territory.zone(id));
        Self {
            key: terreau_kernel::id::short(idea.id),
            title: idea.title.clone(),
            line: idea.line.clone(),
            body: idea.body.clone(),
            lang: idea.lang.clone(),
            theme: slug(theme.map(|t| t.slug.as_str())),
            zone: slug(zone.map(|z| z.slug.as_str())),
            place: idea.place.clone(),
            lat: idea.lat.map(|x| x.to_string()).unwrap_or_default(),
            lon: idea.lon.map(|x| x.to_string()).unwrap_or_default(),
            precision: idea.point_precision.clone(),
            voice: voices::value(idea.body_id),
            pictures: Vec::new(),
        }
    }

    /// True for a field somebody fills in.
    pub fn holds(name: &str) -> bool {
        FIELDS.iter().any(|(field, step)| *field == name && *step > 0)
    }

    fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "key" => &mut self.key,
            "title" => &mut self.title,
            "line" => &mut self.line,
            "body" => &mut self.body,
            "lang" => &mut self.lang,
            "theme" => &mut self.theme,
            "zone" => &mut self.zone,
            "place" => &mut self.place,
            "lat" => &mut self.lat,
            "lon" => &mut self.lon,
            "precision" => &mut self.precision,
            "voice" => &mut self.voice,
            _ => return None,
        })
    }

    /// Lays what came over what was there; what did not come stays.
    pub fn overlay(mut self, input: &Input) -> Self {
        for (name, _) in FIELDS {
            if !input.has(name) {
                continue;
            }
            let value = if name == "body" {
                clean_text(input.raw(name))
            } else {
                clean_line(input.raw(name))
            };
            if let Some(field) = self.field(name) {
                *field = value;
            }
        }
        if let Some(found) = places::chosen(input) {
            self.lat = found.point.lat.to_string();
            self.lon = found.point.lon.to_string();
            if self.place.is_empty() {
                self.place = found.name;
            }
        }
        self
    }

    /// What a step does not show, to be carried along: name and value.
    pub fn carried(&self, step: u8) -> Vec<(String, String)> {
        let mut copy = self.clone();
        let mut carried = Vec::new();
        for (name, of) in FIELDS {
            if of == step {
                continue;
            }
            if let Some(value) = copy.field(name).filter(|value| !value.is_empty()) {
                carried.push((name.to_owned(), std::mem::take(value)));
            }
        }
        if step != 4 {
            carried.extend(self.pictures.iter().flat_map(Shown::carried));
        }
        carried
    }

    fn typed_point(&self) -> Option<Point> {
        let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
        Point::new(number(&self.lat)?, number(&self.lon)?)
    }

    /// How near the author wants it to be.
    pub fn near(&self) -> Precision {
        Precision::from_code(&self.precision)
    }

    /// Each choice of the form, and whether it is the one made.
    pub fn ways(&self) -> [(&'static str, bool); 3] {
        [Precision::Exact, Precision::Block, Precision::Zone].map(|one| (one.code(), one == self.near()))
    }

    /// What is kept of the point on the map, where one was given.
    pub fn point(&self) -> Option<Point> {
        self.near().of(self.typed_point()?)
    }

    /// The words to write: what is unknown here is left out.
    pub fn words(&self, visit: &Visit) -> Words {
        Words {
            title: self.title.clone(),
            line: self.line.clone(),
            body: self.body.clone(),
            theme: visit.territory.theme_named(&self.theme).map(|t| t.id),
            zone: visit.territory.zone_named(&self.zone).map(|z| z.id),
            place: self.place.clone(),
            point: self.point(),
            precision: self.near(),
            lang: Locale::from_code(&self.lang)
                .unwrap_or(visit.locale)
                .code()
                .to_owned(),
            voice: voices::asked(visit, &self.voice),
        }
    }

    /// The idea a visitor's gesture keeps.
    pub fn kept(&self, visit: &Visit) -> NewIdea {
        NewIdea {
            id: publish::key(visit, &self.key),
            words: Words {
                voice: None,
                ..self.words(visit)
            },
            pictures: self.pictures.iter().map(|p| p.kept(&visit.app)).collect(),
        }
    }

    /// What is wrong with a step.
    pub fn faults(&self, visit: &Visit, step: u8) -> Faults {
        let mut faults = Faults::new();
        match step {
            1 => self.heading_faults(visit, &mut faults),
            2 => self.body_faults(visit, &mut faults),
            3 => self.place_faults(visit, &mut faults),
            4 => self.pictures.iter().for_each(|p| p.faults(visit, &mut faults)),
            _ => {}
        }
        faults
    }

    /// The first step with something wrong, and what.
    pub fn first_fault(&self, visit: &Visit) -> Option<(u8, Faults)> {
        (1..STEPS)
            .map(|step| (step, self.faults(visit, step)))
            .find(|found| !found.1.is_empty())
    }

    /// True when something is longer than it may be kept.
    pub fn too_long(&self) -> bool {
        graphemes(&self.title) > limits::TITLE
            || graphemes(&self.line) > limits::LINE
            || graphemes(&self.body) > limits::BODY
            || graphemes(&self.place) > limits::LABEL
    }

    pub(super) fn heading_faults(&self, visit: &Visit, faults: &mut Faults) {
        let title = graphemes(&self.title);
        faults.unless(title >= limits::TITLE_MIN, "title", || {
            visit.tr.t("idea-form-title-missing")
        });
        faults.unless(title <= limits::TITLE, "title", || {
            visit.tr.n("idea-form-title-long", count(limits::TITLE))
        });
        faults.unless(!self.line.is_empty(), "line", || {
            visit.tr.t("idea-form-line-missing")
        });
        faults.unless(graphemes(&self.line) <= limits::LINE, "line", || {
            visit.tr.n("idea-form-line-long", count(limits::LINE))
        });
    }

    pub(super) fn body_faults(&self, visit: &Visit, faults: &mut Faults) {
        faults.unless(!self.body.is_empty(), "body", || {
            visit.tr.t("idea-form-body-missing")
        });
        faults.unless(graphemes(&self.body) <= limits::BODY, "body", || {
            visit.tr.n("idea-form-body-long", count(limits::BODY))
        });
    }

    pub(super) fn place_faults(&self, visit: &Visit, faults: &mut Faults) {
        let themes = visit.territory.themes.iter().any(|t| !t.retired);
        let known = visit.territory.theme_named(&self.theme).is_some();
        faults.unless(!themes || known, "theme", || {
            visit.tr.t("idea-form-theme-missing")
        });
        let known = self.zone.is_empty() || visit.territory.zone_named(&self.zone).is_some();
        faults.unless(known, "zone", || visit.tr.t("idea-form-zone-unknown"));
        faults.unless(graphemes(&self.place) <= limits::LABEL, "place", || {
            visit.tr.n("idea-form-place-long", count(limits::LABEL))
        });
        let blank = self.lat.is_empty() && self.lon.is_empty();
        faults.unless(blank || self.typed_point().is_some(), "lat", || {
            visit.tr.t("idea-form-point-wrong")
        });
    }
}

fn count(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
