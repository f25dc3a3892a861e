//! What can go wrong, told to people. A handler gives a [`Problem`]; the edge draws it in the visitor's
//! language, inside the territory's page, or as RFC 9457 JSON for programs.

use std::time::Duration;

use axum::{
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

/// What a handler answers.
pub type Answer = Result<Response, Problem>;

/// A problem, by what the visitor can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing here, or nothing this viewer may see.
    NotFound,
    /// It was here and was removed.
    Gone,
    /// Known viewer, not allowed. The key of a message that says why.
    Refused(&'static str),
    /// One must sign in first.
    SignIn,
    /// One must prove again who one is.
    Prove,
    /// This role asks for a second factor first.
    Factor,
    /// What was sent makes no sense as a whole. The key of a message.
    Invalid(&'static str),
    /// Somebody else was quicker.
    Conflict(&'static str),
    /// Too often; welcome again after this wait.
    TooMany(Duration),
    /// Too large to be taken.
    TooLarge,
    /// The address is known, and does not take this.
    Method,
    /// It did not arrive whole in time.
    Slow,
    /// The database or the disk is away; nothing was lost, and it will come back.
    Away,
    /// Our fault. Logged once, shown with its number.
    Broken,
}

impl Problem {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::Refused(_) | Self::Prove | Self::Factor => StatusCode::FORBIDDEN,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The name of its messages: `problem-<code>` and `problem-<code>-text`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Gone => "gone",
            Self::Refused(_) => "refused",
            Self::SignIn => "sign-in",
            Self::Prove => "prove",
            Self::Factor => "factor",
            Self::Invalid(_) => "invalid",
            Self::Conflict(_) => "conflict",
            Self::TooMany(_) => "too-many",
            Self::TooLarge => "too-large",
            Self::Method => "method",
            Self::Slow => "slow",
            Self::Away => "away",
            Self::Broken => "broken",
        }
    }

    /// Where a person goes to make it right, and comes back from.
    #[must_use]
    pub fn door(&self) -> Option<&'static str> {
        match self {
            Self::SignIn => Some("/login"),
            Self::Prove => Some("/me/prove"),
            Self::Factor => Some("/me/security/set-up"),
            _ => None,
        }
    }

    /// The key of a more precise message, where the handler gave one.
    #[must_use]
    pub fn detail(&self) -> Option<&'static str> {
        match self {
            Self::Refused(key) | Self::Invalid(key) | Self::Conflict(key) => Some(key),
            _ => None,
        }
    }
}

impl Problem {
    /// The problem of an answer: the one a handler gave, or what a bare status of the layers below means, which know no
    /// language. An address that cannot be read leads nowhere.
    pub(crate) fn of_answer(response: &mut Response, method: &Method, uri: &Uri) -> Option<Self> {
        if let Some(problem) = response.extensions_mut().remove::<Self>() {
            return Some(problem);
        }
        let kind = response.headers().get(header::CONTENT_TYPE);
        let bare = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
        match Self::of_status(response.status()).filter(|_| bare) {
            Some(Self::Invalid(_)) if method.is_safe() && !uri.path().starts_with("/api/") => {
                Some(Self::NotFound)
            }
            problem => problem,
        }
    }

    fn of_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::UNAUTHORIZED => Self::SignIn,
            StatusCode::FORBIDDEN => Self::Refused("refused-foreign"),
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::REQUEST_TIMEOUT => Self::Slow,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Self::Away,
            other if other.is_client_error() => Self::Invalid("form-unreadable"),
            other if other.is_server_error() => Self::Broken,
            _ => return None,
        })
    }
}

impl From<terreau_store::Error> for Problem {
    fn from(error: terreau_store::Error) -> Self {
        if error.is_passing() {
            tracing::warn!(%error, "storage is away");
            return Self::Away;
        }
        tracing::error!(%error, "storage failed");
        Self::Broken
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a page could not be drawn");
        Self::Broken
    }
}

impl IntoResponse for Problem {
    /// The bare status; the edge replaces the body by a drawn page. The problem itself rides along.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::TooMany(wait) = &self
            && let Ok(seconds) = HeaderValue::from_str(&wait.as_secs().max(1).to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        if self == Self::Away {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
