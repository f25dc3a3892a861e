//! Where a request comes from: the address, believed from `X-Forwarded-For` only when a trusted proxy says
//! so, and the network that limits are counted for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::{extract::ConnectInfo, http::request::Parts};

/// The address of whoever asks.
#[must_use]
pub fn address(parts: &Parts, trusted: &[IpAddr]) -> IpAddr {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|v| v.to_str().ok());
    let hops: Vec<IpAddr> = forwarded
        .flat_map(|v| v.split(','))
        .filter_map(|hop| hop.trim().parse().ok())
        .collect();
    hops.into_iter()
        .rev()
        .find(|hop| !trusted.contains(hop))
        .unwrap_or(peer)
}

/// The network of an address: /24 for IPv4, /56 for IPv6 (what one household is given).
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            Ipv4Addr::new(a, b, c, 0).to_string()
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => network(IpAddr::V4(v4)),
            None => {
                let [a, b, c, d, ..] = v6.segments();
                Ipv6Addr::new(a, b, c, d & 0xff00, 0, 0, 0, 0).to_string()
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(peer: &str, forwarded: Option<&str>) -> Parts {
        let mut request = axum::http::Request::builder().uri("/");
        if let Some(value) = forwarded {
            request = request.header("x-forwarded-for", value);
        }
        let (mut parts, ()) = request.body(()).expect("a request").into_parts();
        parts
            .extensions
            .insert(ConnectInfo(SocketAddr::new(peer.parse().expect("an address"), 1)));
        parts
    }

    #[test]
    fn sec_35_forwarded_addresses_are_believed_from_trusted_proxies_only() {
        let proxy = ["10.0.0.1".parse().expect("an address")];
        let seen = |peer, forwarded| address(&parts(peer, forwarded), &proxy).to_string();
        assert_eq!(seen("203.0.113.7", Some("1.2.3.4")), "203.0.113.7");
        assert_eq!(seen("10.0.0.1", Some("1.2.3.4")), "1.2.3.4");
        assert_eq!(seen("10.0.0.1", Some("6.6.6.6, 1.2.3.4, 10.0.0.1")), "1.2.3.4");
        assert_eq!(seen("10.0.0.1", Some("nonsense")), "10.0.0.1");
    }

    #[test]
    fn a_household_is_one_network() {
        let of = |a: &str| network(a.parse().expect("an address"));
        assert_eq!(of("203.0.113.7"), "203.0.113.0");
        assert_eq!(of("::ffff:203.0.113.7"), "203.0.113.0");
        assert_eq!(of("2001:db8:1:23ff::1"), of("2001:db8:1:2300::2"));
    }
}
