//! `terreau doctor`: what is wrong, and how to repair it.

mod dns;
mod mail;
mod sender;

use std::net::SocketAddr;

use anyhow::{Result, bail};
use clap::Args;
use terreau_features::{
    counters,
    moderation::{self, Verified},
};
use terreau_kernel::time::{Clock, DAY, SECOND};
use terreau_kit::{
    App, Territory,
    config::Config,
    geocoder::{Geocoder, Question, Trouble},
    outgoing::Fault,
};
use terreau_store::jobs;

use crate::{config::Settings, serve};

/// Less free room than this (in percent and in MB) is worth a word, and less than that a fault.
const LITTLE: (u64, u64) = (15, 20_000);
const TOO_LITTLE: (u64, u64) = (5, 2_000);

#[derive(Debug, Args)]
pub struct Doctor {
    /// The DNS server to ask about the sender of letters, as 192.0.2.53; without it, those of this machine. Inside a
    /// network that answers for its own domain, name one outside.
    #[arg(long, value_name = "ADDRESS", value_parser = server)]
    dns: Option<SocketAddr>,
}

/// An address with or without a port.
fn server(text: &str) -> Result<SocketAddr, std::net::AddrParseError> {
    text.parse()
        .or_else(|_| text.parse().map(|ip: std::net::IpAddr| SocketAddr::new(ip, 53)))
}

/// What was looked at, and what was found.
struct Findings {
    wrong: usize,
}

impl Findings {
    fn fine(&self, what: &str) {
        println!("ok     {what}");
    }

    fn note(&self, what: &str, repair: &str) {
        println!("note   {what}\n       → {repair}");
    }

    fn found(&mut self, found: sender::Found) {
        match found {
            sender::Found::Fine(what) => self.fine(&what),
            sender::Found::Note(what, repair) => self.note(&what, &repair),
            sender::Found::Wrong(what, repair) => self.wrong(&what, &repair),
        }
    }

    fn wrong(&mut self, what: &str, repair: &str) {
        self.wrong += 1;
        println!("WRONG  {what}\n       → {repair}");
    }
}

/// Looks at everything; the exit code says whether something is wrong.
pub async fn run(settings: Settings, command: Doctor) -> Result<()> {
    let mut findings = Findings { wrong: 0 };
    configuration(&settings, &mut findings);
    let config = settings.config;
    folder(&config, &mut findings);
    geocoder(&config, &mut findings).await;
    mail::mail(&config, command.dns, &mut findings).await;
    match serve::open(config).await {
        Ok(app) => inside(&app, &mut findings).await,
        Err(error) => findings.wrong(
            &format!("{error:#}"),
            "check TERREAU_DATABASE_URL and TERREAU_DATA, and that the database runs",
        ),
    }
    if findings.wrong > 0 {
        bail!("{} thing(s) to repair", findings.wrong);
    }
    println!("Everything is in order.");
    Ok(())
}

fn configuration(settings: &Settings, findings: &mut Findings) {
    for fault in &settings.faults {
        findings.wrong(
            fault,
            "correct terreau.toml or the environment; see: terreau config",
        );
    }
    let config = &settings.config;
    if settings.faults.is_empty() {
        findings.fine("the configuration makes sense");
    }
    let local = config.base_url.contains("//127.0.0.1") || config.base_url.contains("//localhost");
    if !config.secure() && !local {
        findings.wrong(
            &format!("the public address {} is not https", config.base_url),
            "put a proxy with a certificate in front, and https:// into TERREAU_BASE_URL",
        );
    }
    if config.secure() && !config.listen.ip().is_loopback() && config.trusted_proxies.is_empty() {
        findings.note(
            &format!("{} is reachable without the proxy", config.listen),
            "listen on 127.0.0.1, or name the proxy in TERREAU_TRUSTED_PROXIES",
        );
    }
    if config.demo && !local {
        findings.wrong(
            "this is a demonstration on a public address",
            "its passwords are public: stop it",
        );
    }
    match config.backup_keys.split(',').filter(|key| !key.trim().is_empty()).count() {
        0 => findings.note(
            "there is no key for backups: they are taken only with --plain, and anybody can read them",
            "terreau backup-key --to FILE, its public part into TERREAU_BACKUP_KEYS, the file to a safe place",
        ),
        keys => findings.fine(&format!(
            "backups are encrypted for {keys} key(s); prove yours now and then: terreau restore --check"
        )),
    }
    if config.mail_from.contains(".invalid") && !config.smtp_url.is_empty() {
        findings.wrong("mail leaves without a true sender", "set TERREAU_MAIL_FROM");
    }
}

