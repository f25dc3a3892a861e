//! Themes and quarters: added, renamed, ordered, retired. Their address parts never change.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::{id, text};
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use super::{noted, page, rows};
use crate::territories::{ThemeRow, insert_theme, insert_zone, update_theme, update_zone};

/// A theme or a quarter as the form shows it.
struct Word {
    id: String,
    name_fr: String,
    name_en: String,
    line_fr: String,
    line_en: String,
    hue: String,
    place: String,
    retired: bool,
    first: bool,
    last: bool,
}

impl Word {
    /// What was typed, in place of what is kept.
    fn overlay(&mut self, input: &Input) {
        let fields = [
            ("name_fr", &mut self.name_fr),
            ("name_en", &mut self.name_en),
            ("line_fr", &mut self.line_fr),
            ("line_en", &mut self.line_en),
            ("hue", &mut self.hue),
            ("place", &mut self.place),
        ];
        for (name, field) in fields.into_iter().filter(|f| input.has(f.0)) {
            *field = input.line(name);
        }
    }
}

#[derive(Template)]
#[template(path = "admin/words.html")]
struct Words<'a> {
    p: &'a Page,
    kind: String,
    themes: bool,
    words: Vec<Word>,
    hues: [&'static str; 5],
    typed: String,
    faults: Faults,
    wrong: i64,
}

const HUES: [&str; 5] = ["leaf", "clay", "sky", "sun", "plum"];

fn is_themes(kind: &str) -> Result<bool, Problem> {
    match kind {
        "themes" => Ok(true),
        "zones" => Ok(false),
        _ => Err(Problem::NotFound),
    }
}

/// The list, each with its form.
pub async fn list(visit: Visit, Path(kind): Path<String>) -> Answer {
    visit.administrator()?;
    draw(visit, &kind, (String::new(), None), Faults::new())
}

/// `typed` is the name of one to add; `changed` the one whose form came back, with what it said.
fn draw(
    mut visit: Visit,
    kind: &str,
    (typed, changed): (String, Option<(&str, &Input)>),
    faults: Faults,
) -> Answer {
    let themes = is_themes(kind)?;
    let p = page(&mut visit, if themes { "admin-themes" } else { "admin-zones" });
    let mut words = if themes {
        themes_of(&visit)
    } else {
        zones_of(&visit)
    };
    if let Some((short, input)) = changed {
        words
            .iter_mut()
            .filter(|word| word.id == short)
            .for_each(|word| word.overlay(input));
    }
    let wrong = faults.count();
    let template = Words {
        p: &p,
        kind: kind.to_owned(),
        themes,
        words,
        hues: HUES,
        typed,
        faults,
        wrong,
    };
    visit.show_form(&template, wrong == 0)
}

fn themes_of(visit: &Visit) -> Vec<Word> {
    let all = &visit.territory.themes;
    let live = all.iter().filter(|t| !t.retired).count();
    let one = |(at, t): (usize, &terreau_kit::territory::Theme)| Word {
        id: id::short(t.id),
        name_fr: t.name_fr.clone(),
        name_en: t.name_en.clone(),
        line_fr: t.line_fr.clone(),
        line_en: t.line_en.clone(),
        hue: t.hue.clone(),
        place: String::new(),
        retired: t.retired,
        first: at == 0,
        last: at + 1 >= live,
    };
    all.iter().enumerate().map(one).collect()
}

fn zones_of(visit: &Visit) -> Vec<Word> {
    let all = &visit.territory.zones;
    let live = all.iter().filter(|z| !z.retired).count();
    let one = |(at, z): (usize, &terreau_kit::territory::Zone)| Word {
        id: id::short(z.id),
        name_fr: z.name.clone(),
        name_en: String::new(),
        line_fr: String::new(),
        line_en: String::new(),
        hue: String::new(),
        place: z
            .centre
            .map(|(lat, lon)| format!("{lat:.5}, {lon:.5}"))
            .unwrap_or_default(),
        retired: z.retired,
        first: at == 0,
        last: at + 1 >= live,
    };
    all.iter().enumerate().map(one).collect()
}

fn point(typed: &str) -> Option<Option<(f64, f64)>> {
    if typed.is_empty() {
        return Some(None);
    }
    terreau_kernel::geo::Point::parse(typed).map(|p| Some((p.lat, p.lon)))
}

