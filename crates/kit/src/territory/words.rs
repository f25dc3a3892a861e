//! Themes and quarters, as forms and filters show them.

use terreau_kernel::{id::Id, locale::Locale};

/// A theme or a quarter as forms and filters show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its id.
    pub id: Id,
    /// Address part.
    pub slug: String,
    /// French name.
    pub name_fr: String,
    /// English name.
    pub name_en: String,
    /// One line in French.
    pub line_fr: String,
    /// One line in English.
    pub line_en: String,
    /// `leaf`, `clay`, `sky`, `sun` or `plum`.
    pub hue: String,
    /// No longer offered to new ideas.
    pub retired: bool,
}

impl Theme {
    /// The name in a language.
    #[must_use]
    pub fn name(&self, locale: Locale) -> &str {
        if locale == Locale::En && !self.name_en.is_empty() {
            &self.name_en
        } else {
            &self.name_fr
        }
    }

    /// The line in a language.
    #[must_use]
    pub fn line(&self, locale: Locale) -> &str {
        if locale == Locale::En && !self.line_en.is_empty() {
            &self.line_en
        } else {
            &self.line_fr
        }
    }
}

/// A quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Its id.
    pub id: Id,
    /// Address part.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its middle: latitude, longitude.
    pub centre: Option<(f64, f64)>,
    /// No longer offered to new ideas.
    pub retired: bool,
}
