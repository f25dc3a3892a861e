//! Who asks for a stream, and the same question put again while it is open.

use std::net::IpAddr;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use terreau_kernel::id::Id;
use terreau_kit::{App, Problem, Visit, live::Asks, network, visit};

/// From where on a page wants to hear.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// Whoever asks, and what is needed to know them again. An open page keeps no session alive.
pub struct Caller {
    /// Their visit; it holds no connection once it is let go.
    pub visit: Visit,
    /// What tells who they are, for later.
    pub known: Known,
    last: Option<String>,
}

/// What tells who somebody is.
pub struct Known {
    app: App,
    territory: Id,
    headers: HeaderMap,
    uri: Uri,
    address: IpAddr,
}

impl Known {
    /// The viewer as they are now: their session may have ended.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the territory is gone, [`Problem::Away`] when the database is.
    pub async fn again(&self) -> Result<Visit, Problem> {
        let territory = self.app.atlas.by_id(self.territory).ok_or(Problem::NotFound)?;
        Visit::linger(&self.app, territory, &self.headers, &self.uri, self.address).await
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let territory = visit::territory_of(app, &parts.headers, &parts.uri).ok_or(Problem::NotFound)?;
        let mut headers = HeaderMap::new();
        for name in [header::COOKIE, header::ACCEPT_LANGUAGE] {
            for value in parts.headers.get_all(&name) {
                headers.append(name.clone(), value.clone());
            }
        }
        let last = parts.headers.get("last-event-id");
        let known = Known {
            app: app.clone(),
            territory: territory.id,
            headers,
            uri: parts.uri.clone(),
            address: network::address(parts, &app.proxies),
        };
        Ok(Self {
            visit: known.again().await?,
            last: last.and_then(|value| value.to_str().ok()).map(str::to_owned),
            known,
        })
    }
}

impl Caller {
    /// Up to where this page was told: by its stream before a break, else when it was drawn.
    pub fn after<'a>(&'a self, asked: &'a Asked) -> &'a str {
        self.last.as_deref().unwrap_or(&asked.after)
    }

    /// The question for a place in a room.
    pub fn asks(&self, object: Id, counted: bool) -> Asks {
        Asks {
            topic: (self.visit.territory.id, object),
            person: self.visit.viewer.id(),
            counted,
            network: network::network(self.known.address),
        }
    }
}

/// There is no place: the page is whole without, and does not ask again.
pub fn full() -> Response {
    let none = HeaderValue::from_static("no-store");
    (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, none)]).into_response()
}
