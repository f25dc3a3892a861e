//! Addresses of mail: accepted when a public SMTP server can be asked to deliver to them.
//!
//! Policy: a dot-atom of ASCII before the `@`, a domain with a dot after it. Accented domains are
//! stored in their ASCII form (IDNA). Refused although a standard names them: quoted local parts,
//! comments and folded spaces, address literals (`[192.0.2.1]`), local parts beyond ASCII (few servers
//! offer SMTPUTF8), domains without a dot or ending in a number. The DNS is not asked: delivery is
//! proved by the confirmation message.

use std::fmt;

/// An address that can be written to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    text: String,
    at: usize,
}

/// Why an address is refused; each has its own sentence in the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Nothing was given.
    #[error("the address is empty")]
    Empty,
    /// Longer than SMTP carries.
    #[error("the address is too long")]
    TooLong,
    /// No `@`, or nothing before or after it.
    #[error("the address needs a name, the sign @ and a domain")]
    NoAt,
    /// The part before the `@` holds what cannot be delivered.
    #[error("the part before the @ holds a character that cannot be used")]
    Local,
    /// The domain is not a public one.
    #[error("the domain after the @ is not valid")]
    Domain,
}

/// Longest local part and address (RFC 5321 §4.5.3.1).
const LOCAL_MAX: usize = 64;
const ADDRESS_MAX: usize = crate::limits::ADDRESS;

/// Reads an address; spaces around it are forgiven.
pub fn parse(text: &str) -> Result<Address, Why> {
    let text = text.trim_matches([' ', '\u{a0}']);
    if text.is_empty() {
        return Err(Why::Empty);
    }
    if text.len() > ADDRESS_MAX * 4 {
        return Err(Why::TooLong);
    }
    let (local, domain) = text.rsplit_once('@').ok_or(Why::NoAt)?;
    if local.is_empty() || domain.is_empty() {
        return Err(Why::NoAt);
    }
    check_local(local)?;
    let domain = ascii_domain(domain)?;
    let text = format!("{local}@{domain}");
    if text.len() > ADDRESS_MAX {
        return Err(Why::TooLong);
    }
    Ok(Address {
        at: local.len(),
        text,
    })
}

fn check_local(local: &str) -> Result<(), Why> {
    if local.len() > LOCAL_MAX {
        return Err(Why::TooLong);
    }
    let atom = |part: &str| !part.is_empty() && part.bytes().all(is_atext);
    if local.split('.').all(atom) {
        Ok(())
    } else {
        Err(Why::Local)
    }
}

fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn ascii_domain(domain: &str) -> Result<String, Why> {
    let plain = domain
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.') || !c.is_ascii());
    if !plain || domain.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Why::Domain);
    }
    let ascii = match url::Host::parse(domain) {
        Ok(url::Host::Domain(ascii)) => ascii,
        _ => return Err(Why::Domain),
    };
    let labels: Vec<&str> = ascii.split('.').collect();
    let label = |label: &&str| {
        let edges = !label.starts_with('-') && !label.ends_with('-');
        let letters = label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&label.len()) && edges && letters
    };
    let last = labels.last().copied().unwrap_or_default();
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit());
    let public = labels.len() >= 2 && !numeric && ascii.len() <= 253;
    if public && labels.iter().all(label) {
        Ok(ascii)
    } else {
        Err(Why::Domain)
    }
}

impl Address {
    /// The address as it is written in a message: the local part as typed, the domain in lower-case ASCII.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the `@`.
    pub fn local(&self) -> &str {
        &self.text[..self.at]
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// What makes the address unique: all in lower case, because no server that matters distinguishes.
    pub fn key(&self) -> String {
        self.text.to_ascii_lowercase()
    }

    /// The address as one shows it to somebody who should recognise it and not learn it: `j…@exemple.fr`.
    pub fn masked(&self) -> String {
        let first = self.text.chars().next().unwrap_or('…');
        format!("{first}…@{}", self.domain())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests;
