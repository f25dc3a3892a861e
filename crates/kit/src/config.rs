//! How one installation is set up. Read from a file and from the environment by the binary; every part
//! has a default that works on one small machine.

use std::{net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::outgoing;

/// The settings of an installation (those of a territory live in the database).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// `sqlite://…` or `postgres://…`. Empty: a file in `data`.
    pub database_url: String,
    /// Folder of everything that is not in the database: media, index, mail folder, keys.
    pub data: PathBuf,
    /// The public address, as `https://idees.ville.fr`.
    pub base_url: String,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// `smtp://…`, `smtps://…`; empty: mail is written into a folder of `data`.
    pub smtp_url: String,
    /// The sender of every mail.
    pub mail_from: String,
    /// The name of the key (DKIM selector) that the mail server signs with, for `doctor` to look at; empty: unknown.
    pub mail_dkim_selector: String,
    /// Proxies whose `X-Forwarded-For` is believed: addresses, comma-separated.
    pub trusted_proxies: String,
    /// Token with which a mail server tells of letters that came back (`POST /mail/reports`); empty: it cannot.
    pub mail_reports_token: String,
    /// Token that opens `/metrics` to machines other than this one.
    pub metrics_token: String,
    /// Map tiles, as `https://host/{z}/{x}/{y}.png`; empty: the shipped outlines only.
    pub tiles: String,
    /// Credit shown with the tiles.
    pub tiles_credit: String,
    /// Where addresses are looked for: a GeoCodeJSON search, as `https://host/search`; empty: nowhere.
    pub geocoder: String,
    /// Public keys that backups are encrypted for (`age1…`), comma-separated; empty: none.
    pub backup_keys: String,
    /// Connections to the database.
    pub connections: u32,
    /// Logs as JSON lines.
    pub log_json: bool,
    /// Shows demonstration accounts, mail and gallery.
    pub demo: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: String::new(),
            data: PathBuf::from("data"),
            base_url: "http://127.0.0.1:8080".into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            smtp_url: String::new(),
            mail_from: "Terreau <ne-pas-repondre@terreau.invalid>".into(),
            mail_dkim_selector: String::new(),
            trusted_proxies: String::new(),
            mail_reports_token: String::new(),
            metrics_token: String::new(),
            tiles: String::new(),
            tiles_credit: String::new(),
            geocoder: String::new(),
            backup_keys: String::new(),
            connections: 8,
            log_json: false,
            demo: false,
        }
    }
}

impl Config {
    /// The database address, with the default file where none is given.
    #[must_use]
    pub fn database(&self) -> String {
        if self.database_url.is_empty() {
            format!("sqlite://{}", self.data.join("terreau.db").display())
        } else {
            self.database_url.clone()
        }
    }

    /// True where browsers reach this installation over HTTPS.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// The same settings with passwords and tokens replaced by `…`, fit to be shown.
    #[must_use]
    pub fn masked(&self) -> Self {
        let mut shown = self.clone();
        shown.database_url = mask(&shown.database_url);
        shown.smtp_url = mask(&shown.smtp_url);
        for token in [&mut shown.metrics_token, &mut shown.mail_reports_token] {
            if !token.is_empty() {
                *token = "…".into();
            }
        }
        // What follows the question mark may be a key.
        if let Some((address, _)) = shown.geocoder.split_once('?') {
            shown.geocoder = format!("{address}?…");
        }
        shown
    }

    /// The domain that letters come from, as the DNS writes it.
    #[must_use]
    pub fn sender_domain(&self) -> Option<String> {
        let sender: lettre::message::Mailbox = self.mail_from.parse().ok()?;
        match url::Host::parse(sender.email.domain()).ok()? {
            url::Host::Domain(name) => Some(name.trim_end_matches('.').to_owned()),
            _ => None,
        }
    }

    /// Where addresses are looked for, if it makes sense: over HTTPS, or on the operator's own network.
    #[must_use]
    pub fn geocoder_url(&self) -> Option<url::Url> {
        let url = url::Url::parse(&self.geocoder).ok()?;
        let plain = url.scheme() == "http" && outgoing::on_own_network(&url);
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        ((plain || url.scheme() == "https") && url.has_host() && bare).then_some(url)
    }

