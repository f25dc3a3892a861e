//! What mail servers say of letters: messages of delivery (RFC 3464), complaints (RFC 5965), or the few words of a
//! webhook. Only what is for good counts: a full mailbox or a server that is away is tried again by the mail server.

use serde::Deserialize;

/// What became of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It does not exist, or refuses our letters for good.
    Gone,
    /// Its owner called our letters unwanted.
    Unwanted,
}

/// One address, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// As the mail server wrote it.
    pub address: String,
    /// What became of it.
    pub what: What,
}

#[derive(Deserialize)]
struct Told {
    address: String,
    kind: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Json {
    One(Told),
    Many(Vec<Told>),
}

/// Reads what a mail server sent; nothing where it tells of nothing that is for good.
#[must_use]
pub fn read(text: &str) -> Vec<Report> {
    match serde_json::from_str(text) {
        Ok(Json::One(told)) => report(told).into_iter().collect(),
        Ok(Json::Many(told)) => told.into_iter().filter_map(report).collect(),
        Err(_) => message(text),
    }
}

fn report(told: Told) -> Option<Report> {
    let what = match told.kind.as_str() {
        "bounce" | "hard_bounce" => What::Gone,
        "complaint" | "spam" => What::Unwanted,
        _ => return None,
    };
    address(&told.address).map(|address| Report { address, what })
}

/// The address of `rfc822; Anna <anna@exemple.fr>`.
fn address(text: &str) -> Option<String> {
    let text = text.rsplit_once(';').map_or(text, |(_, rest)| rest);
    let text = text.rsplit_once('<').map_or(text, |(_, rest)| rest);
    let text = text.trim().trim_end_matches('>').trim();
    let whole = text.contains('@') && !text.contains(char::is_whitespace) && text.len() <= 320;
    whole.then(|| text.to_owned())
}

/// Fields of a report, whatever message they stand in: a recipient, then what was done. A new recipient begins a new
/// report; a blank line ends one.
fn message(text: &str) -> Vec<Report> {
    let mut found = Vec::new();
    let (mut recipient, mut failed, mut lasting, mut abuse) = (None, false, true, false);
    let mut end = |recipient: &mut Option<String>, failed: &mut bool, lasting: &mut bool| {
        if let Some(address) = recipient.take().filter(|_| *failed && *lasting) {
            found.push(Report {
                address,
                what: What::Gone,
            });
        }
        (*failed, *lasting) = (false, true);
    };
    let mut unwanted = Vec::new();
    for line in text.lines() {
        let Some((name, value)) = line.split_once(':') else {
            end(&mut recipient, &mut failed, &mut lasting);
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "final-recipient" => {
                if recipient.is_some() {
                    end(&mut recipient, &mut failed, &mut lasting);
                }
                recipient = address(value);
            }
            "original-recipient" if recipient.is_none() => recipient = address(value),
            "action" => failed = value.eq_ignore_ascii_case("failed"),
            "status" => lasting = value.starts_with('5'),
            "feedback-type" => abuse = value.eq_ignore_ascii_case("abuse"),
            "original-rcpt-to" | "removal-recipient" => unwanted.extend(address(value)),
            _ => {}
        }
    }
    end(&mut recipient, &mut failed, &mut lasting);
    if abuse {
        let complaints = unwanted.into_iter().map(|address| Report {
            address,
            what: What::Unwanted,
        });
        found.extend(complaints);
    }
    found
}
