//! The mail of a demonstration: nobody receives it, everybody can read it here. Anywhere else these addresses do
//! not exist.

use askama::Template;
use axum::{
    Json,
    extract::{Path, Query},
    http::{HeaderValue, header},
    response::{Html, IntoResponse as _},
};
use serde::Deserialize;
use serde_json::json;
use terreau_kernel::{
    id::{self, Id},
    time::rfc3339,
};
use terreau_kit::{
    Page, Problem, Visit,
    mail::rows::{self, Mail},
    problem::Answer,
};

/// Letters shown.
const SHOWN: i64 = 200;
/// A letter brings its own styles, and nothing else may run or load.
const SANDBOX: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// To whom.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    to: String,
}

#[derive(Template)]
#[template(path = "postbox/list.html")]
struct Mails<'a> {
    p: &'a Page,
    mails: Vec<Mail>,
    to: String,
}

#[derive(Template)]
#[template(path = "postbox/letter.html")]
struct One<'a> {
    p: &'a Page,
    mail: Mail,
    headers: Vec<(String, String)>,
}

async fn letters(visit: &mut Visit, to: &str) -> Result<Vec<Mail>, Problem> {
    if !visit.app.config.demo {
        return Err(Problem::NotFound);
    }
    let (territory, db) = (visit.territory.id, visit.db.get().await?);
    let to = terreau_kernel::text::clean_line(to);
    Ok(match to.as_str() {
        "" => rows::list(db, territory, "", (i64::MAX, Id::max()), SHOWN).await?,
        to => rows::list_to(db, territory, to, SHOWN).await?,
    })
}

async fn letter(visit: &mut Visit, short: &str) -> Result<Mail, Problem> {
    if !visit.app.config.demo {
        return Err(Problem::NotFound);
    }
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let territory = visit.territory.id;
    rows::get(visit.db.get().await?, territory, id)
        .await?
        .ok_or(Problem::NotFound)
}

/// The letters, the latest first.
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let mails = letters(&mut visit, &asked.to).await?;
    let p = visit.page(visit.tr.t("postbox-title")).private();
    visit.show(&Mails {
        p: &p,
        mails,
        to: asked.to,
    })
}

/// One letter: its text, and a way to its other face.
pub async fn show(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let mail = letter(&mut visit, &short).await?;
    let headers = serde_json::from_str(&mail.headers).unwrap_or_default();
    let p = visit.page(mail.subject.clone()).private();
    visit.show(&One { p: &p, mail, headers })
}

/// The HTML of a letter, as a mail program would show it.
pub async fn html(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let mail = letter(&mut visit, &short).await?;
    let mut response = Html(mail.html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    Ok(response)
}

/// The same letters for programs that try the demonstration.
pub async fn as_json(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let mails = letters(&mut visit, &asked.to).await?;
    let one = |mail: Mail| {
        json!({
            "id": id::short(mail.id),
            "to": mail.address,
            "kind": mail.kind,
            "subject": mail.subject,
            "text": mail.text,
            "html": mail.html,
            "headers": serde_json::from_str::<serde_json::Value>(&mail.headers).unwrap_or_default(),
            "message_id": mail.message_id,
            "state": mail.state,
            "at": rfc3339(mail.created_at),
        })
    };
    let mails: Vec<_> = mails.into_iter().map(one).collect();
    Ok(Json(mails).into_response())
}
