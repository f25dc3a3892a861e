//! The words that come with the product.

use std::{collections::HashMap, sync::LazyLock};

use terreau_kernel::locale::Locale;

/// Domains: key, French, English, icon.
const DOMAINS: &str = include_str!("shipped/domains.psv");
/// Domain, slug, French, English, French synonyms, English synonyms, ROME codes.
const SKILLS: &str = include_str!("shipped/skills.psv");
/// Slug, its nearest neighbours, more French words for it; made by `cargo xtask skills`.
const NEAR: &str = include_str!("shipped/near.psv");

/// A family of skills.
#[derive(Debug, Clone, Copy)]
pub struct Domain {
    /// Its key, kept with each skill.
    pub key: &'static str,
    /// Its French name.
    pub name_fr: &'static str,
    /// Its English name.
    pub name_en: &'static str,
    /// Its drawing.
    pub icon: &'static str,
}

impl Domain {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, locale: Locale) -> &'static str {
        if locale == Locale::En {
            self.name_en
        } else {
            self.name_fr
        }
    }
}

/// A skill as it is shipped.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    pub domain: &'static str,
    pub slug: &'static str,
    pub name_fr: &'static str,
    pub name_en: &'static str,
    pub words_fr: &'static str,
    pub words_en: &'static str,
}

fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split('|').collect())
}

static ALL_DOMAINS: LazyLock<Vec<Domain>> = LazyLock::new(|| {
    let read = |line: Vec<&'static str>| match line[..] {
        [key, name_fr, name_en, icon] => Some(Domain {
            key,
            name_fr,
            name_en,
            icon,
        }),
        _ => None,
    };
    lines(DOMAINS).filter_map(read).collect()
});

/// Domains in the order of pages.
#[must_use]
pub fn domains() -> &'static [Domain] {
    &ALL_DOMAINS
}

/// Every shipped skill.
pub fn skills() -> impl Iterator<Item = Shipped> {
    lines(SKILLS).filter_map(|line| match line[..] {
        [domain, slug, name_fr, name_en, words_fr, words_en, _rome] => Some(Shipped {
            domain,
            slug,
            name_fr,
            name_en,
            words_fr,
            words_en,
        }),
        _ => None,
    })
}

struct Near {
    slugs: Vec<&'static str>,
    words: &'static str,
}

static NEIGHBOURS: LazyLock<HashMap<&'static str, Near>> = LazyLock::new(|| {
    let read = |line: Vec<&'static str>| match line[..] {
        [slug, near, words] => {
            let slugs = near.split(';').filter(|n| !n.is_empty()).collect();
            Some((slug, Near { slugs, words }))
        }
        _ => None,
    };
    lines(NEAR).filter_map(read).collect()
});

/// The nearest shipped skills, the nearest first.
#[must_use]
pub fn near(slug: &str) -> &'static [&'static str] {
    NEIGHBOURS.get(slug).map_or(&[], |near| &near.slugs)
}

/// Job names by which a skill is also looked for in French.
#[must_use]
pub fn more(slug: &str) -> &'static str {
    NEIGHBOURS.get(slug).map_or("", |near| near.words)
}

/// Changes with the words that are shipped.
#[must_use]
pub fn fingerprint() -> String {
    use sha2::Digest as _;
    let whole = [DOMAINS, SKILLS, NEAR].concat();
    let hash = sha2::Sha256::digest(whole.as_bytes());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;

    #[test]
    fn the_shipped_words_are_sound() {
        let all: Vec<Shipped> = skills().collect();
        assert_eq!(all.len(), SKILLS.lines().count(), "every line is read");
        assert_eq!(domains().len(), DOMAINS.lines().count());
        assert!((380..=450).contains(&all.len()), "{} skills", all.len());
        let keys: HashSet<_> = domains().iter().map(|d| d.key).collect();
        let slugs: BTreeSet<_> = all.iter().map(|s| s.slug).collect();
        assert_eq!(slugs.len(), all.len(), "no slug twice");
        for locale in [Locale::Fr, Locale::En] {
            let names: HashSet<String> = all
                .iter()
                .map(|s| {
                    if locale == Locale::Fr {
                        s.name_fr
                    } else {
                        s.name_en
                    }
                })
                .map(terreau_kernel::text::fold)
                .collect();
            assert_eq!(names.len(), all.len(), "no name twice");
        }
        for skill in &all {
            assert!(keys.contains(skill.domain), "{}: {}", skill.slug, skill.domain);
            assert!(!skill.name_fr.contains('\''), "{}", skill.name_fr);
            assert_eq!(terreau_kernel::text::slug(skill.slug, 40), skill.slug);
        }
        for (slug, near) in NEIGHBOURS.iter() {
            assert!(slugs.contains(slug), "{slug}");
            for other in &near.slugs {
                assert!(slugs.contains(other) && other != slug, "{slug}: {other}");
            }
        }
        let alone = all.iter().filter(|s| near(s.slug).is_empty()).count();
        assert!(alone < 40, "{alone} skills have no neighbour");
    }
}
