//! The home page: what this is, in five seconds, and what happens here now.

use askama::Template;
use terreau_kit::{Page, Visit, problem::Answer};

use super::rows::{self, Counts, Said};
use crate::ideas::{
    Card, Filter, Order,
    list::{self},
};

/// A theme or a quarter with its count.
pub struct Place {
    pub slug: String,
    pub name: String,
    pub count: i64,
}

impl Place {
    /// The cover of a theme.
    #[must_use]
    pub fn drawing(&self) -> &'static str {
        crate::ideas::drawing(&self.slug)
    }
}

#[derive(Template)]
#[template(path = "screens/home.html")]
struct Home<'a> {
    p: &'a Page,
    title: String,
    line: String,
    population: String,
    counts: Counts,
    growing: Vec<Card>,
    newest: Vec<Card>,
    said: Vec<Said>,
    themes: Vec<Place>,
}

impl Home<'_> {
    fn who(&self, said: &Said) -> String {
        if said.author_state == "anonymised" {
            self.p.t("person-left")
        } else {
            said.name.clone()
        }
    }
}

/// The home page.
pub async fn show(mut visit: Visit) -> Answer {
    let (territory, eyes) = (visit.territory.id, visit.eyes());
    let db = visit.db.get().await?;
    let counts = rows::counts(db, territory).await?;
    let filter = |order| Filter {
        order,
        ..Filter::default()
    };
    let growing = list::page(db, (territory, eyes), filter(Order::Growing), None, 5).await?;
    let newest = list::page(db, (territory, eyes), filter(Order::Newest), None, 9).await?;
    let said = rows::latest(db, territory, eyes, 4).await?;
    let by_theme = rows::themes(db, territory).await?;
    let growing: Vec<Card> = growing
        .rows
        .into_iter()
        .map(|row| Card::new(&visit, row))
        .collect();
    let newest = newest
        .rows
        .into_iter()
        .filter(|row| growing.iter().all(|card| card.id != row.id));
    let newest = newest.take(4).map(|row| Card::new(&visit, row)).collect();
    let themes = super::explore::themes(&visit, &by_theme);
    let mut p = visit.page(visit.tr.t("home-title")).at("home");
    p.description = visit.tr.v("home-description", "territory", &visit.territory.name);
    p.feed = Some("/ideas.atom".into());
    p.image = Some("/share/home.png".into());
    p.scripts = vec!["js/support.js"];
    let population = visit.territory.population;
    let template = Home {
        title: words(&visit, |s| (&s.hero_title_fr, &s.hero_title_en), "home-hero"),
        line: words(&visit, |s| (&s.hero_line_fr, &s.hero_line_en), "home-line"),
        population: if population > 0 {
            visit.tr.n("home-population", population)
        } else {
            String::new()
        },
        counts,
        growing,
        newest,
        said,
        themes,
        p: &p,
    };
    visit.show_to_all(&template)
}

/// The territory's own words, else ours.
fn words(
    visit: &Visit,
    own: impl Fn(&terreau_kit::territory::Settings) -> (&String, &String),
    ours: &str,
) -> String {
    let (fr, en) = own(&visit.territory.settings);
    let own = if visit.locale == terreau_kernel::locale::Locale::En {
        en
    } else {
        fr
    };
    if own.is_empty() {
        visit.tr.v(ours, "territory", &visit.territory.name)
    } else {
        own.clone()
    }
}