/// Adds one.
pub async fn add(mut visit: Visit, Path(kind): Path<String>, input: Input) -> Answer {
    visit.administrator()?;
    let themes = is_themes(&kind)?;
    let name = input.line("name_fr");
    let mut faults = Faults::new();
    let slug = text::slug(&name, 60);
    let taken = if themes {
        visit.territory.theme_named(&slug).is_some()
    } else {
        visit.territory.zone_named(&slug).is_some()
    };
    faults.unless(!name.is_empty(), "name_fr", || visit.tr.t("admin-needed"));
    faults.unless(!taken, "name_fr", || visit.tr.t("admin-word-taken"));
    faults.unless(text::graphemes(&name) <= 60, "name_fr", || {
        visit.tr.n("admin-too-long", 60)
    });
    if !faults.is_empty() {
        return draw(visit, &kind, (name, None), faults);
    }
    let (territory, word) = (visit.territory.id, visit.app.ids.next());
    let position = rows::next_place(visit.db.get().await?, territory, themes).await?;
    let mut tx = visit.begin().await?;
    if themes {
        let (name_en, hue) = (input.line("name_en"), input.raw("hue").to_owned());
        let hue = HUES.into_iter().find(|h| *h == hue).unwrap_or("leaf");
        let theme = ThemeRow {
            id: word,
            slug: &slug,
            name: (&name, &name_en),
            line: ("", ""),
            hue,
            position,
        };
        insert_theme(&mut tx, territory, &theme).await?;
    } else {
        insert_zone(&mut tx, territory, word, (&slug, &name), (None, position)).await?;
    }
    done(visit, tx, word, &kind, "word-add").await
}

async fn done(
    mut visit: Visit,
    mut tx: terreau_store::Tx,
    word: id::Id,
    kind: &str,
    act: &'static str,
) -> Answer {
    noted(&mut visit, &mut tx, "territory", word, act).await?;
    visit.commit(tx).await?;
    visit.app.reload().await?;
    visit.tell("admin-saved", "");
    Ok(visit.redirect(&format!("/admin/words/{kind}")))
}

/// Changes one: its words, its place in the list (`act` = `up` or `down`), or whether it is offered.
pub async fn change(mut visit: Visit, Path((kind, short)): Path<(String, String)>, input: Input) -> Answer {
    visit.administrator()?;
    let themes = is_themes(&kind)?;
    let word = id::parse_short(&short).ok_or(Problem::NotFound)?;
    let act = input.raw("act").to_owned();
    let order: Vec<id::Id> = if themes {
        visit.territory.themes.iter().map(|t| t.id).collect()
    } else {
        visit.territory.zones.iter().map(|z| z.id).collect()
    };
    let at = order.iter().position(|id| *id == word).ok_or(Problem::NotFound)?;
    let mut order = order;
    match act.as_str() {
        "up" if at > 0 => order.swap(at, at - 1),
        "down" if at + 1 < order.len() => order.swap(at, at + 1),
        _ => {}
    }
    let name = input.line("name_fr");
    let mut faults = Faults::new();
    if act == "save" {
        let (named, placed) = (format!("f-{short}"), format!("p-{short}"));
        faults.unless(!name.is_empty(), &named, || visit.tr.t("admin-needed"));
        faults.unless(text::graphemes(&name) <= 60, &named, || {
            visit.tr.n("admin-too-long", 60)
        });
        faults.unless(point(&input.line("place")).is_some(), &placed, || {
            visit.tr.t("admin-place-wrong")
        });
    }
    if !faults.is_empty() {
        return draw(visit, &kind, (String::new(), Some((&short, &input))), faults);
    }
    let mut tx = visit.begin().await?;
    for (position, id) in (0..).zip(&order) {
        let changed = (*id == word).then_some((&input, act.as_str()));
        write(&visit, &mut tx, themes, (*id, position), changed).await?;
    }
    done(visit, tx, word, &kind, "word-change").await
}

async fn write(
    visit: &Visit,
    tx: &mut terreau_store::Tx,
    themes: bool,
    (id, position): (id::Id, i64),
    changed: Option<(&Input, &str)>,
) -> Result<(), Problem> {
    let saved = changed.filter(|c| c.1 == "save").map(|c| c.0);
    let turned = changed.map_or("", |c| c.1);
    let retired = |now: bool| match turned {
        "retire" => true,
        "restore" => false,
        _ => now,
    };
    let territory = visit.territory.id;
    if themes {
        let Some(t) = visit.territory.theme(id) else {
            return Ok(());
        };
        let field = |name: &str, now: &str| saved.map_or_else(|| now.to_owned(), |input| input.line(name));
        let (fr, en) = (field("name_fr", &t.name_fr), field("name_en", &t.name_en));
        let (line_fr, line_en) = (field("line_fr", &t.line_fr), field("line_en", &t.line_en));
        let hue = field("hue", &t.hue);
        let hue = HUES.into_iter().find(|h| *h == hue).unwrap_or("leaf");
        let row = ThemeRow {
            id,
            slug: &t.slug,
            name: (&fr, &en),
            line: (&line_fr, &line_en),
            hue,
            position,
        };
        update_theme(tx, territory, &row, retired(t.retired).then_some(visit.now)).await?;
    } else {
        let Some(z) = visit.territory.zone(id) else {
            return Ok(());
        };
        let name = saved.map_or_else(|| z.name.clone(), |input| input.line("name_fr"));
        let centre = saved.map_or(z.centre, |input| point(&input.line("place")).flatten());
        update_zone(
            tx,
            territory,
            id,
            &name,
            (centre, position, retired(z.retired).then_some(visit.now)),
        )
        .await?;
    }
    Ok(())
}
