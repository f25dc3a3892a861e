//! What people send: one reading for plain and multipart forms, limits on both, and faults kept field by
//! field, so that a page can be shown again with everything that was typed.

use std::collections::HashMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::header,
};

use crate::Problem;

/// Most fields in one form.
const MOST_FIELDS: usize = 200;
/// Largest text form, in bytes.
const MOST_TEXT: usize = 1024 * 1024;

/// A file that came with a form.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The field it came in.
    pub field: String,
    /// What its owner calls it. For display only.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// The fields of a form, in the order they came.
#[derive(Debug, Clone, Default)]
pub struct Input {
    fields: Vec<(String, String)>,
    /// The files.
    pub files: Vec<Upload>,
}

impl Input {
    /// From pairs, for gestures replayed later and for tests.
    #[must_use]
    pub fn from_pairs(fields: Vec<(String, String)>) -> Self {
        Self {
            fields,
            files: Vec::new(),
        }
    }

    /// All pairs.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.fields
    }

    /// A field as it was typed; empty when it did not come.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|f| f.0 == name)
            .map_or("", |f| f.1.as_str())
    }

    /// A one-line field, cleaned.
    #[must_use]
    pub fn line(&self, name: &str) -> String {
        terreau_kernel::text::clean_line(self.raw(name))
    }

    /// A many-line field, cleaned.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        terreau_kernel::text::clean_text(self.raw(name))
    }

    /// True when a checkbox was ticked or a button pressed.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|f| f.0 == name)
    }

    /// Every value of a repeated field.
    pub fn every<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |f| f.0 == name)
            .map(|f| f.1.as_str())
    }

    /// Sets a field, replacing what came.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|f| f.0 != name);
        self.fields.push((name.to_owned(), value.into()));
    }
}

impl<S: Send + Sync> FromRequest<S> for Input {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let form = Multipart::from_request(request, state)
                .await
                .map_err(|_| Problem::Invalid("form-unreadable"))?;
            return multipart(form).await;
        }
        if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Problem::Invalid("form-unreadable"));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| Problem::TooLarge)?;
        if bytes.len() > MOST_TEXT {
            return Err(Problem::TooLarge);
        }
        let fields: Vec<_> = url::form_urlencoded::parse(&bytes)
            .into_owned()
            .take(MOST_FIELDS + 1)
            .collect();
        if fields.len() > MOST_FIELDS {
            return Err(Problem::Invalid("form-unreadable"));
        }
        Ok(Self {
            fields,
            files: Vec::new(),
        })
    }
}

async fn multipart(mut form: Multipart) -> Result<Input, Problem> {
    let mut input = Input::default();
    let mut text = 0;
    while let Some(field) = form.next_field().await.map_err(|e| body_problem(&e))? {
        let name = field.name().unwrap_or_default().to_owned();
        if input.fields.len() + input.files.len() > MOST_FIELDS {
            return Err(Problem::Invalid("form-unreadable"));
        }
        match field.file_name().map(str::to_owned) {
            Some(file) => {
                let bytes = field.bytes().await.map_err(|e| body_problem(&e))?;
                if !bytes.is_empty() {
                    input.files.push(Upload {
                        field: name,
                        name: file,
                        bytes,
                    });
                }
            }
            None => {
                let value = field.bytes().await.map_err(|e| body_problem(&e))?;
                text += value.len();
                if text > MOST_TEXT {
                    return Err(Problem::TooLarge);
                }
                input
                    .fields
                    .push((name, String::from_utf8_lossy(&value).into_owned()));
            }
        }
    }
    Ok(input)
}

fn body_problem(error: &axum::extract::multipart::MultipartError) -> Problem {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Problem::TooLarge
    } else {
        Problem::Invalid("form-unreadable")
    }
}

/// What is wrong with a form, field by field: the key of a message, and its variables.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    found: Vec<Fault>,
    by_field: HashMap<String, usize>,
}

/// One fault.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The field.
    pub field: String,
    /// Its message, already in the reader's language.
    pub text: String,
}

impl Faults {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault; the first one of a field is the one shown.
    pub fn add(&mut self, field: &str, text: impl Into<String>) {
        if self.by_field.contains_key(field) {
            return;
        }
        self.by_field.insert(field.to_owned(), self.found.len());
        self.found.push(Fault {
            field: field.to_owned(),
            text: text.into(),
        });
    }

    /// Adds a fault when a condition does not hold.
    pub fn unless(&mut self, fine: bool, field: &str, text: impl FnOnce() -> String) {
        if !fine {
            self.add(field, text());
        }
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> i64 {
        i64::try_from(self.found.len()).unwrap_or(i64::MAX)
    }

    /// The fault of a field; empty when it has none.
    #[must_use]
    pub fn of(&self, field: &str) -> &str {
        self.by_field
            .get(field)
            .and_then(|i| self.found.get(*i))
            .map_or("", |f| f.text.as_str())
    }

    /// All of them, in the order found.
    #[must_use]
    pub fn all(&self) -> &[Fault] {
        &self.found
    }
}
