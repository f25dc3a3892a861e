//! What notices look like as a letter: one act told at once reads like a letter about it, many become a few short
//! lists, the best first, read in two minutes.

use terreau_kernel::locale::Locale;
use terreau_kit::{
    App, Territory,
    i18n::Tr,
    mail::{Letter, letter::Section},
    page,
};

use crate::told::{Item, Kind, Member, Rhythm};

/// Lines of one list; the rest is on the page.
const LINES: usize = 7;

/// A letter for a member: what is due to them, of these rhythms.
pub fn draw(
    (app, territory): (&App, &Territory),
    member: &Member,
    rhythms: &[Rhythm],
    items: &[Item],
) -> Letter {
    let locale = Locale::from_code(&member.locale).unwrap_or_default();
    let tr = Tr::new(app.catalogue.clone(), locale);
    let base = page::base(app, territory);
    let kind = name(rhythms, items);
    let manage = format!("{} {base}/me/notices", tr.t("notices-letter-manage"));
    let letter = Letter {
        kind,
        address: member.email.clone(),
        person: Some(member.person_id),
        locale: Some(locale),
        after: vec![manage],
        optional: true,
        ..Letter::default()
    };
    match items {
        [one] => single(letter, &tr, &base, one),
        _ => many(letter, (&tr, territory), &base, items),
    }
}

/// What the way out of the letter stops: one kind where it holds only one, else all of this rhythm but answers.
fn name(rhythms: &[Rhythm], items: &[Item]) -> &'static str {
    if rhythms.contains(&Rhythm::Weekly) {
        return "weekly";
    }
    if rhythms.contains(&Rhythm::Daily) {
        return "daily";
    }
    let first = items.first().map_or(Kind::Answer, |item| item.kind);
    if items.iter().all(|item| item.kind == first) {
        first.code()
    } else {
        "now"
    }
}

fn single(letter: Letter, tr: &Tr, base: &str, item: &Item) -> Letter {
    let says = item.says(tr);
    let quote = (!item.words.is_empty()).then(|| (item.who(tr), item.words.clone()));
    let button = if item.act == "comment-made" {
        "notices-letter-reply"
    } else {
        "notices-letter-see"
    };
    Letter {
        subject: says.clone(),
        paragraphs: vec![tr.t("notices-letter-hello"), format!("{says}.")],
        quote,
        button: Some((tr.t(button), format!("{base}{}", item.path))),
        reason: tr.t(match item.kind {
            Kind::Answer if item.reply => "notices-reason-reply",
            Kind::Answer => "notices-reason-answer",
            Kind::Mention => "notices-reason-mention",
            Kind::Backing => "notices-reason-backing",
            Kind::Follow => "notices-reason-follow",
        }),
        thread: Some(item.object),
        ..letter
    }
}

fn many(letter: Letter, (tr, territory): (&Tr, &Territory), base: &str, items: &[Item]) -> Letter {
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let sections = Kind::ALL
        .iter()
        .filter_map(|kind| section(tr, base, *kind, items));
    let (subject, text, reason) = match letter.kind {
        "weekly" => (
            "notices-letter-weekly",
            "notices-letter-weekly-text",
            "notices-reason-weekly",
        ),
        "daily" => (
            "notices-letter-daily",
            "notices-letter-daily-text",
            "notices-reason-daily",
        ),
        _ => (
            "notices-letter-now",
            "notices-letter-now-text",
            "notices-reason-now",
        ),
    };
    let values = [("name", territory.name.as_str())];
    Letter {
        subject: tr.nv(subject, count, &values),
        paragraphs: vec![tr.t("notices-letter-hello"), tr.t(text)],
        sections: sections.collect(),
        button: Some((tr.t("notices-letter-all"), format!("{base}/notices"))),
        reason: tr.t(reason),
        ..letter
    }
}

fn section(tr: &Tr, base: &str, kind: Kind, items: &[Item]) -> Option<Section> {
    let mut mine: Vec<&Item> = items.iter().filter(|item| item.kind == kind).collect();
    if mine.is_empty() {
        return None;
    }
    // The best first: what moved most people, then the latest.
    mine.sort_by_key(|item| std::cmp::Reverse((item.names.len(), item.seq)));
    let more = i64::try_from(mine.len().saturating_sub(LINES)).unwrap_or_default();
    let lines = mine.iter().take(LINES);
    Some(Section {
        title: tr.t(&format!("notices-kind-{}", kind.code())),
        lines: lines
            .map(|item| {
                (
                    item.says(tr),
                    quoted(tr, &item.short()),
                    format!("{base}{}", item.path),
                )
            })
            .collect(),
        more: (more > 0).then(|| tr.n("notices-letter-more", more)),
    })
}

/// Words somebody wrote, between the marks of the language; nothing where there are none.
fn quoted(tr: &Tr, words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    tr.v("notices-quoted", "words", words)
}
