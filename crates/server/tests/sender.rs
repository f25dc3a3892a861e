//! What `doctor` says of the sender of letters, with a DNS server of our own on this machine.

mod common;

use std::{
    collections::HashMap,
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, UdpSocket},
    sync::{Arc, Mutex},
};

use common::{folder, terreau};

/// Texts by name. A name that is not there does not exist.
type Zone = HashMap<String, Vec<String>>;

/// A DNS server that knows one zone, and remembers what it was asked.
struct Dns {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

/// The name asked for, and where the question ends.
fn question(packet: &[u8]) -> (String, usize) {
    let (mut at, mut name) = (12, Vec::new());
    while packet[at] > 0 {
        let end = at + 1 + usize::from(packet[at]);
        name.push(String::from_utf8_lossy(&packet[at + 1..end]).to_lowercase());
        at = end;
    }
    (name.join("."), at + 5)
}

/// The answer to a question: `most` bytes, or the sign that it was cut.
fn answer(zone: &Zone, packet: &[u8], most: usize) -> Vec<u8> {
    let (name, end) = question(packet);
    let texts = zone.get(&name);
    let mut said = packet[..2].to_vec();
    said.extend([0x81, if texts.is_some() { 0x80 } else { 0x83 }, 0, 1]);
    let count = u16::try_from(texts.map_or(0, Vec::len)).expect("a few");
    said.extend(count.to_be_bytes());
    said.extend([0; 4]);
    said.extend(&packet[12..end]);
    for text in texts.into_iter().flatten() {
        let mut data = Vec::new();
        for piece in text.as_bytes().chunks(255) {
            data.push(u8::try_from(piece.len()).expect("short"));
            data.extend(piece);
        }
        said.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60]);
        said.extend(u16::try_from(data.len()).expect("short").to_be_bytes());
        said.extend(data);
    }
    if said.len() > most {
        said.truncate(end);
        said[2] |= 0x02;
        said[6..8].fill(0);
    }
    said
}

impl Dns {
    fn serve(zone: &[(&str, &[&str])]) -> Self {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let zone: Zone = zone
            .iter()
            .map(|(name, texts)| ((*name).to_owned(), own(texts)))
            .collect();
        let udp = UdpSocket::bind("127.0.0.1:0").expect("a port");
        let address = udp.local_addr().expect("an address");
        let tcp = TcpListener::bind(address).expect("the same port");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (heard, known) = (asked.clone(), zone.clone());
        std::thread::spawn(move || {
            let mut packet = [0; 2_000];
            while let Ok((_, from)) = udp.recv_from(&mut packet) {
                heard.lock().expect("whole").push(question(&packet).0);
                let _ = udp.send_to(&answer(&known, &packet, 512), from);
            }
        });
        std::thread::spawn(move || {
            while let Ok((mut stream, _)) = tcp.accept() {
                let mut packet = vec![0; 2];
                if stream.read_exact(&mut packet).is_err() {
                    continue;
                }
                packet = vec![0; usize::from(u16::from_be_bytes([packet[0], packet[1]]))];
                stream.read_exact(&mut packet).expect("a question");
                let said = answer(&zone, &packet, 65_000);
                let length = u16::try_from(said.len()).expect("short").to_be_bytes();
                stream.write_all(&[&length[..], &said].concat()).expect("told");
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("whole").clone()
    }
}

/// What doctor says of a sender; the mail server itself is not there.
fn doctor(dns: SocketAddr, from: &str, selector: &str, smtp: &str) -> String {
    let data = folder();
    let mut command = terreau(data.path());
    command
        .env("TERREAU_SMTP_URL", smtp)
        .env("TERREAU_MAIL_FROM", format!("Ideas <ideas@{from}>"))
        .env("TERREAU_MAIL_DKIM_SELECTOR", selector)
        .args(["doctor", "--dns", &dns.to_string()]);
    String::from_utf8_lossy(&common::run(&mut command).stdout).into_owned()
}

const NOWHERE: &str = "smtp://127.0.0.1:9";

#[test]
fn io_34_doctor_says_what_is_missing_and_the_record_to_publish() {
    let dns = Dns::serve(&[("town.fr", &["site-verification=1"])]);
    let said = doctor(dns.address, "town.fr", "s2026", NOWHERE);
    for line in [
        "WRONG  town.fr does not say which servers send for it (SPF)",
        "publish at town.fr, type TXT: \"v=spf1 mx ~all\"",
        "WRONG  no DKIM key is published at s2026._domainkey.town.fr",
        "publish at s2026._domainkey.town.fr, type TXT: \"v=DKIM1; k=rsa; p=…\"",
        "WRONG  town.fr has no policy for letters sent in its name (DMARC)",
        "publish at _dmarc.town.fr, type TXT: \"v=DMARC1; p=none; rua=mailto:postmaster@town.fr\"",
    ] {
        assert!(said.contains(line), "« {line} » is not in {said}");
    }
    let asked = ["town.fr", "s2026._domainkey.town.fr", "_dmarc.town.fr"];
    let mut heard = dns.asked();
    heard.dedup();
    assert_eq!(heard, asked, "three names, and none besides");
}

#[test]
fn io_34_doctor_is_content_with_a_domain_that_says_it_all_and_reads_long_answers() {
    let key = format!("v=DKIM1; k=rsa; p={}", "MIIB".repeat(98));
    let filler: Vec<String> = (0..9)
        .map(|n| format!("verification-{n}={}", "x".repeat(80)))
        .collect();
    let mut own: Vec<&str> = filler.iter().map(String::as_str).collect();
    own.push("v=spf1 mx include:relay.example -all");
    let dns = Dns::serve(&[
        ("ideas.town.fr", &own),
        ("s1._domainkey.ideas.town.fr", &[&key]),
        ("_dmarc.town.fr", &["v=DMARC1; p=reject; adkim=s; aspf=s"]),
    ]);
    let said = doctor(dns.address, "ideas.town.fr", "s1", NOWHERE);
    for line in [
        "ok     SPF of ideas.town.fr is published, and the envelope bears the same domain",
        "ok     the DKIM key at s1._domainkey.ideas.town.fr is published",
        "ok     DMARC of ideas.town.fr is published at _dmarc.town.fr",
    ] {
        assert!(said.contains(line), "« {line} » is not in {said}");
    }
    let said = doctor(dns.address, "ideas.town.fr", "", NOWHERE);
    assert!(
        said.contains("note   letters are signed (DKIM) by your mail server or not at all")
            && said.contains("TERREAU_MAIL_DKIM_SELECTOR"),
        "{said}"
    );
}

#[test]
fn io_34_and_priv_39_mail_in_a_folder_asks_nobody() {
    let dns = Dns::serve(&[]);
    let said = doctor(dns.address, "town.fr", "s1", "");
    assert!(said.contains("mail goes into a folder"), "{said}");
    assert!(!said.contains("SPF") && !said.contains("DMARC"), "{said}");
    assert_eq!(dns.asked(), Vec::<String>::new());
}

#[test]
fn io_34_a_dns_that_does_not_answer_is_no_fault_of_the_domain() {
    let nobody = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let address = nobody.local_addr().expect("an address");
    let said = doctor(address, "town.fr", "", NOWHERE);
    assert!(
        said.contains("note   the DNS does not say what is published for town.fr") && said.contains("--dns"),
        "{said}"
    );
    assert!(!said.contains("WRONG  town.fr"), "{said}");
}
