//! A country pack: a folder of data that a territory begins with, so that another country needs no other program.
//! `settings.toml` holds settings of the territory, `pages/<page>.<language>.md` its legal and other standing pages.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use terreau_features::pages::{self, SLUGS};
use terreau_kernel::{id::Id, limits, locale::Locale, text};
use terreau_kit::{App, territory::Settings};

/// A standing page of a pack.
struct PackedPage {
    slug: &'static str,
    locale: Locale,
    title: String,
    body: String,
}

/// A pack that was read whole and makes sense.
pub struct Pack {
    /// What the territory begins with.
    pub settings: Settings,
    pages: Vec<PackedPage>,
}

impl Pack {
    /// Reads a folder.
    ///
    /// # Errors
    /// Names the file and what is wrong in it.
    pub fn read(folder: &Path) -> Result<Self> {
        Ok(Self {
            settings: settings(&folder.join("settings.toml"))?,
            pages: standing(&folder.join("pages"))?,
        })
    }

    /// Puts its pages in place of those that are shipped.
    ///
    /// # Errors
    /// What the database says.
    pub async fn lay(&self, app: &App, territory: Id) -> Result<()> {
        let mut tx = app.db.begin().await?;
        for page in &self.pages {
            let write = pages::Write {
                territory,
                slug: page.slug,
                locale: page.locale.code(),
                title: &page.title,
                body: &page.body,
                person: None,
                version: 0,
                at: app.clock.now(),
            };
            pages::keep(&mut tx, &write).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

fn settings(path: &Path) -> Result<Settings> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let given: toml::Table = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let known = serde_json::to_value(Settings::default())?;
    if let Some(name) = given.keys().find(|name| known.get(name.as_str()).is_none()) {
        bail!("{}: nothing is called « {name} »", path.display());
    }
    toml::from_str(&text).with_context(|| path.display().to_string())
}

fn standing(folder: &Path) -> Result<Vec<PackedPage>> {
    let mut pages = Vec::new();
    if !folder.is_dir() {
        return Ok(pages);
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let parts = name.strip_suffix(".md").and_then(|name| name.rsplit_once('.'));
        let found = parts.and_then(|(slug, lang)| {
            let slug = SLUGS.into_iter().find(|known| *known == slug)?;
            Some((slug, Locale::from_code(lang)?))
        });
        let Some((slug, locale)) = found else {
            bail!(
                "{}: name it after a page and a language, as terms.fr.md",
                path.display()
            );
        };
        let words =
            std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let (title, body) = words.split_once('\n').unwrap_or((&words, ""));
        let title = text::clean_line(title.trim_start_matches('#'));
        let body = text::clean_text(body);
        if title.is_empty() || body.is_empty() || text::graphemes(&body) > limits::BODY * 3 {
            bail!(
                "{}: a title on the first line, then a text of {} characters at most",
                path.display(),
                limits::BODY * 3
            );
        }
        pages.push(PackedPage {
            slug,
            locale,
            title,
            body,
        });
    }
    Ok(pages)
}