    /// What makes no sense in these settings, in plain words.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if url::Url::parse(&self.base_url).is_err() {
            faults.push(format!(
                "base_url: « {} » is not an address such as https://ideas.town.fr",
                self.base_url
            ));
        }
        let database = self.database();
        if !["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|scheme| database.starts_with(scheme))
        {
            faults.push("database_url: begin with sqlite:// or postgres://".into());
        }
        if !self.smtp_url.is_empty() && !self.smtp_url.starts_with("smtp") {
            faults.push("smtp_url: begin with smtp:// or smtps://".into());
        }
        if self.mail_from.parse::<lettre::message::Mailbox>().is_err() {
            faults.push("mail_from: write it as « Name <address@town.fr> »".into());
        }
        let part = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if !self.mail_dkim_selector.chars().all(part) {
            faults.push("mail_dkim_selector: write the name of the key alone, as s2026".into());
        }
        if !self.geocoder.is_empty() && self.geocoder_url().is_none() {
            faults.push(
                "geocoder: write it as https://host/search, without name and password; http:// is for your own \
                 network only"
                    .into(),
            );
        }
        for proxy in self.proxies() {
            if proxy.is_err() {
                faults.push("trusted_proxies: one of the addresses cannot be read".into());
            }
        }
        if let Err(error) = terreau_store::backup::seal::recipients(&self.backup_keys) {
            faults.push(format!("backup_keys: {error}"));
        }
        faults
    }

    /// The trusted proxies, parsed.
    pub fn proxies(&self) -> impl Iterator<Item = Result<std::net::IpAddr, std::net::AddrParseError>> + '_ {
        self.trusted_proxies
            .split(',')
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .map(str::parse)
    }
}

fn mask(address: &str) -> String {
    let Ok(mut url) = url::Url::parse(address) else {
        return address.to_owned();
    };
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .map(|(name, value)| match name.as_ref() {
            "password" => (name.into_owned(), "…".to_owned()),
            _ => (name.into_owned(), value.into_owned()),
        })
        .collect();
    let hidden = kept.iter().any(|(name, _)| name == "password");
    if url.password().is_none() && !hidden {
        return address.to_owned();
    }
    if url.password().is_some() {
        let _ = url.set_password(Some("…"));
    }
    if hidden {
        url.query_pairs_mut().clear().extend_pairs(kept);
    }
    url.to_string().replace("%E2%80%A6", "…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ops_01_secrets_are_never_shown() {
        let config = Config {
            database_url: "postgres://terreau:hunter2@db/terreau".into(),
            smtp_url: "smtps://me:hunter2@mail.example?password=hunter2".into(),
            mail_reports_token: "hunter2".into(),
            metrics_token: "hunter2".into(),
            geocoder: "https://geo.example/search?key=hunter2".into(),
            ..Config::default()
        };
        let shown = serde_json::to_string(&config.masked()).expect("serialises");
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(config.faults().is_empty());
    }

    /// There is no feature that lets a machine judge or write. One that comes adds a setting here, empty by default,
    /// and its label in the interface.
    #[test]
    fn priv_39_by_default_nothing_leaves_for_another_host_and_no_machine_judges() {
        let plain = serde_json::to_value(Config::default()).expect("serialises");
        let plain = plain.as_object().expect("settings");
        let known = [
            "backup_keys",
            "base_url",
            "connections",
            "data",
            "database_url",
            "demo",
            "geocoder",
            "listen",
            "log_json",
            "mail_dkim_selector",
            "mail_from",
            "mail_reports_token",
            "metrics_token",
            "smtp_url",
            "tiles",
            "tiles_credit",
            "trusted_proxies",
        ];
        let mut names: Vec<_> = plain.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(
            names, known,
            "a new setting: does it call somebody, or decide something?"
        );
        for elsewhere in ["database_url", "geocoder", "smtp_url", "tiles"] {
            assert_eq!(plain[elsewhere], "", "{elsewhere}");
        }
        assert!(!crate::territory::Settings::default().allow_ai_crawlers);
    }

    #[test]
    fn io_34_the_domain_of_the_sender_is_that_of_the_dns() {
        let domain = |from: &str| {
            let config = Config {
                mail_from: from.into(),
                ..Config::default()
            };
            config.sender_domain()
        };
        assert_eq!(
            domain("Ideas <a@Ideas.Town.fr>").as_deref(),
            Some("ideas.town.fr")
        );
        assert_eq!(domain("a@thé.fr").as_deref(), Some("xn--th-cja.fr"));
        assert_eq!(domain("nobody"), None);
        let config = Config {
            mail_dkim_selector: "s1._domainkey.town.fr TXT".into(),
            ..Config::default()
        };
        assert_eq!(config.faults().len(), 1);
    }

    #[test]
    fn nonsense_is_named() {
        let config = Config {
            base_url: "town".into(),
            database_url: "mysql://x".into(),
            ..Config::default()
        };
        assert_eq!(config.faults().len(), 2);
    }

    #[test]
    fn sec_28_a_geocoder_is_reached_over_https_or_on_the_own_network() {
        let faults = |geocoder: &str| {
            let config = Config {
                geocoder: geocoder.into(),
                ..Config::default()
            };
            assert_eq!(config.geocoder_url().is_some(), config.faults().is_empty());
            config.faults().len()
        };
        for sound in [
            "https://geo.example/search",
            "http://10.0.0.7:7878/search",
            "http://addok:7878/search",
        ] {
            assert_eq!(faults(sound), 0, "{sound}");
        }
        for wrong in [
            "geo.example/search",
            "http://geo.example/search",
            "https://me:secret@geo.example/search",
            "ftp://geo.example/search",
            "file:///etc/passwd",
        ] {
            assert_eq!(faults(wrong), 1, "{wrong}");
        }
    }
}
