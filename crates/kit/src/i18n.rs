//! Words in French and English. Each feature brings its own Fluent files; they are gathered once at start.
//! A test checks that both languages hold the same keys and that no page asks for one that is missing.

mod plain;

use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use terreau_kernel::locale::{self, Locale};

use plain::Plain;

type Bundle = FluentBundle<FluentResource>;

/// What a message says of its variables.
#[derive(Debug, Clone, Copy)]
enum Arg<'a> {
    Text(&'a str),
    Count(i64),
}

/// Every message of the product, in each language.
pub struct Catalogue {
    fr: Words,
    en: Words,
}

/// The messages of one language. A page holds hundreds: those that choose nothing are put together without Fluent.
struct Words {
    locale: Locale,
    bundle: Bundle,
    plain: Plain,
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
        let of = |locale| {
            Words::gather(
                locale,
                files.iter().filter(|file| file.0 == locale).map(|file| file.1),
            )
        };
        Ok(Self {
            fr: of(Locale::Fr)?,
            en: of(Locale::En)?,
        })
    }

    fn words(&self, locale: Locale) -> &Words {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }

    /// True where the language has the key.
    #[must_use]
    pub fn has(&self, locale: Locale, key: &str) -> bool {
        self.words(locale).bundle.has_message(key)
    }
}

impl Words {
    fn gather<'a>(locale: Locale, texts: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let code = locale.code().parse().map_err(|e| format!("{e:?}"))?;
        let mut bundle = Bundle::new_concurrent(vec![code]);
        bundle.set_formatter(Some(match locale {
            Locale::Fr => french,
            Locale::En => english,
        }));
        bundle.set_use_isolating(false);
        let mut plain = Plain::default();
        for text in texts {
            let resource =
                FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| format!("{errors:?}"))?;
            plain.learn(&resource);
            bundle
                .add_resource(resource)
                .map_err(|errors| format!("{errors:?}"))?;
        }
        Ok(Self {
            locale,
            bundle,
            plain,
        })
    }

    fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        if let Some(text) = self.plain.say(key, args, self.locale) {
            return Some(text);
        }
        let message = self.bundle.get_message(key)?;
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, arg.value());
        }
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(message.value()?, Some(&values), &mut errors);
        Some(text.into_owned())
    }
}

impl<'a> Arg<'a> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts shown to people are far below 2^52"
    )]
    fn value(self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => text.into(),
            Self::Count(n) => FluentValue::from(n as f64),
        }
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

    fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.catalogue
            .words(self.locale)
            .say(key, args)
            .or_else(|| self.catalogue.fr.say(key, args))
            .unwrap_or_else(|| {
                tracing::warn!(key, "a message is missing");
                key.to_owned()
            })
    }

    /// A message without variables.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A message with a count `$n`, which decides its plural.
    #[must_use]
    pub fn n(&self, key: &str, n: i64) -> String {
        self.say(key, &[("n", Arg::Count(n))])
    }

    /// A message with one variable.
    #[must_use]
    pub fn v(&self, key: &str, name: &str, value: &str) -> String {
        self.say(key, &[(name, Arg::Text(value))])
    }

    /// A message with several variables.
    #[must_use]
    pub fn vs(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.nvs(key, None, values)
    }

    /// A message with a count `$n` and other variables.
    #[must_use]
    pub fn nv(&self, key: &str, n: i64, values: &[(&str, &str)]) -> String {
        self.nvs(key, Some(n), values)
    }

    fn nvs(&self, key: &str, n: Option<i64>, values: &[(&str, &str)]) -> String {
        let count = n.map(|n| ("n", Arg::Count(n)));
        let texts = values.iter().map(|(name, value)| (*name, Arg::Text(value)));
        let args: Vec<(&str, Arg<'_>)> = count.into_iter().chain(texts).collect();
        self.say(key, &args)
    }

    /// True where this language has the key itself.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.catalogue.has(self.locale, key)
    }
}

#[cfg(test)]
mod tests;
