//! The statement of reasons behind a decision, for who wrote and who reported, and the appeal they may make
//! for six months, free of charge.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    limits as lengths, richtext, text,
    time::{DAY, Micros},
};
use terreau_kit::{Faults, Input, Page, Problem, Visit, limits::Act, problem::Answer};
use terreau_store::Reach;

use super::{
    chain::{self, Decision},
    letters::{self, Party},
    life::Measure,
    rows::{self, Appeal, Subject},
};

/// Six months, counted as the longest six there are.
const OPEN: Micros = 184 * DAY;

/// The last moment for an appeal.
#[must_use]
pub fn until(d: &Decision) -> Micros {
    d.at + OPEN
}

/// Who asks, in an address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    by: String,
    key: String,
}

/// A decision with what is around it.
pub struct Case {
    pub decision: Decision,
    pub subject: Subject,
    /// Who asks; nobody when a moderator only reads.
    pub party: Option<Party>,
    pub appeal: Option<Appeal>,
}

#[derive(Template)]
#[template(path = "moderation/statement.html")]
struct Statement<'a> {
    p: &'a Page,
    case: &'a Case,
    title: String,
    words: String,
    did: String,
    scope: String,
    reason: String,
    ground: String,
    origin: String,
    until: Micros,
    may_appeal: bool,
    late: bool,
    asked: Asked,
    text: String,
    faults: &'a Faults,
}

fn measure(d: &Decision) -> Measure {
    Measure::from_code(&d.action).unwrap_or(Measure::Keep)
}

/// True where a decision goes against a party.
#[must_use]
pub fn against(d: &Decision, party: &Party) -> bool {
    match (measure(d), party) {
        (Measure::Uphold, _) => false,
        (measure, Party::Author(_)) => measure.restricts(),
        (measure, Party::Notifier(_)) => !measure.restricts(),
    }
}

/// The id of the one appeal a party may make.
#[must_use]
pub fn appeal_id(d: &Decision, party: &Party) -> Id {
    match party {
        Party::Author(_) => d.id,
        Party::Notifier(report) => report.id,
    }
}

async fn case(visit: &mut Visit, short: &str, asked: &Asked) -> Result<Case, Problem> {
    let territory = visit.territory.id;
    let id = id::parse_short(short).ok_or(Problem::NotFound)?;
    let db = visit.db.get().await?;
    let decision = chain::by_id(db, territory, id).await?.ok_or(Problem::NotFound)?;
    let subject = rows::subject(db, territory, &decision.object_kind, decision.object_id).await?;
    let subject = subject.ok_or(Problem::Gone)?;
    let party = party(visit, (&decision, &subject), asked).await?;
    if party.is_none() && !visit.viewer.moderates() {
        return Err(Problem::NotFound);
    }
    let appeal = match &party {
        None => None,
        Some(party) => {
            let id = appeal_id(&decision, party);
            rows::appeal_of(visit.db.get().await?, territory, id).await?
        }
    };
    Ok(Case {
        decision,
        subject,
        party,
        appeal,
    })
}

/// Who asks: by the secret of their letter, or by who is signed in.
async fn party(
    visit: &mut Visit,
    (decision, subject): (&Decision, &Subject),
    asked: &Asked,
) -> Result<Option<Party>, Problem> {
    let territory = visit.territory.id;
    let told =
        id::parse_short(&asked.by).filter(|by| same(&letters::key(visit, decision.id, *by), &asked.key));
    let person = visit.viewer.id();
    if told == Some(subject.author_id) || person == Some(subject.author_id) {
        return Ok(Some(Party::Author(subject.author_id)));
    }
    let db = visit.db.get().await?;
    let report = match (told, person) {
        (Some(report), _) => Some(report),
        (None, Some(person)) => rows::mine(db, territory, decision.id, person).await?,
        (None, None) => None,
    };
    let Some(report) = report else {
        return Ok(None);
    };
    let found = rows::report(db, territory, report).await?;
    let found = found.filter(|r| r.decision_id == Some(decision.id));
    Ok(found.map(|r| Party::Notifier(Box::new(r))))
}

fn same(one: &str, other: &str) -> bool {
    use subtle::ConstantTimeEq as _;
    !one.is_empty() && bool::from(one.as_bytes().ct_eq(other.as_bytes()))
}

/// The statement of reasons.
pub async fn show(mut visit: Visit, Path(short): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let case = case(&mut visit, &short, &asked).await?;
    draw(&mut visit, &case, (asked, String::new()), &Faults::new()).await
}

async fn draw(visit: &mut Visit, case: &Case, (asked, text): (Asked, String), faults: &Faults) -> Answer {
    let territory = visit.territory.id;
    let d = &case.decision;
    let reports = rows::notified(visit.db.get().await?, territory, d.id).await?;
    let open = visit.now <= until(d);
    let contestable = case.party.as_ref().is_some_and(|party| against(d, party));
    let p = visit.page(visit.tr.t("moderation-statement-title")).private();
    let tr = &visit.tr;
    let template = Statement {
        title: match case.subject.title.as_str() {
            "" => tr.t("moderation-untitled"),
            title => richtext::excerpt(title, 120),
        },
        words: richtext::excerpt(&richtext::plain_text(&case.subject.words), 500),
        did: letters::measure(tr, d),
        scope: tr.t(&letters::says(tr, "scope", d)),
        reason: letters::reason(tr, &d.reason_code),
        ground: letters::ground(tr, &d.reason_code),
        origin: if reports > 0 {
            tr.n("moderation-origin-reports", reports)
        } else {
            tr.t("moderation-origin-own")
        },
        until: until(d),
        may_appeal: contestable && open && case.appeal.is_none(),
        late: contestable && !open && case.appeal.is_none(),
        asked,
        text,
        faults,
        case,
        p: &p,
    };
    visit.show_form(&template, faults.is_empty())
}

/// Contests a decision.
pub async fn appeal(mut visit: Visit, Path(short): Path<String>, input: Input) -> Answer {
    let asked = Asked {
        by: input.line("by"),
        key: input.line("key"),
    };
    let case = case(&mut visit, &short, &asked).await?;
    let d = &case.decision;
    let party = case.party.clone().ok_or(Problem::NotFound)?;
    if !against(d, &party) {
        return Err(Problem::Refused("moderation-nothing-against"));
    }
    if visit.now > until(d) {
        return Err(Problem::Refused("moderation-appeal-late"));
    }
    let words = input.text("text");
    let length = text::graphemes(&words);
    let mut faults = Faults::new();
    faults.unless(length > 0, "text", || visit.tr.t("moderation-appeal-missing"));
    faults.unless(length <= lengths::COMMENT, "text", || {
        visit.tr.t("moderation-text-long")
    });
    if !faults.is_empty() {
        return draw(&mut visit, &case, (asked, words), &faults).await;
    }
    visit.count(Act::Report)?;
    let mut tx = visit.begin().await?;
    keep(&mut tx, &visit, (d, &party), &words).await?;
    visit.commit(tx).await?;
    visit.tell("moderation-appealed", "");
    Ok(visit.redirect(&letters::address(&visit, d.id, party.id())))
}

async fn keep(
    tx: &mut impl Reach,
    visit: &Visit,
    (d, party): (&Decision, &Party),
    words: &str,
) -> Result<(), Problem> {
    let here = (visit.territory.id, appeal_id(d, party), d.id);
    rows::appeal(tx, here, party.person(), words, visit.now).await?;
    Ok(())
}
