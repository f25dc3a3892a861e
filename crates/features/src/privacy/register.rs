//! The record of processing activities (article 30 of the GDPR), made from the catalogue and the settings of the
//! territory: one line for each purpose, as a table and as JSON, in the language of whoever downloads it.

use std::collections::BTreeSet;

use axum::{
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use serde_json::{Value, json};
use terreau_kernel::{csvsafe, time};
use terreau_kit::{Problem, Visit, problem::Answer};

use super::catalogue::{Entry, PURPOSES, catalogue};

/// The columns of the table, and the fields of each line.
const FIELDS: [&str; 11] = [
    "name",
    "aim",
    "controller",
    "dpo",
    "basis",
    "people",
    "data",
    "recipients",
    "keeps",
    "transfers",
    "measures",
];

/// What entries say, each thing once, in order, in words.
fn said<'e>(
    visit: &Visit,
    entries: &[&'e Entry],
    kind: &str,
    of: impl Fn(&'e Entry) -> &'e str,
) -> Vec<String> {
    let codes: BTreeSet<&str> = entries.iter().map(|entry| of(entry)).collect();
    codes
        .into_iter()
        .map(|code| visit.tr.t(&format!("privacy-{kind}-{code}")))
        .collect()
}

/// One line of the record: a value for each field.
fn line(visit: &Visit, purpose: &str) -> Vec<Value> {
    let entries: Vec<&Entry> = catalogue()
        .entry
        .iter()
        .filter(|entry| entry.purpose == purpose)
        .collect();
    let s = &visit.territory.settings;
    let filled = |text: &str| {
        if text.is_empty() {
            visit.tr.t("privacy-to-fill")
        } else {
            text.to_owned()
        }
    };
    let data: Vec<&str> = entries.iter().map(|entry| entry.what(visit.locale)).collect();
    vec![
        visit.tr.t(&format!("privacy-purpose-{purpose}")).into(),
        visit.tr.t(&format!("privacy-purpose-{purpose}-aim")).into(),
        filled(&s.publisher).into(),
        filled(&s.dpo_email).into(),
        said(visit, &entries, "basis", |entry| &entry.basis).into(),
        visit.tr.t(&format!("privacy-purpose-{purpose}-people")).into(),
        data.into(),
        said(visit, &entries, "sees", |entry| &entry.sees).into(),
        said(visit, &entries, "keeps", |entry| &entry.keeps).into(),
        visit.tr.t("privacy-transfers").into(),
        visit.tr.t("privacy-measures").into(),
    ]
}

fn file(visit: &Visit, kind: &'static str, end: &str, body: Vec<u8>) -> Answer {
    let mut response = body.into_response();
    let name = format!("attachment; filename=\"registre-{}.{end}\"", visit.territory.slug);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = HeaderValue::from_str(&name).map_err(|_| Problem::Broken)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(visit.dress(response))
}

/// The record as a table.
pub async fn csv(visit: Visit) -> Answer {
    visit.administrator()?;
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    let heads = FIELDS.map(|field| visit.tr.t(&format!("privacy-field-{field}")));
    let mut wrote = writer.write_record(&heads);
    for purpose in PURPOSES {
        let cells = line(&visit, purpose).into_iter().map(|value| match value {
            Value::Array(all) => {
                let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
                csvsafe::cell(&all.join(" | ")).into_owned()
            }
            other => csvsafe::cell(other.as_str().unwrap_or_default()).into_owned(),
        });
        let cells: Vec<String> = cells.collect();
        wrote = wrote.and_then(|()| writer.write_record(&cells));
    }
    wrote.map_err(|_| Problem::Broken)?;
    let body = writer.into_inner().map_err(|_| Problem::Broken)?;
    file(&visit, "text/csv; charset=utf-8", "csv", body)
}

/// The record as JSON.
pub async fn json(visit: Visit) -> Answer {
    visit.administrator()?;
    let lines = PURPOSES.map(|purpose| {
        let fields = FIELDS.iter().map(|field| (*field).to_owned());
        Value::Object(fields.zip(line(&visit, purpose)).collect())
    });
    let s = &visit.territory.settings;
    let whole = json!({
        "made_at": time::rfc3339(visit.now),
        "territory": visit.territory.name,
        "controller": {
            "name": s.publisher, "address": s.publisher_address, "phone": s.publisher_phone,
            "representative": s.publication_director, "dpo": s.dpo_email,
        },
        "host": { "name": s.host_name, "address": s.host_address },
        "treatments": lines,
    });
    let body = serde_json::to_vec_pretty(&whole).map_err(|_| Problem::Broken)?;
    file(&visit, "application/json", "json", body)
}
