//! The lives of objects, as the code declares them: drawn and told, so that everybody knows who may do what.

use askama::Template;
use terreau_kernel::{life::Life, richtext};
use terreau_kit::{Page, Visit, problem::Answer};

use super::page;
use crate::ideas::IDEA;

struct Told {
    object: &'static str,
    drawing: String,
    table: String,
}

#[derive(Template)]
#[template(path = "admin/lives.html")]
struct Lives<'a> {
    p: &'a Page,
    lives: Vec<Told>,
}

fn all() -> Vec<&'static Life> {
    vec![&IDEA]
}

/// Every life.
pub async fn show(mut visit: Visit) -> Answer {
    visit.administrator()?;
    let told = |life: &'static Life| {
        let page = life.page();
        // Its first line is the name, which stands above the drawing.
        let under = page.split_once('\n').map_or("", |(_, under)| under);
        Told {
            object: life.object,
            drawing: life.diagram(str::to_owned),
            table: richtext::render(under).html,
        }
    };
    let lives = all().into_iter().map(told).collect();
    let p = page(&mut visit, "admin-lives");
    visit.show(&Lives { p: &p, lives })
}
