//! A browser that keeps its cookies, and the answers it reads.

use std::collections::HashMap;

use axum::{
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::Stage;

/// An answer, read whole.
#[derive(Debug)]
pub struct Page {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: axum::http::HeaderMap,
    /// Its body as text.
    pub text: String,
    /// Its body.
    pub bytes: Vec<u8>,
}

impl Page {
    /// Where it sends the browser.
    #[must_use]
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }

    /// Asserts a status, showing the page when it is another.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{} {}",
            self.location(),
            self.text.chars().take(3000).collect::<String>()
        );
        self
    }

    /// Asserts that the page holds a text.
    #[track_caller]
    pub fn has(self, text: &str) -> Self {
        assert!(self.text.contains(text), "« {text} » is not in {}", self.text);
        self
    }

    /// Asserts that it does not.
    #[track_caller]
    pub fn has_not(self, text: &str) -> Self {
        assert!(!self.text.contains(text), "« {text} » is in {}", self.text);
        self
    }

    /// Its JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }
}

/// A browser: cookies, and the headers a browser sends.
pub struct Browser<'s> {
    pub(super) stage: &'s Stage,
    pub(super) cookies: HashMap<String, String>,
    /// Extra headers of every request.
    pub headers: Vec<(&'static str, String)>,
}

impl Browser<'_> {
    /// The value of a cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Sets a cookie.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Any request, its answer not read yet.
    pub async fn begin(&mut self, mut request: Request<Body>) -> Response<Body> {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let headers = request.headers_mut();
        headers
            .entry(header::HOST)
            .or_insert("sceaux.test".parse().expect("a host"));
        headers
            .entry("sec-fetch-site")
            .or_insert("same-origin".parse().expect("a value"));
        headers
            .entry(header::ACCEPT_LANGUAGE)
            .or_insert("fr".parse().expect("a language"));
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, cookies.join("; ").parse().expect("cookies"));
        }
        for (name, value) in &self.headers {
            headers.insert(*name, value.parse().expect("a header"));
        }
        let response: Response<Body> = self
            .stage
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("text");
            let (name, value) = text
                .split(';')
                .next()
                .and_then(|c| c.split_once('='))
                .expect("a cookie");
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    /// Any request.
    pub async fn send(&mut self, request: Request<Body>) -> Page {
        let (parts, body) = self.begin(request).await.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Page {
            status: parts.status,
            headers: parts.headers,
            text,
            bytes,
        }
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).expect("a request"))
            .await
    }

    /// Opens an address, and leaves its answer open.
    pub async fn open(&mut self, path: &str) -> Response<Body> {
        self.begin(Request::get(path).body(Body::empty()).expect("a request"))
            .await
    }

    /// Opens an address, and follows where it leads.
    pub async fn visit(&mut self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..5 {
            if !page.status.is_redirection() || page.location().is_empty() {
                break;
            }
            let to = page.location().to_owned();
            page = self.get(&to).await;
        }
        page
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).expect("a request"))
            .await
    }

    /// Sends a form with files: field, file name, bytes.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let border = "terreau-border-7d1c";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend_from_slice(
                format!("--{border}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--{border}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{border}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={border}");
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body)).expect("a request"))
            .await
    }
}
