//! A fine page, and each fault.

use super::*;

const FINE: &str = r##"<!doctype html><html lang="fr"><head><title>Un</title></head><body>
    <a href="#main">Aller</a><header><nav aria-label="a"></nav></header>
    <main id="main"><h1>Un</h1>BODY</main><footer></footer></body></html>"##;

const BODY: &str = r#"<h2>Deux</h2><form action="/a"><label for="q">Quoi</label>
    <input id="q" name="q" aria-describedby="h"><p id="h">h</p>
    <fieldset><legend>Choix</legend><label><input type="radio" name="r">Un</label></fieldset></form>
    <img src="/a.jpg" alt="" width="1" height="1">
    <table><caption>t</caption><tr><th scope="col">a</th></tr></table>"#;

#[test]
fn each_fault_is_seen_and_a_fine_page_has_none() {
    let faults_with = |body: &str| faults(&FINE.replace("BODY", body), "fr");
    assert_eq!(faults_with(BODY), Vec::<String>::new());
    for (body, id) in [
        ("<h1>Deux</h1>", "A11Y-09"),
        ("<h3>Trois</h3>", "A11Y-09"),
        ("<main></main>", "A11Y-08"),
        ("<nav></nav>", "A11Y-08"),
        ("<input name=\"q\">", "A11Y-16"),
        ("<a href=\"/\"><svg></svg></a>", "A11Y-16"),
        ("<p id=\"a\"></p><p id=\"a\"></p>", "A11Y-04"),
        ("<p aria-describedby=\"b\"></p>", "A11Y-18"),
        ("<label><input type=\"radio\" name=\"r\">Un</label>", "A11Y-20"),
        ("<label><input type=\"password\" name=\"p\">Un</label>", "A11Y-19"),
        ("<img src=\"/a\" width=\"1\" height=\"1\">", "A11Y-31"),
        ("<img src=\"/a\" alt=\"\">", "UX-18"),
        ("<table><tr><td>a</td></tr></table>", "A11Y-36"),
        ("<p style=\"color:red\"></p>", "SEC-07"),
        ("<p onclick='a()'></p>", "SEC-07"),
        ("<script>1</script>", "SEC-07"),
        (
            "<img src=\"https://x.example/a\" alt=\"\" width=\"1\" height=\"1\">",
            "PRIV-06",
        ),
        ("<p class=\"a fr-btn\"></p>", "UX-01"),
        ("<div class=\"g-recaptcha\"></div>", "A11Y-27"),
        ("<a href=\"/\" target=\"_blank\">a</a>", "A11Y-29"),
        ("<meta http-equiv=\"refresh\" content=\"1\">", "UX-17"),
    ] {
        let found = faults_with(body);
        assert!(found.iter().any(|f| f.starts_with(id)), "{id} {body}: {found:?}");
    }
    assert!(
        faults(&FINE.replace("BODY", ""), "en")
            .iter()
            .any(|f| f.starts_with("A11Y-11"))
    );
}