fn folder(config: &Config, findings: &mut Findings) {
    let data = &config.data;
    let probe = data.join(".doctor");
    let works = std::fs::create_dir_all(data)
        .and_then(|()| std::fs::write(&probe, b"ok"))
        .and_then(|()| std::fs::remove_file(&probe));
    match works {
        Ok(()) => findings.fine(&format!("{} can be written", data.display())),
        Err(error) => findings.wrong(
            &format!("{} cannot be written: {error}", data.display()),
            "give it to the user Terreau runs as: chown -R terreau: FOLDER",
        ),
    }
    let Ok(room) = rustix::fs::statvfs(data.as_path()) else {
        return;
    };
    let free = (room.f_bavail * 100).checked_div(room.f_blocks).unwrap_or(100);
    let megabytes = room.f_bavail * room.f_frsize / 1_000_000;
    let said = format!("{free} % of the disk is free ({megabytes} MB)");
    let repair = "move old backups elsewhere, shorten the journal, or give more room";
    let below = |limit: (u64, u64)| free < limit.0 && megabytes < limit.1;
    if below(TOO_LITTLE) {
        findings.wrong(&said, repair);
    } else if below(LITTLE) {
        findings.note(&said, repair);
    } else {
        findings.fine(&said);
    }
}

/// Asks for the places of a word that every town knows: as people will, within the same time.
async fn geocoder(config: &Config, findings: &mut Findings) {
    let geocoder = Geocoder::new(config);
    let Some(host) = geocoder.host() else { return };
    let question = Question {
        words: "mairie",
        ..Question::default()
    };
    let trouble = match geocoder.find(question, Clock::system().now()).await {
        Ok(found) if found.is_empty() => {
            let repair = "the path of TERREAU_GEOCODER is that of a GeoCodeJSON search, as …/search";
            return findings.note(
                &format!("the geocoder {host} answers, and knows no town hall"),
                repair,
            );
        }
        Ok(_) => return findings.fine(&format!("the geocoder {host} answers")),
        Err(trouble) => trouble,
    };
    let repair = match &trouble {
        Trouble::Fault(Fault::Inside(_)) => {
            "on your own network, write its address in figures, or a name that ends in .internal"
        }
        Trouble::Fault(Fault::TooMany(_)) => "ask its keeper for more, or wait; people name places by hand",
        Trouble::Fault(Fault::Elsewhere) => "put the address it sends to into TERREAU_GEOCODER",
        Trouble::Garbage => "TERREAU_GEOCODER is the address of a GeoCodeJSON search, as …/search",
        _ => "check TERREAU_GEOCODER, and that this machine may reach it; empty, no address is looked for",
    };
    findings.wrong(&format!("the geocoder {host} gives no places: {trouble}"), repair);
}

async fn inside(app: &App, findings: &mut Findings) {
    if !database(app, findings).await {
        return;
    }
    clock(app, findings).await;
    queue(app, findings).await;
    index(app, findings);
    for territory in app.atlas.all() {
        counts(app, &territory, findings).await;
        decisions(app, &territory, findings).await;
        legal(&territory, findings);
    }
    if app.atlas.all().is_empty() {
        findings.wrong(
            "there is no territory",
            "terreau territory create --slug … --insee …",
        );
    }
}

async fn database(app: &App, findings: &mut Findings) -> bool {
    if let Some(version) = terreau_store::newer(&app.db).await {
        findings.wrong(
            &format!("a newer Terreau was here: this program does not know migration {version}"),
            "install that version again, or restore a backup taken before it",
        );
        return false;
    }
    match terreau_store::pending(&app.db).await {
        Ok(0) => findings.fine("the database has every migration"),
        Ok(missing) => {
            findings.wrong(&format!("{missing} migration(s) are missing"), "terreau migrate");
            return false;
        }
        Err(error) => {
            findings.wrong(
                &format!("the database cannot be read: {error}"),
                "start it, or restore a backup",
            );
            return false;
        }
    }
    let written = async {
        let mut tx = app.db.begin().await?;
        terreau_store::run!(
            &mut tx,
            "update installation set value = value where name = 'secret'"
        )?;
        tx.commit().await
    };
    match written.await {
        Ok(()) => findings.fine("the database can be written"),
        Err(error) => findings.wrong(
            &format!("the database cannot be written: {error}"),
            "look at the disk and at who owns the database",
        ),
    }
    match app.reload().await {
        Ok(()) => true,
        Err(error) => {
            findings.wrong(
                &format!("the territories cannot be read: {error}"),
                "restore a backup",
            );
            false
        }
    }
}

