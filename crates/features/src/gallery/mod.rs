//! The gallery: every component in every state and length, where a new one is born and the first page the browser
//! checks. It exists in a demonstration, and nowhere else.

use askama::Template;
use axum::{Router, routing::get};
use terreau_kit::{App, Page, Problem, Visit, problem::Answer};

/// The route of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/gallery", get(show))
}

const LONG: &str = "Anticonstitutionnellement-Wolfeschlegelsteinhausenbergerdorff";

#[derive(Template)]
#[template(path = "gallery/gallery.html")]
struct Gallery<'a> {
    p: &'a Page,
    long: &'static str,
    hues: [&'static str; 7],
    empties: [&'static str; 10],
    covers: Vec<&'static str>,
    buttons: [(&'static str, &'static str); 9],
    notices: [(&'static str, &'static str); 4],
}

/// Every component.
async fn show(mut visit: Visit) -> Answer {
    if !visit.app.config.demo {
        return Err(Problem::NotFound);
    }
    let mut p = visit.page(visit.tr.t("gallery-title"));
    p.noindex = true;
    visit.show(&Gallery {
        p: &p,
        long: LONG,
        hues: ["", "leaf", "clay", "sky", "plum", "sun", "danger"],
        empties: [
            "idea", "search", "comment", "offline", "lost", "error", "mail", "done", "gate", "slow",
        ],
        covers: crate::ideas::drawings().collect(),
        buttons: [
            ("", "Proposer mon idée"),
            ("alt", "Voir la carte"),
            ("clay", "J’ai une compétence"),
            ("sky", "Répondre"),
            ("danger", "Supprimer"),
            ("alt danger", "Retirer"),
            ("quiet", "Annuler"),
            ("sm", "Petit"),
            ("sm alt", "Petit, second"),
        ],
        notices: [
            ("info", "info"),
            ("success", "check"),
            ("warn", "triangle-alert"),
            ("error", "triangle-alert"),
        ],
    })
}
