//! What the DNS must say of the domain that letters come from, so that they arrive: SPF, DKIM and DMARC. Rules on texts
//! alone; nothing is asked here. Terreau names the same domain in the envelope and in the letter, so SPF is aligned.

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// As it should be.
    Fine(String),
    /// What, and what to do about it: letters arrive all the same.
    Note(String, String),
    /// What, and how to repair it.
    Wrong(String, String),
}

use Found::{Fine, Note, Wrong};

/// More questions than this, and receivers give up (RFC 7208).
const QUESTIONS: usize = 10;

/// Texts of a kind: they begin with its version, which ends with a space, a semicolon or the text.
fn of_kind<'t>(texts: &'t [String], version: &str) -> Vec<&'t str> {
    let begins = |text: &&str| {
        let head = text.get(..version.len());
        let after = text.chars().nth(version.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(version)) && matches!(after, None | Some(' ' | ';'))
    };
    texts.iter().map(|text| text.trim()).filter(begins).collect()
}

/// The record to begin with. `server`: the mail server of this installation, by name.
fn first_spf(server: Option<&str>) -> String {
    let whom = server.map_or("mx".to_owned(), |server| format!("a:{server}"));
    format!("\"v=spf1 {whom} ~all\" (or with the include:… that your mail provider names)")
}

/// One word of a record without what stands before it, and its name alone.
fn plain(term: &str) -> &str {
    term.trim_start_matches(['+', '-', '~', '?'])
}

fn name(term: &str) -> &str {
    plain(term).split([':', '=', '/']).next().unwrap_or_default()
}

/// Which machines may send for the domain. `server`: the mail server of this installation, by name.
pub fn spf(domain: &str, texts: &[String], server: Option<&str>) -> Found {
    let publish = |record: &str| format!("publish at {domain}, type TXT, in its place: \"{record}\"");
    match of_kind(texts, "v=spf1").as_slice() {
        [] => Wrong(
            format!("{domain} does not say which servers send for it (SPF): letters fall into junk"),
            format!("publish at {domain}, type TXT: {}", first_spf(server)),
        ),
        [record] => match judged(record) {
            Spf::Fine => Fine(format!(
                "SPF of {domain} is published, and the envelope bears the same domain: {record}"
            )),
            Spf::Nobody => Wrong(
                format!("{domain} says that no server sends for it (SPF: {record})"),
                format!(
                    "publish at {domain}, type TXT, in its place: {}",
                    first_spf(server)
                ),
            ),
            Spf::Asks(questions) => Wrong(
                format!("the SPF record of {domain} asks {questions} other names, ten at most are followed"),
                "take out of it what no longer sends for you".into(),
            ),
            Spf::Everybody => Wrong(
                format!("{domain} lets everybody send in its name (SPF: {record})"),
                publish(&ending(record)),
            ),
            Spf::Open => Note(
                format!("{domain} does not say what becomes of letters from elsewhere (SPF: {record})"),
                publish(&ending(record)),
            ),
        },
        several => Wrong(
            format!(
                "{domain} has {} SPF records: receivers believe none",
                several.len()
            ),
            format!("make them one, at {domain}, type TXT: \"{}\"", merged(several)),
        ),
    }
}

/// What one record says.
enum Spf {
    Fine,
    /// That nobody sends.
    Nobody,
    /// More questions than are followed.
    Asks(usize),
    /// That everybody may.
    Everybody,
    /// Nothing of the others.
    Open,
}

fn judged(record: &str) -> Spf {
    let record = record.to_lowercase();
    let terms: Vec<&str> = record.split_whitespace().skip(1).collect();
    let has = |names: &[&str]| terms.iter().filter(|term| names.contains(&name(term))).count();
    let all = terms.iter().find(|term| plain(term) == "all");
    let questions = has(&["include", "a", "mx", "ptr", "exists", "redirect"]);
    match all {
        _ if terms.len() == has(&["all", "exp"]) => Spf::Nobody,
        _ if questions > QUESTIONS => Spf::Asks(questions),
        Some(&("all" | "+all")) => Spf::Everybody,
        None | Some(&"?all") if has(&["redirect"]) == 0 => Spf::Open,
        _ => Spf::Fine,
    }
}

/// Several records as one: every term once, one end.
fn merged(records: &[&str]) -> String {
    let mut terms: Vec<&str> = Vec::new();
    for term in records
        .iter()
        .flat_map(|record| record.split_whitespace().skip(1))
    {
        if !plain(term).eq_ignore_ascii_case("all") && !terms.contains(&term) {
            terms.push(term);
        }
    }
    format!("v=spf1 {} ~all", terms.join(" "))
}

/// A record with an end that names the others.
fn ending(record: &str) -> String {
    let ends = |term: &&str| plain(term).eq_ignore_ascii_case("all");
    let kept: Vec<&str> = record.split_whitespace().filter(|term| !ends(term)).collect();
    format!("{} ~all", kept.join(" "))
}

/// The fields of a text such as `v=DKIM1; k=rsa; p=…`, without the spaces in their values.
fn fields(text: &str) -> Vec<(String, String)> {
    let fields = text.split(';').filter_map(|field| field.split_once('='));
    fields
        .map(|(name, value)| {
            let value = value.chars().filter(|c| !c.is_whitespace()).collect();
            (name.trim().to_lowercase(), value)
        })
        .collect()
}

fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

/// The name under which a key of the domain is published.
pub fn key_name(domain: &str, selector: &str) -> String {
    format!("{selector}._domainkey.{domain}")
}

/// Nobody told Terreau by which key its letters are signed.
pub fn unsigned(domain: &str) -> Found {
    Note(
        format!(
            "letters are signed (DKIM) by your mail server or not at all: Terreau does not sign them, and knows no key \
             of {domain}"
        ),
        format!(
            "ask whoever runs it to sign for {domain}, and put the name of its key (the selector) into \
             TERREAU_MAIL_DKIM_SELECTOR"
        ),
    )
}

/// The key by which the mail server signs, published under `name`.
pub fn dkim(name: &str, texts: &[String]) -> Found {
    let keys: Vec<_> = texts.iter().map(|text| fields(text)).collect();
    let keys: Vec<_> = keys.iter().filter(|key| field(key, "p").is_some()).collect();
    let repair = || {
        format!(
            "publish at {name}, type TXT: \"v=DKIM1; k=rsa; p=…\", where … is the public key that your mail provider \
             shows (or the CNAME it gives); or correct TERREAU_MAIL_DKIM_SELECTOR"
        )
    };
    let key = match keys.as_slice() {
        [] => {
            return Wrong(
                format!("no DKIM key is published at {name}: signatures count for nothing"),
                repair(),
            );
        }
        [key] => key,
        [_, _, ..] => {
            let said = format!(
                "{} DKIM keys stand at {name}: receivers may take the wrong one",
                keys.len()
            );
            return Wrong(said, "leave the one that your mail server signs with".into());
        }
    };
    let value = field(key, "p").unwrap_or_default();
    if value.is_empty() {
        return Wrong(
            format!("the DKIM key at {name} was revoked (p= is empty)"),
            repair(),
        );
    }
    let kind = field(key, "k").unwrap_or("rsa");
    let base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    // 44 characters are the 32 bytes of an ed25519 key; 200 are a little less than 1,024 bits of RSA.
    let least = if kind.eq_ignore_ascii_case("rsa") { 200 } else { 43 };
    if !value.chars().all(base64) || value.len() < least {
        return Wrong(format!("the DKIM key at {name} is cut or spoilt"), repair());
    }
    if field(key, "t").is_some_and(|flags| flags.split(':').any(|flag| flag == "y")) {
        return Note(
            format!("the DKIM key at {name} says that it is being tried (t=y): receivers may overlook it"),
            "once letters arrive signed, take t=y out of the record".into(),
        );
    }
    // 2,048 bits take some 390 characters.
    if kind.eq_ignore_ascii_case("rsa") && value.len() < 300 {
        return Note(
            format!("the DKIM key at {name} is short (1,024 bits)"),
            "have your mail provider make one of 2,048 bits".into(),
        );
    }
    Fine(format!(
        "the DKIM key at {name} is published; your mail server signs with it"
    ))
}

/// Where a policy may stand: the domain, then those above it, down to two parts.
pub fn policy_names(domain: &str) -> Vec<String> {
    let mut names = vec![format!("_dmarc.{domain}")];
    let mut rest = domain;
    while let Some((_, above)) = rest.split_once('.') {
        if !above.contains('.') {
            break;
        }
        names.push(format!("_dmarc.{above}"));
        rest = above;
    }
    names
}

/// Whether a name holds a policy, so that none is looked for above.
pub fn has_policy(texts: &[String]) -> bool {
    !of_kind(texts, "v=DMARC1").is_empty()
}

/// What receivers do with letters that fail both others. `name`: where the texts were found.
pub fn dmarc(domain: &str, name: &str, texts: &[String]) -> Found {
    let known = of_kind(texts, "v=DMARC1");
    let own = format!("_dmarc.{domain}");
    let repair = || {
        format!(
            "publish at {own}, type TXT: \"v=DMARC1; p=none; rua=mailto:postmaster@{domain}\" (an address you read)"
        )
    };
    let record = match known.as_slice() {
        [] => {
            return Wrong(
                format!(
                    "{domain} has no policy for letters sent in its name (DMARC): large providers refuse them"
                ),
                repair(),
            );
        }
        [record] => *record,
        [_, _, ..] => {
            let said = format!("{name} has {} DMARC records: receivers believe none", known.len());
            return Wrong(said, format!("leave one of them: \"{}\"", known[0]));
        }
    };
    let all = fields(record);
    // What stands above a domain may say something else for those below.
    let below = (name != own).then(|| field(&all, "sp")).flatten();
    let policy = below.or_else(|| field(&all, "p")).map(str::to_lowercase);
    match policy.as_deref() {
        Some("quarantine" | "reject") => Fine(format!("DMARC of {domain} is published at {name}: {record}")),
        Some("none") => Note(
            format!(
                "DMARC of {domain} is published at {name}, and lets pass whoever uses your name: {record}"
            ),
            format!(
                "after some weeks of reports without a letter of yours among the refused, at {own}: \"v=DMARC1; \
                 p=quarantine; rua=mailto:postmaster@{domain}\""
            ),
        ),
        _ => Wrong(
            format!("the DMARC record at {name} has no valid p=: {record}"),
            repair(),
        ),
    }
}

#[cfg(test)]
mod tests;
