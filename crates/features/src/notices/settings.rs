//! `/me/notices`: for each kind where it is shown and how often letters tell it, at which hour, and when all is quiet.

use askama::Template;
use terreau_kit::{Faults, Input, Page, Problem, Visit, problem::Answer};

use crate::{
    activity,
    territories::Choice,
    told::{self, Kind, Member, Rhythm},
};

struct Row {
    code: &'static str,
    page: bool,
    rhythms: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "notices/settings.html")]
struct Settings<'a> {
    p: &'a Page,
    faults: &'a Faults,
    kinds: Vec<Row>,
    days: Vec<Choice>,
    hours: Vec<Choice>,
    from: Vec<Choice>,
    until: Vec<Choice>,
    wanted: bool,
    unreachable: bool,
    address: String,
    clock: String,
}

fn hours(chosen: i64, visit: &Visit) -> Vec<Choice> {
    let label = |hour: i64| visit.tr.v("notices-hour", "hour", &hour.to_string());
    (0..24)
        .map(|hour| Choice {
            value: hour.to_string(),
            label: label(hour),
            chosen: hour == chosen,
        })
        .collect()
}

async fn mine(visit: &mut Visit) -> Result<(Member, i64), Problem> {
    let (territory, me) = (visit.territory.id, visit.person()?.id);
    let found = told::person(visit.db.get().await?, territory, me).await?;
    let member = if let Some(member) = found {
        member
    } else {
        let mut tx = visit.begin().await?;
        let made = told::of(&mut tx, territory, me, visit.now).await?;
        visit.commit(tx).await?;
        made.ok_or(Problem::NotFound)?
    };
    let head = activity::head(visit.db.get().await?, territory).await?;
    Ok((member, head))
}

async fn draw(visit: &mut Visit, input: Option<&Input>, faults: &Faults) -> Answer {
    let (member, head) = mine(visit).await?;
    let ways = member.chosen(head);
    let kinds = Kind::ALL.map(|kind| {
        let (code, way) = (kind.code(), ways.of(kind));
        let typed = input.map(|i| i.raw(&format!("rhythm-{code}")).to_owned());
        let now = typed.unwrap_or_else(|| way.rhythm.code().to_owned());
        Row {
            code,
            page: input.map_or(way.page, |i| i.has(&format!("page-{code}"))),
            rhythms: Rhythm::ALL
                .map(|rhythm| Choice {
                    value: rhythm.code().to_owned(),
                    label: visit.tr.t(&format!("notices-rhythm-{}", rhythm.code())),
                    chosen: rhythm.code() == now,
                })
                .into(),
        }
    });
    let typed = |field: &str, kept: i64| input.and_then(|i| i.raw(field).parse().ok()).unwrap_or(kept);
    let day = typed("day", member.day);
    let days = (0..7).map(|number: i64| Choice {
        value: number.to_string(),
        label: visit.tr.t(&format!("profile-day-{number}")),
        chosen: number == day,
    });
    let template = Settings {
        faults,
        kinds: kinds.into(),
        days: days.collect(),
        hours: hours(typed("hour", member.hour), visit),
        from: hours(typed("quiet_from", member.quiet_from), visit),
        until: hours(typed("quiet_until", member.quiet_until), visit),
        wanted: input.map_or(member.mail_optional, |i| i.has("mail")),
        unreachable: member.undeliverable_at.is_some(),
        address: member.email.clone(),
        clock: member.time_zone.replace('_', " "),
        p: &visit
            .page(visit.tr.t("notices-settings-title"))
            .at("me")
            .private(),
    };
    visit.show_form(&template, faults.is_empty())
}

/// The form.
pub async fn form(mut visit: Visit) -> Answer {
    draw(&mut visit, None, &Faults::new()).await
}

/// A number of the form within its bounds; a fault beside the field otherwise.
fn number(visit: &Visit, input: &Input, field: &'static str, most: i64, faults: &mut Faults) -> i64 {
    let number = input.raw(field).parse().ok().filter(|n| (0..=most).contains(n));
    faults.unless(number.is_some(), field, || visit.tr.t("notices-hour-wrong"));
    number.unwrap_or_default()
}

/// Takes the form.
pub async fn save(mut visit: Visit, input: Input) -> Answer {
    if !visit.viewer.signed_in() {
        return crate::gestures::keep_words(&mut visit, &input, "/me/notices").await;
    }
    let mut faults = Faults::new();
    let day = number(&visit, &input, "day", 6, &mut faults);
    let [hour, from, until] =
        ["hour", "quiet_from", "quiet_until"].map(|field| number(&visit, &input, field, 23, &mut faults));
    let chosen = Kind::ALL.map(|kind| {
        let field = format!("rhythm-{}", kind.code());
        let rhythm = Rhythm::from_code(input.raw(&field));
        faults.unless(rhythm.is_some(), &field, || visit.tr.t("notices-rhythm-wrong"));
        (kind, rhythm.unwrap_or(Rhythm::Weekly))
    });
    if !faults.is_empty() {
        return draw(&mut visit, Some(&input), &faults).await;
    }
    let (territory, me) = (visit.territory.id, visit.person()?.id);
    let mut tx = visit.begin().await?;
    let found = told::of(&mut tx, territory, me, visit.now).await?;
    let mut member = found.ok_or(Problem::NotFound)?;
    let head = activity::head(&mut tx, territory).await?;
    let mut ways = member.chosen(head);
    for (kind, rhythm) in chosen {
        let page = input.has(&format!("page-{}", kind.code()));
        ways.choose(kind, page, rhythm, head);
    }
    told::set_hours(&mut tx, territory, me, [hour, day, from, until]).await?;
    told::want(&mut tx, territory, me, input.has("mail")).await?;
    (member.hour, member.day) = (hour, day);
    if !member.keep(&mut tx, territory, &ways, &[], visit.now).await? {
        return Err(Problem::Conflict("notices-conflict"));
    }
    super::tell::wake(&visit.app, &mut tx, territory, me).await?;
    visit.commit(tx).await?;
    visit.tell("notices-saved", "");
    Ok(visit.redirect("/me/notices"))
}
