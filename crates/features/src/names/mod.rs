//! Names people show. Anybody may use a pseudonym, nobody may pass for the town, its team or a seal.

use terreau_kernel::{limits, text};
use terreau_kit::Territory;

/// Names that belong to institutions, and beginnings that make one of the town's name.
const OFFICES: [&str; 14] = [
    "mairie",
    "la mairie",
    "commune",
    "ville",
    "hôtel de ville",
    "conseil municipal",
    "maire",
    "monsieur le maire",
    "madame la maire",
    "modération",
    "modérateur",
    "administrateur",
    "admin",
    "support",
];
const BEGINNINGS: [&str; 9] = [
    "mairie de",
    "la mairie de",
    "ville de",
    "la ville de",
    "commune de",
    "maire de",
    "conseil municipal de",
    "town of",
    "équipe",
];

/// The key of what is wrong with a name; `None` when it is fine.
#[must_use]
pub fn fault(territory: &Territory, name: &str) -> Option<&'static str> {
    let length = text::graphemes(name);
    if length < limits::NAME_MIN {
        return Some("accounts-name-short");
    }
    if length > limits::NAME {
        return Some("accounts-name-long");
    }
    if !name.chars().any(char::is_alphanumeric) {
        return Some("accounts-name-letters");
    }
    if name.contains(['@', '/']) {
        return Some("accounts-name-address");
    }
    if name.chars().any(is_seal) {
        return Some("accounts-name-seal");
    }
    passes_for_the_town(territory, name).then_some("accounts-name-taken")
}

fn passes_for_the_town(territory: &Territory, name: &str) -> bool {
    let skeleton = text::confusable(name);
    let site = territory.settings.site_name.as_str();
    let bodies = [
        Some(territory.name.as_str()),
        territory.town.as_ref().map(|town| town.name.as_str()),
        Some(site),
    ];
    bodies.into_iter().flatten().any(|body| {
        let body = text::confusable(body);
        skeleton == body
            || BEGINNINGS
                .iter()
                .any(|beginning| skeleton == text::confusable(beginning) + &body)
    }) || OFFICES.iter().any(|office| skeleton == text::confusable(office))
}

/// Marks by which a site shows that somebody was verified, and signs of office.
fn is_seal(c: char) -> bool {
    matches!(
        c,
        '✓' | '✔'
            | '☑'
            | '✅'
            | '🗸'
            | '🏛'
            | '🛡'
            | '⭐'
            | '★'
            | '☆'
            | '🔵'
            | '🎖'
            | '🏅'
            | '®'
            | '™'
            | '©'
    )
}
