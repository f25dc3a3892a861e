//! What moderators did in the demonstration, and what waits for them: reports, reasoned decisions sealed in the
//! log, suspensions, an appeal.

use terreau_kernel::{
    id::{self, Id},
    time::{HOUR, Micros},
};
use terreau_kit::{App, Territory, page};
use terreau_store::{Tx, events};

use super::{
    content::{Comment, Idea},
    plan::{Ground, Moved, Plan},
    rows::{self, Reported},
    stories::Story,
    talk::Said,
};
use crate::{
    drawings::Chance,
    moderation::{self, Decision},
    work::Failed,
};

/// The resident who moderates.
pub const MODERATOR: &str = "p027";

/// A decision about to be written.
pub struct Ruled {
    pub kind: &'static str,
    pub object: Id,
    pub author: Id,
    /// Its address, without the host.
    pub url: String,
    /// What it said when it was judged.
    pub words: String,
    pub measure: &'static str,
    pub code: &'static str,
    pub reason: String,
    pub from: &'static str,
    pub to: &'static str,
    pub at: Micros,
    pub reports: usize,
}

/// A report nobody answered yet.
pub struct Waiting {
    pub kind: &'static str,
    pub object: Id,
    pub author: Id,
    pub url: String,
    pub code: &'static str,
    pub text: &'static str,
    pub at: Micros,
}

/// An idea that was hidden.
pub fn hidden_idea(plan: &mut Plan, story: &Story, idea: &Idea) {
    let (code, reports) = match idea.key.as_str() {
        "com-09" => ("spam", 2),
        "num-08" => ("illegal", 4),
        _ => ("private", 3),
    };
    plan.ruled.push(Ruled {
        kind: "idea",
        object: story.id,
        author: story.author,
        url: format!("/ideas/{}", story.slug),
        words: [idea.title.as_str(), &idea.line, &idea.body].join("\n"),
        measure: "hide",
        code,
        reason: idea.reason.clone(),
        from: "published",
        to: "hidden",
        at: story.end,
        reports,
    });
}

/// A comment that was hidden.
pub fn hidden_comment(plan: &mut Plan, said: &Said, comment: &Comment, at: Micros) {
    let code = match comment.reason.as_str() {
        reason if reason.contains("haineux") || reason.contains("croyance") => "hate",
        reason if reason.contains("Menace") => "violence",
        _ => "insult",
    };
    plan.ruled.push(Ruled {
        kind: "comment",
        object: said.id,
        author: said.author,
        url: format!("/comments/{}", id::short(said.id)),
        words: said.text.clone(),
        measure: "hide",
        code,
        reason: comment.reason.clone(),
        from: "published",
        to: "hidden",
        at,
        reports: 1,
    });
}

/// Those who may no longer write, and why.
pub fn suspensions(plan: &mut Plan, ground: &Ground<'_>) {
    for (key, day, reason) in [
        (
            "p065",
            "2024-03-28T09:30:00",
            "Attaques répétées contre des personnes, malgré deux avertissements.",
        ),
        (
            "p112",
            "2025-10-02T10:15:00",
            "Cinq contenus masqués en six mois, malgré nos messages.",
        ),
    ] {
        let Some(member) = ground.cast.find(key) else {
            continue;
        };
        plan.ruled.push(Ruled {
            kind: "person",
            object: member.id,
            author: member.id,
            url: format!("/people/{}", member.slug),
            words: format!("{}\n{}", member.name, member.bio),
            measure: "suspend",
            code: "insult",
            reason: reason.into(),
            from: "active",
            to: "suspended",
            at: ground.calendar.moment(day),
            reports: 1,
        });
    }
}

