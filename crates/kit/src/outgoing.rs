//! The one way out over HTTP. A request leaves only for an origin (scheme, host and port) that the configuration names,
//! follows no redirection, and is given little time and little room. What people type never chooses where it goes.
//!
//! Where a name leads is looked at too. A host on the operator's own network says so by itself: an address written in
//! figures, `localhost`, a name without a dot, or one that ends in `.internal`, `.local`, `.lan` or `.home.arpa`. Any
//! other name must lead to public addresses only: one that leads inside is refused, whoever holds its zone.

use std::{
    error::Error,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use reqwest::{
    Client, Response, StatusCode,
    dns::{Addrs, Name, Resolve, Resolving},
    header, redirect, retry,
};
use tokio::sync::Semaphore;
use url::{Host, Origin, Url};

use crate::config::Config;

/// How long and how much, at most.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// To be connected.
    pub connect: Duration,
    /// From waiting for a place to the last byte of the answer.
    pub total: Duration,
    /// Bytes of an answer, unpacked.
    pub most: usize,
    /// Requests under way.
    pub together: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            total: Duration::from_secs(3),
            most: 256 * 1024,
            together: 4,
        }
    }
}

/// Why nothing came back. The words are for operators and hold nothing of what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not an origin of the configuration.
    #[error("the configuration does not name this host")]
    Unnamed,
    /// A public name that leads inside.
    #[error("its name leads to {0}, which is not a public address")]
    Inside(IpAddr),
    /// Not in time.
    #[error("it did not answer in time")]
    Slow,
    /// It sends elsewhere.
    #[error("it sends to another address, which is not followed")]
    Elsewhere,
    /// It wants to be left alone for a while, if it says so.
    #[error("it asks for fewer requests")]
    TooMany(Option<Duration>),
    /// Another status than success.
    #[error("it answered with status {0}")]
    Status(u16),
    /// A longer answer than is read.
    #[error("its answer is too large")]
    TooLarge,
    /// No connection, or one that broke.
    #[error("it cannot be reached: {0}")]
    Away(String),
}

/// The guarded client, cheap to clone.
#[derive(Clone)]
pub struct Outgoing(Arc<Inner>);

struct Inner {
    origins: Vec<Origin>,
    bounds: Bounds,
    places: Semaphore,
    client: Result<Client, Fault>,
}

