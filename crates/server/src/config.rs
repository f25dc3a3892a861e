//! Where the settings come from: the defaults, a file, then the environment.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use figment::{
    Figment,
    providers::{Env, Format as _, Serialized, Toml},
};
use terreau_kit::config::Config;

/// Reads the settings; `file` is the one named on the command line.
///
/// # Errors
/// Names what cannot be read or makes no sense.
pub fn read(file: Option<&Path>) -> Result<Config> {
    let mut figment = Figment::from(Serialized::defaults(Config::default()));
    match file {
        Some(path) => {
            if !path.exists() {
                bail!("the configuration file {} does not exist", path.display());
            }
            figment = figment.merge(Toml::file_exact(path));
        }
        None => figment = figment.merge(Toml::file("terreau.toml")),
    }
    let ours = [
        "DATABASE_URL",
        "DATA",
        "BASE_URL",
        "LISTEN",
        "SMTP_URL",
        "MAIL_FROM",
        "TRUSTED_PROXIES",
        "METRICS_TOKEN",
        "TILES",
        "TILES_CREDIT",
        "GEOCODER",
        "CONNECTIONS",
        "LOG_JSON",
    ];
    let config: Config = figment
        .merge(Env::prefixed("TERREAU_").only(&ours))
        .extract()
        .context("the configuration cannot be read")?;
    let faults = config.faults();
    if !faults.is_empty() {
        bail!("the configuration makes no sense:\n  {}", faults.join("\n  "));
    }
    Ok(config)
}