/// What somebody reported about an idea or one of its comments, without an answer so far.
pub fn reported(plan: &mut Plan, idea: &Idea, story: &Story, said: &[Said], ground: &Ground<'_>) {
    let (comment, code, text) = match idea.key.as_str() {
        "mob-01" => (
            Some("2"),
            "insult",
            "Je comprends l’agacement, mais ce ton n’invite personne à répondre.",
        ),
        "cdv-01" => (
            Some("31"),
            "off-topic",
            "Le fil s’éloigne beaucoup du sujet\u{a0}: pouvez-vous rappeler la question\u{202f}?",
        ),
        "cdv-12" => (
            None,
            "other",
            "Cette idée ressemble à une autre, plus ancienne\u{202f}; peut-être faut-il les réunir\u{202f}?",
        ),
        _ => return,
    };
    let place = comment.and_then(|key| idea.comment.iter().position(|c| c.key == key));
    let (kind, object, author, url) = match place.and_then(|at| said.get(at)) {
        Some(c) => (
            "comment",
            c.id,
            c.author,
            format!("/comments/{}", id::short(c.id)),
        ),
        None => ("idea", story.id, story.author, format!("/ideas/{}", story.slug)),
    };
    let late = i64::try_from(plan.waiting.len()).unwrap_or(0);
    plan.waiting.push(Waiting {
        kind,
        object,
        author,
        url,
        code,
        text,
        at: (ground.now - (5 + 21 * late) * HOUR).max(story.created + 1),
    });
}

/// Writes decisions in the order in which they were taken, with the reports they answer, and what still waits.
pub async fn write(
    app: &App,
    tx: &mut Tx,
    territory: &Territory,
    plan: &Plan,
    cast: &super::cast::Cast,
) -> Result<(), Failed> {
    let base = page::base(app, territory);
    let moderator = cast.named(MODERATOR).id;
    let mut chance = Chance::of("reports");
    let mut ruled: Vec<&Ruled> = plan.ruled.iter().collect();
    ruled.sort_by_key(|r| r.at);
    for one in ruled {
        let decision = decide(app, tx, territory.id, (one, moderator)).await?;
        for member in cast.draw(&mut chance, one.reports, one.at - 6 * HOUR, one.author) {
            let report = Reported {
                id: app.ids.next(),
                kind: one.kind,
                object: one.object,
                url: format!("{base}{}", one.url),
                reporter: member.id,
                code: one.code,
                text: "Ce contenu me semble contraire aux règles du site.",
                decision: Some(decision),
                at: one.at - 5 * HOUR,
                answered: one.at,
            };
            rows::report(tx, territory.id, &report).await?;
        }
        if one.url.contains("voisins-du-7") {
            let text = "Je n’ai nommé personne. Je veux bien récrire le passage, mais je demande qu’une autre \
                        personne le relise.";
            rows::appeal(
                tx,
                territory.id,
                (app.ids.next(), decision, one.author),
                text,
                app.clock.now() - 30 * HOUR,
            )
            .await?;
        }
    }
    for one in &plan.waiting {
        let who = cast.draw(&mut chance, 1, one.at, one.author);
        let Some(reporter) = who.first() else { continue };
        let report = Reported {
            id: app.ids.next(),
            kind: one.kind,
            object: one.object,
            url: format!("{base}{}", one.url),
            reporter: reporter.id,
            code: one.code,
            text: one.text,
            decision: None,
            at: one.at,
            answered: one.at,
        };
        rows::report(tx, territory.id, &report).await?;
    }
    Ok(())
}

async fn decide(app: &App, tx: &mut Tx, territory: Id, (one, moderator): (&Ruled, Id)) -> Result<Id, Failed> {
    let step = Moved {
        kind: one.kind,
        object: one.object,
        name: one.measure,
        from: one.from,
        to: one.to,
        person: moderator,
        body: None,
        reason: format!("{}: {}", one.code, one.reason),
        at: one.at,
    };
    rows::step(tx, territory, app.ids.next(), &step).await?;
    let id = app.ids.next();
    let decision = Decision {
        number: 0,
        id,
        object_kind: one.kind.into(),
        object_id: one.object,
        action: one.measure.into(),
        reason_code: one.code.into(),
        reason: one.reason.clone(),
        person_id: moderator,
        snapshot_hash: moderation::digest(one.words.as_bytes()),
        previous_hash: String::new(),
        hash: String::new(),
        at: one.at,
    };
    moderation::append(tx, territory, decision).await?;
    let happened = events::Happened {
        territory,
        kind: "decision-made",
        object: id,
        subject: Some(one.object),
        person: Some(moderator),
        body: None,
        at: one.at,
    };
    events::record(tx, happened).await?;
    Ok(id)
}
