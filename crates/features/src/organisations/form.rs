//! What its team types about an organisation: read, checked field by field, never lost.

use terreau_kernel::{address, geo::Point, id::Id, legal, limits, text};
use terreau_kit::{Faults, Input, Visit};

use super::{
    life::Kind,
    rows::{Organisation, Words},
};
use crate::{accounts, places};

/// Longest opening hours, in characters.
const HOURS: usize = 300;
/// Longest name.
const NAME: usize = 100;

/// True while name, kind and numbers are those that were verified: they are not changed behind the seal.
pub fn sealed(o: &Organisation) -> bool {
    matches!(o.state.as_str(), "verified" | "flagged")
}

/// An organisation as its form shows it.
pub fn of(visit: &Visit, o: &Organisation, zones: &[Id]) -> Input {
    let number = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
    let mut pairs: Vec<(String, String)> = [
        ("name", o.name.as_str()),
        ("kind", &o.kind),
        ("line", &o.line),
        ("text", &o.text),
        ("siret", &legal::siret_shown(&o.siret)),
        ("rna", &o.rna),
        ("place", &o.address),
        ("lat", &number(o.lat)),
        ("lon", &number(o.lon)),
        ("hours", &o.hours),
        ("email", &o.email),
        ("phone", &o.phone),
        ("website", &o.website),
        ("seen", &o.updated_at.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    if o.local_law {
        pairs.push(("local_law".into(), "1".into()));
    }
    let zones = zones.iter().filter_map(|id| visit.territory.zone(*id));
    pairs.extend(zones.map(|zone| ("zones".into(), zone.slug.clone())));
    Input::from_pairs(pairs)
}

/// Reads a form; `was` is what it changes.
pub fn read(visit: &Visit, input: &Input, was: Option<&Organisation>) -> Result<Words, Faults> {
    let mut faults = Faults::new();
    let long = |value: &str, most: usize, field: &str, faults: &mut Faults| {
        faults.unless(text::graphemes(value) <= most, field, || {
            visit.tr.n("organisations-long", i64::try_from(most).unwrap_or(0))
        });
    };
    let (name, line, body) = (input.line("name"), input.line("line"), input.text("text"));
    let (hours, address) = (input.text("hours"), input.line("place"));
    long(&name, NAME, "name", &mut faults);
    long(&line, limits::LINE, "line", &mut faults);
    long(&body, limits::BODY, "text", &mut faults);
    long(&hours, HOURS, "hours", &mut faults);
    long(&address, limits::TITLE, "place", &mut faults);
    let locked = was.filter(|o| sealed(o));
    let fault = named(visit, &name).filter(|_| locked.is_none());
    if let Some(key) = fault {
        faults.add("name", visit.tr.t(key));
    }
    let kind = locked.map_or_else(|| Kind::chosen(input.raw("kind")), |o| Some(o.kind()));
    faults.unless(kind.is_some(), "kind", || {
        visit.tr.t("organisations-kind-missing")
    });
    faults.unless(!line.is_empty(), "line", || {
        visit.tr.t("organisations-line-missing")
    });
    let number = |field: &str, read: fn(&str) -> Option<String>, key: &str, faults: &mut Faults| {
        let typed = input.line(field);
        let found = read(&typed);
        faults.unless(typed.is_empty() || found.is_some(), field, || visit.tr.t(key));
        found.unwrap_or_default()
    };
    let siret = number("siret", legal::siret, "organisations-siret-wrong", &mut faults);
    let rna = number("rna", legal::rna, "organisations-rna-wrong", &mut faults);
    let local_law = input.has("local_law");
    faults.unless(!local_law || rna.is_empty(), "rna", || {
        visit.tr.t("organisations-local-law-both")
    });
    let (email, phone, website) = contacts(visit, input, &mut faults);
    let zones = input
        .every("zones")
        .filter_map(|slug| visit.territory.zone_named(slug));
    let (Some(kind), true) = (kind, faults.is_empty()) else {
        return Err(faults);
    };
    Ok(Words {
        name: locked.map_or(name, |o| o.name.clone()),
        siret: locked.map_or(siret, |o| o.siret.clone()),
        rna: locked.map_or(rna, |o| o.rna.clone()),
        local_law: locked.map_or(local_law, |o| o.local_law),
        zones: zones.map(|zone| zone.id).collect(),
        point: point(input),
        website,
        email,
        text: body,
        kind,
        line,
        address,
        hours,
        phone,
    })
}

/// How one reaches it: address, telephone, site.
fn contacts(visit: &Visit, input: &Input, faults: &mut Faults) -> (String, String, String) {
    let email = input.line("email");
    let known = address::parse(&email).map(|a| a.as_str().to_owned());
    faults.unless(email.is_empty() || known.is_ok(), "email", || {
        visit.tr.t("memberships-email-wrong")
    });
    let phone = input.line("phone");
    faults.unless(phone.is_empty() || dialled(&phone), "phone", || {
        visit.tr.t("organisations-phone-wrong")
    });
    let website = website(&input.line("website"));
    faults.unless(website.is_some(), "website", || {
        visit.tr.t("organisations-website-wrong")
    });
    (known.unwrap_or_default(), phone, website.unwrap_or_default())
}

/// What is wrong with a name: one of a body must not pass for the town either.
fn named(visit: &Visit, name: &str) -> Option<&'static str> {
    if text::graphemes(name) < limits::NAME_MIN || !name.chars().any(char::is_alphanumeric) {
        return Some("organisations-name-missing");
    }
    let fault = accounts::name_fault(&visit.territory, name)?;
    matches!(fault, "accounts-name-taken" | "accounts-name-seal").then_some(fault)
}

/// The point of an address found or kept.
fn point(input: &Input) -> Option<Point> {
    if let Some(found) = places::chosen(input) {
        return Some(found.point);
    }
    if input.line("place").is_empty() {
        return None;
    }
    Point::new(input.raw("lat").parse().ok()?, input.raw("lon").parse().ok()?)
}

fn dialled(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let fine = |c: char| c.is_ascii_digit() || " +.-()/\u{a0}\u{202f}".contains(c);
    (4..=15).contains(&digits) && phone.chars().count() <= 30 && phone.chars().all(fine)
}

/// An address of the web as it is kept; empty for none, `None` for one nobody could follow.
fn website(typed: &str) -> Option<String> {
    if typed.is_empty() {
        return Some(String::new());
    }
    let whole = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let url = url::Url::parse(&whole).ok()?;
    let fine = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.domain().is_some_and(|domain| domain.contains('.'))
        && url.as_str().len() <= 300;
    fine.then(|| url.into())
}

/// What an organisation lacks before it can be verified.
pub fn missing(visit: &Visit, o: &Organisation) -> Faults {
    let mut faults = Faults::new();
    faults.unless(!o.text.is_empty(), "text", || {
        visit.tr.t("organisations-text-missing")
    });
    let numbered = !o.siret.is_empty() || o.kind() == Kind::Association && (!o.rna.is_empty() || o.local_law);
    faults.unless(numbered || !o.kind().registered(), "siret", || {
        visit.tr.t("organisations-number-missing")
    });
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_web_is_one_a_reader_can_follow() {
        assert_eq!(
            website("velo-sceaux.fr").as_deref(),
            Some("https://velo-sceaux.fr/")
        );
        assert_eq!(website("").as_deref(), Some(""));
        let nasty = [
            "javascript:alert(1)//a.b",
            "ftp://a.fr",
            "https://a:b@c.fr",
            "http://x",
            "data://a.b/x",
        ];
        assert!(nasty.into_iter().all(|one| website(one).is_none()));
        assert!(dialled("01 46 61 00 00") && dialled("+33 (0)1.46.61") && !dialled("appelez-moi"));
    }
}
