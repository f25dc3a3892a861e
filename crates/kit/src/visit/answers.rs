//! How a visit answers: pages, forms shown again, other addresses, cookies, and a word said once.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::Visit;
use crate::{
    Problem, Territory,
    elsewhere::{encode, local},
    page::{Flash, Page, base},
};

impl Visit {
    /// A page of this territory for this viewer.
    #[must_use]
    pub fn page(&mut self, title: impl Into<String>) -> Page {
        Page::new(self, title.into())
    }

    /// Gives the browser a cookie: `session`, `flash`, `gesture`, `device` or `crossing`.
    pub fn set_cookie(&mut self, plain: &str, value: &str, seconds: i64) {
        let secure = if self.app.config.secure() { "; Secure" } else { "" };
        let name = self.app.cookie(plain);
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
        if let Ok(value) = HeaderValue::from_str(&text) {
            self.cookies.push(value);
        }
    }

    /// Gives the browser a choice that scripts may read: `theme` or `lang`.
    pub fn set_choice(&mut self, name: &str, value: &str) {
        let secure = if self.app.config.secure() { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/; SameSite=Lax; Max-Age=31536000{secure}");
        if let Ok(value) = HeaderValue::from_str(&text) {
            self.cookies.push(value);
        }
    }

    /// Takes a cookie back.
    pub fn clear_cookie(&mut self, plain: &str) {
        self.set_cookie(plain, "", 0);
    }

    /// Shows a message once on the next page. `key` is the key of a message, `value` its `$value`.
    pub fn tell(&mut self, key: &'static str, value: &str) {
        let flash = Flash {
            key: key.to_owned(),
            value: value.to_owned(),
        };
        let text = flash.write();
        self.set_cookie("flash", &text, 120);
    }

    /// Sends the browser elsewhere on this site, with the cookies of this visit.
    #[must_use]
    pub fn redirect(&self, to: &str) -> Response {
        let to = if local(to) { to } else { "/" };
        let mut response = StatusCode::SEE_OTHER.into_response();
        if let Ok(value) = HeaderValue::from_str(&encode(to)) {
            response.headers_mut().insert(header::LOCATION, value);
        }
        self.dress(response)
    }

    /// Sends the browser to a territory of this installation, with the cookies of this visit: to its own host, never to
    /// another.
    #[must_use]
    pub fn redirect_to(&self, territory: &Territory, path: &str) -> Response {
        let path = if local(path) { path } else { "/" };
        let mut response = StatusCode::SEE_OTHER.into_response();
        let address = format!("{}{}", base(&self.app, territory), encode(path));
        if let Ok(value) = HeaderValue::from_str(&address) {
            response.headers_mut().insert(header::LOCATION, value);
        }
        self.dress(response)
    }

    /// Adds the cookies of this visit to an answer.
    #[must_use]
    pub fn dress(&self, mut response: Response) -> Response {
        for cookie in &self.cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie.clone());
        }
        if self.viewer.signed_in() && !response.headers().contains_key(header::CACHE_CONTROL) {
            response.headers_mut().insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static("private, no-store"),
            );
        }
        response
    }

    /// Draws a page.
    ///
    /// # Errors
    /// [`Problem::Broken`] when the template fails.
    pub fn show(&self, template: &impl Template) -> Result<Response, Problem> {
        self.show_with(StatusCode::OK, template)
    }

    /// Draws a form again with what is wrong with it.
    ///
    /// # Errors
    /// [`Problem::Broken`] when the template fails.
    pub fn show_again(&self, template: &impl Template) -> Result<Response, Problem> {
        self.show_with(StatusCode::UNPROCESSABLE_ENTITY, template)
    }

    /// Draws a form: for the first time, or again with what is wrong with it.
    ///
    /// # Errors
    /// [`Problem::Broken`] when the template fails.
    pub fn show_form(&self, template: &impl Template, fine: bool) -> Result<Response, Problem> {
        if fine {
            self.show(template)
        } else {
            self.show_again(template)
        }
    }

    fn show_with(&self, status: StatusCode, template: &impl Template) -> Result<Response, Problem> {
        let html = template.render()?;
        Ok(self.dress((status, Html(html)).into_response()))
    }

    /// Draws a page that every visitor gets alike: the edge may keep it.
    ///
    /// # Errors
    /// [`Problem::Broken`] when the template fails.
    pub fn show_to_all(&self, template: &impl Template) -> Result<Response, Problem> {
        let mut response = self.show(template)?;
        if !self.viewer.signed_in() && self.cookies.is_empty() {
            response.extensions_mut().insert(crate::edge::Keep);
        }
        Ok(response)
    }
}
