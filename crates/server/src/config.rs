//! Where the settings come from: the defaults, a file, then the environment. Remembers which, for `config`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use figment::{
    Figment, Profile, Provider as _,
    providers::{Format as _, Serialized, Toml},
};
use terreau_kit::config::Config;

const FILE: &str = "terreau.toml";

/// What kind of value a setting holds.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Switch,
}

const SETTINGS: [(&str, Kind); 17] = [
    ("database_url", Kind::Text),
    ("data", Kind::Text),
    ("base_url", Kind::Text),
    ("listen", Kind::Text),
    ("smtp_url", Kind::Text),
    ("mail_from", Kind::Text),
    ("mail_dkim_selector", Kind::Text),
    ("trusted_proxies", Kind::Text),
    ("mail_reports_token", Kind::Text),
    ("metrics_token", Kind::Text),
    ("tiles", Kind::Text),
    ("tiles_credit", Kind::Text),
    ("geocoder", Kind::Text),
    ("backup_keys", Kind::Text),
    ("connections", Kind::Number),
    ("log_json", Kind::Switch),
    ("demo", Kind::Switch),
];

/// The settings, and where each of them was found.
pub struct Settings {
    /// The settings in force.
    pub config: Config,
    /// What makes no sense in them.
    pub faults: Vec<String>,
    origins: Vec<(&'static str, String)>,
}

/// The name of the variable of a setting.
pub fn variable(name: &str) -> String {
    format!("TERREAU_{}", name.to_uppercase())
}

/// Reads the settings; `file` is the one named on the command line.
///
/// # Errors
/// Names what cannot be read.
pub fn read(file: Option<&Path>) -> Result<Settings> {
    let (path, asked) = match file {
        Some(path) => (path.to_path_buf(), true),
        None => (PathBuf::from(FILE), false),
    };
    if asked && !path.exists() {
        bail!("the configuration file {} does not exist", path.display());
    }
    let mut faults = Vec::new();
    let in_file = if path.exists() {
        keys_of(&path)?
    } else {
        Vec::new()
    };
    for key in &in_file {
        if !SETTINGS.iter().any(|(name, _)| name == key) {
            faults.push(format!("{}: nothing is called « {key} »", path.display()));
        }
    }
    let mut figment = Figment::from(Serialized::defaults(Config::default()));
    if path.exists() {
        figment = figment.merge(Toml::file_exact(&path));
    }
    let mut origins = Vec::new();
    for (name, kind) in SETTINGS {
        let origin = match std::env::var(variable(name)) {
            Ok(value) => {
                figment = merge(figment, name, kind, value)?;
                variable(name)
            }
            Err(_) if in_file.iter().any(|key| key == name) => path.display().to_string(),
            Err(_) => "default".to_owned(),
        };
        origins.push((name, origin));
    }
    let config: Config = figment.extract().map_err(|error| unreadable(&error, &origins))?;
    faults.extend(config.faults());
    Ok(Settings {
        config,
        faults,
        origins,
    })
}

/// Names the setting and where it was found, rather than the reader's own words for them.
fn unreadable(error: &figment::Error, origins: &[(&'static str, String)]) -> anyhow::Error {
    let key = error.path.last().map_or("", String::as_str);
    let origin = origins.iter().find(|(name, _)| *name == key);
    let origin = origin.map_or("the configuration", |(_, origin)| origin.as_str());
    let example = if key == "listen" {
        ": write it as 127.0.0.1:8080"
    } else {
        ""
    };
    anyhow!("{origin}: {key} cannot be read ({}){example}", error.kind)
}

fn merge(figment: Figment, name: &'static str, kind: Kind, value: String) -> Result<Figment> {
    let variable = variable(name);
    Ok(match kind {
        Kind::Text => figment.merge((name, value)),
        Kind::Number => {
            let number: u32 = value
                .trim()
                .parse()
                .with_context(|| format!("{variable}: « {value} » is not a number"))?;
            figment.merge((name, number))
        }
        Kind::Switch => match value.trim() {
            "1" | "true" | "yes" | "on" => figment.merge((name, true)),
            "" | "0" | "false" | "no" | "off" => figment.merge((name, false)),
            _ => bail!("{variable}: « {value} » is neither true nor false"),
        },
    })
}

fn keys_of(path: &Path) -> Result<Vec<String>> {
    let data = Toml::file_exact(path)
        .data()
        .with_context(|| format!("the file {} cannot be read", path.display()))?;
    let dict = data.get(&Profile::Default);
    Ok(dict.map(|d| d.keys().cloned().collect()).unwrap_or_default())
}

impl Settings {
    /// The settings, if they make sense.
    ///
    /// # Errors
    /// Lists what does not.
    pub fn sound(self) -> Result<Config> {
        if !self.faults.is_empty() {
            bail!(
                "the configuration makes no sense:\n  {}",
                self.faults.join("\n  ")
            );
        }
        Ok(self.config)
    }

    /// Each setting with its value, secrets masked, and where it comes from.
    ///
    /// # Errors
    /// Never in practice: the settings are plain values.
    pub fn shown(&self) -> Result<Vec<(&'static str, String, &str)>> {
        let mut config = self.config.clone();
        config.database_url = config.database();
        let masked = serde_json::to_value(config.masked())?;
        let value = |name: &str| match masked.get(name) {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        let lines = self.origins.iter();
        Ok(lines
            .map(|(name, origin)| (*name, value(name), origin.as_str()))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A file as people write them, wrong in every way.
    const FILES: &str = "((base_url|data|listen|connections|log_json|demo|x|smtp_url|trusted_proxies|\\[a\\]) ?= ?\
                         (\"[a-z:/.@, ]{0,12}\"|[0-9]{1,12}|true|\\[\\]|\\{\\}|-1|1e9)?\n){0,5}|\\PC{0,60}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn ops_01_no_file_makes_the_reader_fall_and_faults_are_in_words(text in FILES) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("terreau.toml");
            std::fs::write(&path, &text).expect("written");
            match read(Some(&path)) {
                Err(error) => {
                    let said = format!("{error:#}");
                    prop_assert!(!said.is_empty());
                }
                Ok(settings) => {
                    prop_assert!(settings.shown().is_ok());
                    for fault in &settings.faults {
                        prop_assert!(fault.contains(' '), "{}", fault);
                    }
                }
            }
        }
    }

    #[test]
    fn ops_01_a_file_that_was_named_must_be_there() {
        let error = read(Some(Path::new("/nowhere/terreau.toml")))
            .err()
            .expect("refused");
        assert!(error.to_string().contains("does not exist"), "{error}");
    }
}