impl Outgoing {
    /// The client of an installation: it reaches what the settings name, and nothing else.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let named: Vec<Url> = config.geocoder_url().into_iter().collect();
        let agent = format!("Terreau/{} (+{})", env!("CARGO_PKG_VERSION"), config.base_url);
        Self::bounded(&named, &agent, Bounds::default())
    }

    /// A client that reaches the origins of these addresses, within these bounds.
    #[must_use]
    pub fn bounded(named: &[Url], agent: &str, bounds: Bounds) -> Self {
        let client = if named.is_empty() {
            Err(Fault::Unnamed)
        } else {
            build(named, agent, bounds).map_err(|error| Fault::Away(innermost(&error)))
        };
        Self(Arc::new(Inner {
            origins: named.iter().map(Url::origin).collect(),
            places: Semaphore::new(bounds.together),
            bounds,
            client,
        }))
    }

    /// The body of a successful answer.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn get(&self, url: &Url) -> Result<Vec<u8>, Fault> {
        let named = self.0.origins.contains(&url.origin());
        if !named || !url.username().is_empty() || url.password().is_some() {
            return Err(Fault::Unnamed);
        }
        let client = self.0.client.as_ref().map_err(Clone::clone)?;
        let asked = async {
            let _place = self.0.places.acquire().await.map_err(|_| Fault::Slow)?;
            let sent = client.get(url.clone()).send().await;
            self.read(sent.map_err(told)?).await
        };
        tokio::time::timeout(self.0.bounds.total, asked)
            .await
            .unwrap_or(Err(Fault::Slow))
    }

    async fn read(&self, mut answer: Response) -> Result<Vec<u8>, Fault> {
        match answer.status() {
            status if status.is_success() => {}
            status if status.is_redirection() => return Err(Fault::Elsewhere),
            StatusCode::TOO_MANY_REQUESTS => return Err(Fault::TooMany(wait(&answer))),
            status => return Err(Fault::Status(status.as_u16())),
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(told)? {
            if body.len() + chunk.len() > self.0.bounds.most {
                return Err(Fault::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

fn build(named: &[Url], agent: &str, bounds: Bounds) -> reqwest::Result<Client> {
    // The client takes the provider of the process; a second one is refused, and is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let own = named.iter().filter(|url| on_own_network(url));
    let own = own.filter_map(|url| url.host_str().map(str::to_owned)).collect();
    Client::builder()
        .user_agent(agent)
        .connect_timeout(bounds.connect)
        .timeout(bounds.total)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .no_proxy()
        .dns_resolver(Guarded { own })
        .build()
}

/// True where an address says by itself that it is on the operator's network.
#[must_use]
pub fn on_own_network(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(v4)) => reach(v4.into()) != Reach::Public,
        Some(Host::Ipv6(v6)) => reach(v6.into()) != Reach::Public,
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let own = ["localhost", "internal", "local", "lan", "home.arpa"];
            !name.contains('.')
                || own
                    .iter()
                    .any(|zone| name.strip_suffix(zone).is_some_and(|rest| rest.ends_with('.')))
        }
        None => false,
    }
}

/// How far an address reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Public,
    /// This machine, or a network of the operator.
    Own,
    /// One link, everybody, an example: nowhere a service stands.
    Nowhere,
}

fn reach(address: IpAddr) -> Reach {
    match address {
        IpAddr::V4(v4) => reach_v4(v4),
        IpAddr::V6(v6) => reach_v6(v6),
    }
}

fn reach_v4(v4: Ipv4Addr) -> Reach {
    match v4.octets() {
        [10 | 127, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Reach::Own,
        [0 | 224..=255, ..]
        | [169, 254, ..]
        | [192, 0, 0 | 2, _]
        | [198, 18 | 19, ..]
        | [198, 51, 100, _]
        | [203, 0, 113, _] => Reach::Nowhere,
        _ => Reach::Public,
    }
}

fn reach_v6(v6: Ipv6Addr) -> Reach {
    let inner = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        reach_v4(Ipv4Addr::new(a, b, c, d))
    };
    match v6.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => Reach::Own,
        [0, 0, 0, 0, 0, 0xffff, high, low] => inner(high, low),
        // A network without IPv4 reaches it through these; what lies inside does not become public by it.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] if inner(high, low) == Reach::Public => Reach::Public,
        [0xfc00..=0xfdff, ..] => Reach::Own,
        [0x2001, 0 | 0xdb8, ..] | [0x2002, ..] => Reach::Nowhere,
        [0x2000..=0x3fff, ..] => Reach::Public,
        _ => Reach::Nowhere,
    }
}

/// Resolves names, and refuses those that lead where they should not. Addresses in figures never come here: only the
/// operator writes those.
struct Guarded {
    own: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
#[error("leads to {0}")]
struct LeadsInside(IpAddr);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let own = self.own.contains(&host);
        Box::pin(lookup(host, own))
    }
}

async fn lookup(host: String, own: bool) -> Result<Addrs, Box<dyn Error + Send + Sync>> {
    let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
    let fits = |to: IpAddr| match reach(to) {
        Reach::Public => true,
        Reach::Own => own,
        Reach::Nowhere => false,
    };
    match found.iter().find(|to| !fits(to.ip())) {
        Some(inside) => Err(LeadsInside(inside.ip()).into()),
        None => Ok(Box::new(found.into_iter())),
    }
}

fn wait(answer: &Response) -> Option<Duration> {
    let seconds = answer.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    seconds.trim().parse().ok().map(Duration::from_secs)
}

/// What an error of the client means, without the address: it holds what somebody typed.
fn told(error: reqwest::Error) -> Fault {
    let error = error.without_url();
    if error.is_timeout() {
        return Fault::Slow;
    }
    let inside = causes(&error).find_map(|cause| cause.downcast_ref::<LeadsInside>());
    inside.map_or_else(|| Fault::Away(innermost(&error)), |found| Fault::Inside(found.0))
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&cause| cause.source())
}

fn innermost(error: &reqwest::Error) -> String {
    causes(error).last().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests;
