//! What is said of records as towns publish them.

use super::*;

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

/// The first letter of the word, what was found, and the repair.
fn told(found: Found) -> (char, String, String) {
    match found {
        Fine(what) => ('f', what, String::new()),
        Note(what, repair) => ('n', what, repair),
        Wrong(what, repair) => ('w', what, repair),
    }
}

#[test]
fn io_34_spf_is_missing_doubled_open_closed_or_fine() {
    let spf = |all: &[&str]| told(spf("town.fr", &texts(all), Some("mail.town.fr")));
    let (kind, _, repair) = spf(&["google-site-verification=x", "v=spf10 -all"]);
    assert_eq!(kind, 'w');
    assert!(
        repair.contains("at town.fr, type TXT: \"v=spf1 a:mail.town.fr ~all\""),
        "{repair}"
    );
    let (kind, _, repair) = spf(&["v=spf1 mx -all", "v=spf1 include:a.example mx ~all"]);
    assert_eq!(kind, 'w');
    assert!(
        repair.contains("\"v=spf1 mx include:a.example ~all\""),
        "{repair}"
    );
    let (kind, _, repair) = spf(&["v=spf1 mx +all"]);
    assert_eq!(kind, 'w');
    assert!(repair.contains("\"v=spf1 mx ~all\""), "{repair}");
    assert_eq!(spf(&["v=spf1 -all"]).0, 'w');
    let many: String = (0..11).map(|n| format!(" include:{n}.example")).collect();
    assert!(
        spf(&[&format!("v=spf1{many} -all")])
            .1
            .contains("asks 11 other names")
    );
    let (kind, _, repair) = spf(&["v=spf1 ip4:192.0.2.1 ?all"]);
    assert_eq!(kind, 'n');
    assert!(repair.contains("\"v=spf1 ip4:192.0.2.1 ~all\""), "{repair}");
    for good in [
        "v=spf1 mx -all",
        "V=SPF1 A MX ~ALL",
        "v=spf1 redirect=_spf.example",
    ] {
        assert_eq!(spf(&[good]).0, 'f', "{good}");
    }
}

#[test]
fn io_34_a_dkim_key_is_missing_revoked_cut_tried_short_or_fine() {
    let name = key_name("town.fr", "s1");
    assert_eq!(name, "s1._domainkey.town.fr");
    let dkim = |all: &[&str]| told(dkim(&name, &texts(all)));
    let key = |letters: usize| "A".repeat(letters);
    let (kind, _, repair) = dkim(&[]);
    assert_eq!(kind, 'w');
    assert!(
        repair.contains("at s1._domainkey.town.fr, type TXT: \"v=DKIM1; k=rsa; p=…\""),
        "{repair}"
    );
    assert!(dkim(&["v=DKIM1; p="]).1.contains("revoked"));
    assert!(dkim(&["v=DKIM1; k=rsa; p=MIGf"]).1.contains("cut"));
    assert!(
        dkim(&[&format!("p={}", key(392)), &format!("p={}", key(392))])
            .1
            .starts_with("2 ")
    );
    assert_eq!(dkim(&[&format!("v=DKIM1; t=y; p={}", key(392))]).0, 'n');
    assert_eq!(dkim(&[&format!("v=DKIM1; p={}", key(216))]).0, 'n');
    assert_eq!(
        dkim(&[&format!("v=DKIM1; k=rsa; t=s; p={} {}", key(200), key(192))]).0,
        'f'
    );
    assert_eq!(dkim(&[&format!("v=DKIM1; k=ed25519; p={}", key(44))]).0, 'f');
    assert_eq!(told(unsigned("town.fr")).0, 'n');
}

#[test]
fn io_34_a_policy_is_missing_doubled_idle_or_fine_and_looked_for_above() {
    assert_eq!(policy_names("town.fr"), ["_dmarc.town.fr"]);
    assert_eq!(
        policy_names("a.b.town.fr"),
        ["_dmarc.a.b.town.fr", "_dmarc.b.town.fr", "_dmarc.town.fr"]
    );
    let dmarc = |all: &[&str]| told(dmarc("ideas.town.fr", "_dmarc.ideas.town.fr", &texts(all)));
    let (kind, _, repair) = dmarc(&["v=spf1 -all"]);
    assert_eq!(kind, 'w');
    assert!(
        repair.contains("at _dmarc.ideas.town.fr, type TXT: \"v=DMARC1; p=none; rua="),
        "{repair}"
    );
    assert_eq!(dmarc(&["v=DMARC1; p=none", "v=DMARC1; p=reject"]).0, 'w');
    assert_eq!(dmarc(&["v=DMARC1; rua=mailto:a@town.fr"]).0, 'w');
    assert_eq!(dmarc(&["v=DMARC1; p=none"]).0, 'n');
    assert_eq!(dmarc(&["v=DMARC1;p=Reject; adkim=s; aspf=s"]).0, 'f');
    let above = super::dmarc(
        "ideas.town.fr",
        "_dmarc.town.fr",
        &texts(&["v=DMARC1; p=reject; sp=none"]),
    );
    assert_eq!(
        told(above).0,
        'n',
        "what stands above says something else for those below"
    );
    assert!(has_policy(&texts(&["v=DMARC1; p=none"])) && !has_policy(&texts(&["v=DMARC12"])));
}