async fn clock(app: &App, findings: &mut Findings) {
    let (now, mut latest) = (app.clock.now(), None);
    if let Ok(mut conn) = app.db.read().await {
        latest = terreau_store::value!(&mut conn, Option<i64>, "select max(at) from events")
            .ok()
            .flatten()
            .flatten();
    }
    let ahead = latest.unwrap_or(0) - now;
    if ahead > 60 * SECOND {
        findings.wrong(
            &format!("the clock is {} seconds behind what was written", ahead / SECOND),
            "set the clock of the machine: timedatectl set-ntp true",
        );
    } else {
        findings.fine("the clock is sane");
    }
}

async fn queue(app: &App, findings: &mut Findings) {
    let Ok(mut conn) = app.db.read().await else {
        return;
    };
    match jobs::count(&mut conn, "dead").await {
        Ok(0) => findings.fine("no job was given up"),
        Ok(dead) => findings.wrong(
            &format!("{dead} job(s) were given up"),
            "terreau jobs list says why; then: terreau jobs retry",
        ),
        Err(error) => findings.wrong(&format!("the queue cannot be read: {error}"), "restore a backup"),
    }
    if let Ok(Some(due)) = jobs::next_due(&mut conn).await
        && app.clock.now() - due > 600 * SECOND
    {
        findings.wrong(
            "a job has waited for more than ten minutes",
            "is terreau serve running?",
        );
    }
    let failed = "select count(*) from mails where state = 'failed' and created_at > $1";
    let since = app.clock.now() - 30 * DAY;
    match terreau_store::value!(&mut conn, i64, failed, since) {
        Ok(Some(0) | None) => findings.fine("no mail of the last month failed"),
        Ok(Some(count)) => findings.note(
            &format!("{count} letter(s) of the last month could not be delivered"),
            "see Administration, Mail: wrong addresses, or a server that refuses the sender",
        ),
        Err(error) => findings.wrong(&format!("the mail cannot be read: {error}"), "restore a backup"),
    }
}

fn index(app: &App, findings: &mut Findings) {
    if app.index.needs_rebuild() {
        findings.note(
            "the search index is empty or outdated",
            "it is filled at the next start; or: terreau rebuild search",
        );
    } else {
        findings.fine(&format!("the search index holds {} documents", app.index.len()));
    }
}

async fn counts(app: &App, territory: &Territory, findings: &mut Findings) {
    let Ok(mut conn) = app.db.read().await else {
        return;
    };
    match counters::differences(&mut conn, territory.id).await {
        Ok(found) if found.is_empty() => {
            findings.fine(&format!("{}: every count equals its rows", territory.name));
        }
        Ok(found) => {
            for (name, places) in found {
                let said = format!(
                    "{}: {name} differs from its rows in {places} place(s)",
                    territory.name
                );
                findings.wrong(&said, "terreau rebuild counters");
            }
        }
        Err(error) => findings.wrong(&format!("the counts cannot be read: {error}"), "restore a backup"),
    }
}

async fn decisions(app: &App, territory: &Territory, findings: &mut Findings) {
    let Ok(mut conn) = app.db.read().await else {
        return;
    };
    match moderation::verify_chain(&mut conn, territory.id).await {
        Ok(Verified {
            entries,
            broken: None,
        }) => {
            findings.fine(&format!(
                "{}: the log of {entries} decision(s) holds together",
                territory.name
            ));
        }
        Ok(Verified { broken: Some(at), .. }) => findings.wrong(
            &format!(
                "{}: the log of decisions was changed at entry {at}",
                territory.name
            ),
            "find out who wrote into the database; compare with a backup",
        ),
        Err(error) => findings.wrong(
            &format!("the decisions cannot be read: {error}"),
            "restore a backup",
        ),
    }
}

fn legal(territory: &Territory, findings: &mut Findings) {
    let s = &territory.settings;
    let asked = [
        ("publisher’s address", &s.publisher_address),
        ("publication director", &s.publication_director),
        ("host", &s.host_name),
        ("contact address", &s.contact_email),
        ("data protection officer", &s.dpo_email),
    ];
    let missing: Vec<&str> = asked
        .iter()
        .filter(|a| a.1.trim().is_empty())
        .map(|a| a.0)
        .collect();
    if missing.is_empty() {
        findings.fine(&format!("{}: the legal pages are complete", territory.name));
        return;
    }
    let said = format!("{}: the legal pages lack {}", territory.name, missing.join(", "));
    findings.note(&said, "complete them in Administration before the site opens");
}
