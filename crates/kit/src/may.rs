//! What whoever comes may do: sign in first, write, keep the place fair, set it up, and how often.

use std::time::Duration;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use crate::{Faults, Problem, Role, Visit, limits::Act, network, session, viewer::Someone};

impl Visit {
    /// The person who comes.
    ///
    /// # Errors
    /// [`Problem::SignIn`] for a visitor.
    pub fn person(&self) -> Result<&Someone, Problem> {
        self.viewer.person().ok_or(Problem::SignIn)
    }

    /// The person who comes, if they may write.
    ///
    /// # Errors
    /// [`Problem::SignIn`] for a visitor, [`Problem::Refused`] for somebody suspended.
    pub fn writer(&self) -> Result<&Someone, Problem> {
        let person = self.person()?;
        if person.may_write {
            Ok(person)
        } else {
            Err(Problem::Refused("refused-suspended"))
        }
    }

    /// Moderators and administrators only; for others the page does not exist.
    ///
    /// # Errors
    /// [`Problem::SignIn`], [`Problem::Factor`] or [`Problem::NotFound`].
    pub fn moderator(&self) -> Result<&Someone, Problem> {
        self.with(self.viewer.moderates(), |role| {
            matches!(role, Role::Moderator | Role::Administrator)
        })
    }

    /// Somebody with this power; somebody whose power waits for a second factor is led to it.
    fn with(&self, may: bool, power: impl Fn(Role) -> bool) -> Result<&Someone, Problem> {
        let person = self.person()?;
        match self.held {
            _ if may => Ok(person),
            Some((role, _)) if power(role) => Err(Problem::Factor),
            _ => Err(Problem::NotFound),
        }
    }

    /// Administrators only; for others the page does not exist.
    ///
    /// # Errors
    /// [`Problem::SignIn`], [`Problem::Factor`] or [`Problem::NotFound`].
    pub fn administrator(&self) -> Result<&Someone, Problem> {
        self.with(self.viewer.administers(), |role| role == Role::Administrator)
    }

    /// Sensitive acts ask who one is again after half an hour.
    ///
    /// # Errors
    /// [`Problem::Prove`] when that time is over.
    pub fn proven(&self) -> Result<&Someone, Problem> {
        let person = self.person()?;
        if self.now - person.fresh_at < session::FRESH {
            Ok(person)
        } else {
            Err(Problem::Prove)
        }
    }

    /// Counts an act for this person (or this address) and this network.
    ///
    /// # Errors
    /// [`Problem::TooMany`] with the time to wait.
    pub fn count(&self, act: Act) -> Result<(), Problem> {
        let who = self
            .viewer
            .id()
            .map_or_else(|| self.address.to_string(), |id| id.to_string());
        let network = format!("net:{}", network::network(self.address));
        self.app
            .limits
            .count(act, &[&who, &network])
            .map_err(Problem::TooMany)
    }

    /// Counts an act whose form is shown again when it comes too often: the time to wait stands beside `field`, and
    /// what was typed stays. Give the wait to [`later`].
    pub fn hurried(&self, act: Act, field: &str, faults: &mut Faults) -> Option<Duration> {
        let Err(Problem::TooMany(wait)) = self.count(act) else {
            return None;
        };
        let seconds = i64::try_from(wait.as_secs().max(1)).unwrap_or(60);
        let text = if seconds < 90 {
            self.tr.n("ui-wait-seconds", seconds)
        } else {
            self.tr.n("ui-wait-minutes", seconds.div_euclid(60) + 1)
        };
        faults.add(field, text);
        Some(wait)
    }
}

/// A form shown again because of a wait says so to programs too; without one the answer stays as it is.
#[must_use]
pub fn later(mut response: Response, wait: Option<Duration>) -> Response {
    if let Some(wait) = wait {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        let seconds = HeaderValue::from(wait.as_secs().max(1));
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}
