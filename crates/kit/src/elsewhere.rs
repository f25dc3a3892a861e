//! Addresses to which a browser may be sent: on this site, and spelled as a header can hold them.

/// True for an address inside this site: begins with one slash, nothing a browser would read as a host.
#[must_use]
pub fn local(address: &str) -> bool {
    let mut chars = address.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && !address.chars().any(|c| c.is_control() || c == '\\')
}

/// Percent-encodes what a header cannot hold.
pub(crate) fn encode(address: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const SET: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');
    utf8_percent_encode(address, SET).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_30_a_return_address_stays_on_this_site() {
        for fine in ["/", "/ideas?a=b", "/ideas/été#c"] {
            assert!(local(fine), "{fine}");
        }
        for bad in [
            "//evil",
            "/\\evil",
            "https:evil",
            "https://evil",
            "",
            "evil",
            "/a\nb",
            "/a\\b",
            "javascript:1",
        ] {
            assert!(!local(bad), "{bad}");
        }
    }
}
