//! Whatever comes in, the parsers of this crate stay up and keep their promises: positions in lists, cookies, what a
//! browser accepts, who forwards whom, addresses to go back to, and forms.

use std::net::{IpAddr, SocketAddr};

use axum::{
    body::Body,
    extract::{ConnectInfo, FromRequest as _, Request},
    http::{HeaderMap, HeaderValue, header},
};
use proptest::prelude::*;
use url::form_urlencoded;

use crate::{Input, Problem, edge::Encoding, elsewhere::local, network, page::Flash, paging, visit};

/// What an address is made of where somebody wants to leave the site.
const ADDRESSES: &str = "[/\\\\:@.?#a-z\\t\\n\u{200b} %0-9]{0,12}|.{0,30}|/.{0,20}";

/// Pieces of a form in several parts, in any order.
const PARTS: &str = "(--X(--)?(\r\n)?|Content-Disposition: form-data; name=\"[a-z]?\"|; filename=\"a\"|\r\n\
                     |[a-z\u{e9}\0]){0,12}";

const KINDS: [&str; 5] = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=X",
    "multipart/form-data",
    "text/plain",
    "",
];

fn header(bytes: &[u8]) -> Option<HeaderValue> {
    HeaderValue::from_bytes(bytes).ok()
}

fn read(kind: &str, body: Vec<u8>) -> Result<Input, Problem> {
    let request = Request::post("/")
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .expect("a request");
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
        .block_on(Input::from_request(request, &()))
}

proptest! {
    #[test]
    fn a_position_comes_back_and_no_address_makes_one_up(
        at: i64, key in ".{0,20}", made_up in "[0-9a-f]{0,80}|.{0,60}"
    ) {
        let cursor = paging::cursor(&(at, &key));
        prop_assert!(cursor.bytes().all(|b| b.is_ascii_hexdigit()), "it stands in an address as it is");
        prop_assert_eq!(paging::position::<(i64, String)>(&cursor), Some((at, key)));
        if let Some(position) = paging::position::<(i64, String)>(&made_up) {
            let again = paging::cursor(&position);
            prop_assert_eq!(paging::position::<(i64, String)>(&again), Some(position));
        }
    }

    #[test]
    fn no_cookie_breaks_anything(bytes in prop::collection::vec(any::<u8>(), 0..80), text in "[a-z=; \"%~]{0,60}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let Some(value) = header(bytes) else { continue };
            let mut headers = HeaderMap::new();
            headers.append(header::COOKIE, value.clone());
            headers.append(header::COOKIE, value);
            for (name, value) in visit::cookies(&headers) {
                prop_assert!(!name.contains([';', '=']) && !value.contains(';'));
                let _ = Flash::read(value);
            }
        }
    }

    #[test]
    fn a_message_shown_once_comes_back_through_its_cookie(key in "[a-z-]{1,59}", value in ".{0,60}") {
        let flash = Flash { key: key.clone(), value: value.clone() };
        let written = flash.write();
        prop_assert!(written.bytes().all(|b| b.is_ascii_graphic() && !b"\",;\\".contains(&b)), "{}", written);
        let read = Flash::read(&written).expect("what we wrote");
        prop_assert_eq!((read.key, read.value), (key, value));
    }

    #[test]
    fn no_header_breaks_what_a_browser_accepts(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let Some(value) = header(&bytes) else { return Ok(()) };
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, value);
        let _ = Encoding::accepted(&headers);
    }

    #[test]
    fn sec_35_nobody_forwards_for_others_unless_trusted(
        text in "[0-9a-f.:, ]{0,60}|.{0,40}", peer: [u8; 4], trusted: bool
    ) {
        let peer = IpAddr::from(peer);
        let Some(value) = header(text.as_bytes()) else { return Ok(()) };
        let request = Request::get("/").header("x-forwarded-for", value).body(Body::empty()).expect("a request");
        let (mut parts, _) = request.into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::new(peer, 1)));
        let proxies = if trusted { vec![peer] } else { Vec::new() };
        let seen = network::address(&parts, &proxies);
        let named = text.split(',').any(|hop| hop.trim().parse() == Ok(seen));
        prop_assert!(seen == peer || (trusted && named), "{} of {}", seen, text);
        let net = network::network(seen);
        prop_assert_eq!(network::network(net.parse().expect("an address")), net);
    }

    #[test]
    fn sec_30_whatever_is_called_local_stays_on_this_host(address in ADDRESSES) {
        let base = url::Url::parse("https://idees.example/a/b").expect("an address");
        if local(&address) {
            let there = base.join(&address).expect("an address");
            prop_assert_eq!(there.host_str(), Some("idees.example"), "{:?}", address);
            prop_assert_eq!(there.scheme(), "https");
        }
    }

    #[test]
    fn a_form_is_read_as_it_was_typed(fields in prop::collection::vec(("[a-z_]{1,8}", ".{0,30}"), 0..12)) {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        let input = read("application/x-www-form-urlencoded", body.into_bytes()).expect("a form");
        prop_assert_eq!(input.pairs(), fields.as_slice());
        for (name, _) in &fields {
            let first = fields.iter().find(|f| f.0 == *name).map(|f| f.1.as_str());
            prop_assert_eq!(Some(input.raw(name)), first, "the first of two fields of one name counts");
            prop_assert!(!input.line(name).contains(['\n', '\0']) && !input.text(name).contains('\0'));
        }
    }

    #[test]
    fn no_body_breaks_a_form(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        parts in PARTS,
    ) {
        for body in [bytes, parts.into_bytes()] {
            for kind in KINDS {
                if let Err(problem) = read(kind, body.clone()) {
                    prop_assert!(matches!(problem, Problem::Invalid(_) | Problem::TooLarge), "{:?}", problem);
                }
            }
        }
    }
}

#[test]
fn sec_44_a_form_too_large_is_refused_as_such() {
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(read(kind, vec![b'a'; 1_048_577]).err(), Some(Problem::TooLarge));
    assert!(read(kind, vec![b'a'; 1_048_576]).is_ok());
    assert!(matches!(read(kind, b"a&".repeat(201)), Err(Problem::Invalid(_))));
    let text = [
        b"--X\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n".to_vec(),
        vec![b'a'; 1_100_000],
    ];
    let whole = [text.concat(), b"\r\n--X--\r\n".to_vec()].concat();
    assert_eq!(
        read("multipart/form-data; boundary=X", whole).err(),
        Some(Problem::TooLarge)
    );
}
