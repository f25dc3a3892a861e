//! What a page says to machines that read pages: schema.org terms as JSON-LD, safe inside a script element.

use serde_json::{Value, json};
use terreau_kernel::{id, time};
use terreau_kit::{Visit, page};

use crate::ideas::Full;

/// The page of an idea: a post that people discuss, and the way that leads to it.
#[must_use]
pub fn json_ld_idea(visit: &Visit, idea: &Full) -> String {
    let base = page::base(&visit.app, &visit.territory);
    let url = format!("{base}{}", idea.url());
    let person = if idea.author_state == "anonymised" {
        json!({"@type": "Person", "name": visit.tr.t("person-left")})
    } else {
        json!({"@type": "Person", "name": idea.author_name,
            "url": format!("{base}/people/{}", idea.author_slug)})
    };
    let author = match visit.territory.body(idea.body_id) {
        Some(body) => {
            let kind = if body.town {
                "GovernmentOrganization"
            } else {
                "Organization"
            };
            json!([{"@type": kind, "name": body.name, "url": format!("{base}/organisations/{}", body.slug)}, person])
        }
        None => person,
    };
    let count = |what: &str, n: i64| {
        json!({"@type": "InteractionCounter", "interactionType": format!("https://schema.org/{what}"),
            "userInteractionCount": n})
    };
    let post = json!({
        "@type": ["DiscussionForumPosting", "CreativeWork"],
        "@id": url,
        "url": url,
        "headline": idea.title,
        "abstract": idea.line,
        "text": terreau_kernel::richtext::plain_text(&idea.body),
        "inLanguage": idea.lang,
        "datePublished": time::rfc3339(idea.published_at),
        "dateModified": time::rfc3339(idea.updated_at),
        "author": author,
        "image": format!("{base}/share/ideas/{}.png", id::short(idea.id)),
        "commentCount": idea.comments,
        "interactionStatistic": [count("LikeAction", idea.supports), count("CommentAction", idea.comments)],
        "license": crate::open::LICENCE,
    });
    let step = |place: u8, name: &str, path: &str| {
        let item = format!("{base}{path}");
        json!({"@type": "ListItem", "position": place, "name": name, "item": item})
    };
    let mut steps = vec![
        step(1, &visit.territory.settings.site_name, "/"),
        step(2, &visit.tr.t("ideas-title"), "/ideas"),
    ];
    if let Some(theme) = idea.theme_id.and_then(|t| visit.territory.theme(t)) {
        steps.push(step(
            3,
            theme.name(visit.locale),
            &format!("/ideas?theme={}", theme.slug),
        ));
    }
    let crumbs = json!({"@type": "BreadcrumbList", "itemListElement": steps});
    inside_script(&json!({"@context": "https://schema.org", "@graph": [post, crumbs]}))
}

/// The same JSON without any character that could close or open an element.
fn inside_script(value: &Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
