//! Rich text as people write it: what each mark and each foreign element becomes.

use super::*;

fn html(markdown: &str) -> String {
    render(markdown).html
}

#[test]
fn the_usual_marks_become_html() {
    assert_eq!(
        html("Un **potager** *partagé* ~~hier~~ `x<y`"),
        "<p>Un <strong>potager</strong> <em>partagé</em> <del>hier</del> <code>x&lt;y</code></p>\n"
    );
    let odd = allow::blocks("<a href=\"x\">a</a> <p class=\"b\">c</p><img/><!-- d");
    assert_eq!(odd, "a <p>c</p>&lt;img/>&lt;!-- d");
    assert_eq!(html("une\ndeux"), "<p>une<br>\ndeux</p>\n");
    assert!(html("- a\n- b\n\n3. c").contains("<ol start=\"3\">"));
    assert!(html("> cité").contains("<blockquote>"));
    assert!(html("| a | b |\n|---|---|\n| 1 | 2 |").contains("<th scope=\"col\">a</th>"));
    assert!(html("```rust\nlet a;\n```").contains("<pre><code>let a;\n</code></pre>"));
}

#[test]
fn a11y_36_headings_start_at_three_and_never_skip() {
    let page = html("# Un\n\n### Deux\n\n###### Trois\n\n## Quatre\n\n# Cinq");
    let levels: Vec<&str> = page
        .match_indices("<h")
        .map(|(at, _)| &page[at + 2..at + 3])
        .collect();
    assert_eq!(levels, ["3", "4", "5", "4", "3"]);
    assert!(html("#### Seul").starts_with("<h3>"));
}

#[test]
fn links_are_marked_and_only_go_to_safe_places() {
    assert_eq!(
        html("[le site](https://exemple.fr/a?b=1&c=2)"),
        "<p><a href=\"https://exemple.fr/a?b=1&amp;c=2\" rel=\"nofollow ugc noopener\">le site</a></p>\n"
    );
    for kept in [
        "www.exemple.fr",
        "https://exemple.fr",
        "<mailto:a@b.fr>",
        "[x](/ideas/1)",
        "[x](#suite)",
    ] {
        assert!(html(kept).contains("<a href="), "{kept}");
    }
    let refused = [
        "javascript:alert(1)",
        "data:text/html,x",
        "//mal.fr",
        "/\\mal.fr",
        "vbscript:x",
        "ftp://a.fr",
        "x",
    ];
    for url in refused {
        assert!(!html(&format!("[clic](<{url}>)")).contains("<a"), "{url}");
    }
}

#[test]
fn pictures_become_links_and_raw_html_becomes_text() {
    let picture = html("![Le parc](https://exemple.fr/p.jpg)");
    assert!(
        picture.contains(">Le parc</a>") && !picture.contains("<img"),
        "{picture}"
    );
    assert!(html("![](https://exemple.fr/p.jpg)").contains(">https://exemple.fr/p.jpg</a>"));
    let nested = html("[![alt](https://a.fr/i.png)](https://b.fr)");
    assert_eq!(nested.matches("<a ").count(), 1, "{nested}");
    let raw = html("<script>alert(1)</script>\n\nUn <b onclick=x>mot</b>");
    assert!(
        !raw.contains("<script") && raw.contains("&lt;script&gt;") && raw.contains("&lt;b onclick=x&gt;"),
        "{raw}"
    );
}

#[test]
fn the_plain_text_keeps_the_words_only() {
    let plain = render(
        "# Titre\n\nUn **mot** et\nun [lien](https://a.fr).\n\n- a\n- b\n\n| x | y |\n|--|--|\n| 1 | 2 |",
    )
    .plain;
    assert_eq!(plain, "Titre\n\nUn mot et\nun lien.\na\nb\n\nx · y\n1 · 2");
    assert_eq!(render("a < b & c").plain, "a < b & c");
    assert_eq!(render("   ").plain, "");
}

#[test]
fn inline_keeps_no_block() {
    let line = render_inline("# Un **mot**\n\nsuite");
    assert_eq!(line.plain, "Un mot suite");
    assert!(
        !line.html.contains("<p") && !line.html.contains("<h") && line.html.contains("<strong>mot</strong>")
    );
}

#[test]
fn excerpts_are_one_line_and_end_between_words() {
    assert_eq!(
        excerpt("Un jardin\n\npour tous les habitants", 20),
        "Un jardin pour tous…"
    );
    assert_eq!(excerpt("court", 20), "court");
}

#[test]
fn foreign_html_becomes_markdown() {
    let cases = [
        (
            "<p>Un <strong>mot</strong> &eacute;crit</p><p>Deux</p>",
            "Un **mot** écrit\n\nDeux",
        ),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "- a\n- b"),
        (
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
            "1. a\n   - b\n2. c",
        ),
        (
            "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>",
            "> a\n>\n> b\n\nc",
        ),
        ("<h2>Titre</h2>texte", "## Titre\n\ntexte"),
        ("a<br>b<br/>c", "a\nb\nc"),
        (
            "<p>Article&nbsp;1&nbsp;: l&rsquo;&eacute;t&eacute;&nbsp;!</p>",
            "Article\u{a0}1\u{a0}: l’été\u{a0}!",
        ),
        (
            "<p>R&D, n°1 #idee & co</p><p>- 5 °C</p><p>-5 °C</p>",
            "R\\&D, n°1 #idee & co\n\n\\- 5 °C\n\n-5 °C",
        ),
        ("une ligne\nune autre", "une ligne\nune autre"),
        (
            "un\n\ndeux<br>\ntrois</br><br>quatre",
            "un\n\ndeux\ntrois\n\nquatre",
        ),
        ("<ul><li>a<li>b</ul></blockquote>c", "- a\n- b\n\nc"),
        ("<p><b>a<i>b</p>c", "**a*b***\n\nc"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a · b\n\nc"),
        (
            "<a href=\"https://a.fr/x_y\">ici</a>",
            "[ici](<https://a.fr/x_y>)",
        ),
        ("<a href=\"javascript:x\">ici</a>", "ici"),
        (
            "<p>1. pas une liste</p><p># ni un titre</p>",
            "1\\. pas une liste\n\n\\# ni un titre",
        ),
        ("voir http://a.fr/b_c_d merci", "voir http://a.fr/b_c_d merci"),
        ("<script>x</script><style>y</style>z", "z"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<p><strong> gras </strong>suite</p>", "**gras** suite"),
        ("<p>avant<strong> </strong>après</p>", "avant après"),
    ];
    for (html, markdown) in cases {
        assert_eq!(from_html(html), markdown, "{html}");
    }
}

#[test]
fn emphasis_that_would_not_read_back_is_dropped_but_never_its_words() {
    let markdown = from_html("<p>un<strong>(mot)</strong>suite</p>");
    assert_eq!(render(&markdown).plain, "un(mot)suite");
}
