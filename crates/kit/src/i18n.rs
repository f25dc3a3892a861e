//! Words in French and English. Each feature brings its own Fluent files; they are gathered once at start.
//! A test checks that both languages hold the same keys and that no page asks for one that is missing.

use std::{borrow::Cow, sync::Arc};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use terreau_kernel::locale::{self, Locale};

type Bundle = FluentBundle<FluentResource>;

/// Every message of the product, in each language.
pub struct Catalogue {
    fr: Bundle,
    en: Bundle,
}

fn french(value: &FluentValue<'_>, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> Option<String> {
    number(value, Locale::Fr)
}

fn english(value: &FluentValue<'_>, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> Option<String> {
    number(value, Locale::En)
}

fn number(value: &FluentValue<'_>, locale: Locale) -> Option<String> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "only whole counts are passed to messages"
        )]
        FluentValue::Number(n) if n.value.fract() == 0.0 => Some(locale::number(n.value as i64, locale)),
        _ => None,
    }
}

impl Catalogue {
    /// Gathers the messages. `files` are the texts of `.ftl` files with their language.
    ///
    /// # Errors
    /// The first fault found, in words: a test builds the real catalogue, so this cannot happen to a user.
    pub fn gather(files: &[(Locale, &str)]) -> Result<Self, String> {
        let mut fr = Bundle::new_concurrent(vec!["fr".parse().map_err(|e| format!("{e:?}"))?]);
        let mut en = Bundle::new_concurrent(vec!["en".parse().map_err(|e| format!("{e:?}"))?]);
        fr.set_formatter(Some(french));
        en.set_formatter(Some(english));
        for bundle in [&mut fr, &mut en] {
            bundle.set_use_isolating(false);
        }
        for (locale, text) in files {
            let resource =
                FluentResource::try_new((*text).to_owned()).map_err(|(_, errors)| format!("{errors:?}"))?;
            let bundle = if *locale == Locale::Fr { &mut fr } else { &mut en };
            bundle
                .add_resource(resource)
                .map_err(|errors| format!("{errors:?}"))?;
        }
        Ok(Self { fr, en })
    }

    fn bundle(&self, locale: Locale) -> &Bundle {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }

    fn say(&self, locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let bundle = self.bundle(locale);
        let message = bundle.get_message(key)?;
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(message.value()?, args, &mut errors)
            .into_owned();
        Some(text)
    }

    /// True where the language has the key.
    #[must_use]
    pub fn has(&self, locale: Locale, key: &str) -> bool {
        self.bundle(locale).has_message(key)
    }
}

/// Words of one language, for one page.
#[derive(Clone)]
pub struct Tr {
    catalogue: Arc<Catalogue>,
    /// The language.
    pub locale: Locale,
}

impl std::fmt::Debug for Tr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tr")
            .field("locale", &self.locale)
            .finish_non_exhaustive()
    }
}

impl Tr {
    /// Words of a language.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>, locale: Locale) -> Self {
        Self { catalogue, locale }
    }

    fn say(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        self.catalogue
            .say(self.locale, key, args)
            .or_else(|| self.catalogue.say(Locale::Fr, key, args))
            .unwrap_or_else(|| {
                tracing::warn!(key, "a message is missing");
                key.to_owned()
            })
    }

    /// A message without variables.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.say(key, None)
    }

    /// A message with a count `$n`, which decides its plural.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts shown to people are far below 2^52"
    )]
    pub fn n(&self, key: &str, n: i64) -> String {
        let mut args = FluentArgs::new();
        args.set("n", FluentValue::from(n as f64));
        self.say(key, Some(&args))
    }

    /// A message with one variable.
    #[must_use]
    pub fn v(&self, key: &str, name: &str, value: &str) -> String {
        self.vs(key, &[(name, value)])
    }

    /// A message with several variables.
    #[must_use]
    pub fn vs(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), FluentValue::String(Cow::Borrowed(value)));
        }
        self.say(key, Some(&args))
    }

    /// A message with a count `$n` and other variables.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts shown to people are far below 2^52"
    )]
    pub fn nv(&self, key: &str, n: i64, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        args.set("n", FluentValue::from(n as f64));
        for (name, value) in values {
            args.set((*name).to_owned(), FluentValue::String(Cow::Borrowed(value)));
        }
        self.say(key, Some(&args))
    }

    /// True where this language has the key itself.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.catalogue.has(self.locale, key)
    }
}
