//! Whether letters leave, and whether they arrive: the mail server, then what the DNS says of the sender. Nothing is
//! asked of anybody where mail goes into a folder.

use std::net::SocketAddr;

use terreau_kit::{config::Config, mail::transport::Transport};

use super::{
    Findings,
    dns::Dns,
    sender::{self, Found},
};

pub async fn mail(config: &Config, dns: Option<SocketAddr>, findings: &mut Findings) {
    if config.smtp_url.is_empty() {
        let said = "mail goes into a folder: nobody receives it";
        let repair = "set TERREAU_SMTP_URL";
        if config.secure() {
            findings.wrong(said, repair);
        } else {
            findings.note(said, repair);
        }
        return;
    }
    let checked = match Transport::new(config) {
        Ok(transport) => transport.check().await,
        Err(error) => Err(error),
    };
    match checked {
        Ok(()) => findings.fine("the mail server answers"),
        Err(error) => findings.wrong(
            &format!("the mail server does not answer: {error}"),
            "check TERREAU_SMTP_URL, the password, and that the port is open",
        ),
    }
    // A sender that is not one has been named with the configuration.
    let Some(domain) = config.sender_domain().filter(|name| !name.ends_with(".invalid")) else {
        return;
    };
    let known = match Dns::new(dns) {
        Ok(dns) => published(config, &domain, &dns).await,
        Err(error) => Err(error),
    };
    match known {
        Ok(all) => all.into_iter().for_each(|found| findings.found(found)),
        Err(error) => findings.note(
            &format!("the DNS does not say what is published for {domain}: {error}"),
            "run doctor again; or have it ask another server, as --dns 192.0.2.53",
        ),
    }
}

async fn published(
    config: &Config,
    domain: &str,
    dns: &Dns,
) -> Result<Vec<Found>, hickory_resolver::net::NetError> {
    let spf = sender::spf(domain, &dns.texts(domain).await?, server(config).as_deref());
    let dkim = match config.mail_dkim_selector.as_str() {
        "" => sender::unsigned(domain),
        selector => {
            let name = sender::key_name(domain, selector);
            sender::dkim(&name, &dns.texts(&name).await?)
        }
    };
    let (mut place, mut texts) = (format!("_dmarc.{domain}"), Vec::new());
    for name in sender::policy_names(domain) {
        texts = dns.texts(&name).await?;
        if sender::has_policy(&texts) {
            place = name;
            break;
        }
    }
    Ok(vec![spf, dkim, sender::dmarc(domain, &place, &texts)])
}

/// The mail server, where the DNS knows it by name: a relay on this machine or on its network is found by nobody.
fn server(config: &Config) -> Option<String> {
    let url = url::Url::parse(&config.smtp_url).ok()?;
    match url::Host::parse(url.host_str()?).ok()? {
        url::Host::Domain(name) if name.contains('.') => Some(name),
        _ => None,
    }
}
