//! Letters of moderation: receipt of a report, the decision to who reported, the statement of reasons to who
//! wrote, the answer to an appeal. None of them is optional, and each says how to contest.

use terreau_kernel::{
    id::{self, Id},
    locale::{self, Locale},
};
use terreau_kit::{
    Problem, Visit,
    i18n::Tr,
    mail::{self, Letter, letter},
    page,
};
use terreau_store::Tx;

use super::{
    chain::Decision,
    rows::{self, Report},
    statement::until,
    target::Target,
};

/// Somebody to write to.
struct To {
    person: Option<Id>,
    address: String,
    locale: Locale,
}

/// The secret part of an address by which a party reads a decision without an account.
pub fn key(visit: &Visit, decision: Id, party: Id) -> String {
    let whole = letter::token(&visit.app, party, &format!("decision{}", id::short(decision)));
    whole.rsplit('-').next().unwrap_or_default().to_owned()
}

/// The address of a decision for one party.
pub fn address(visit: &Visit, decision: Id, party: Id) -> String {
    let (short, by) = (id::short(decision), id::short(party));
    format!("/decisions/{short}?by={by}&key={}", key(visit, decision, party))
}

async fn person(visit: &Visit, tx: &mut Tx, person: Id) -> Result<Option<To>, Problem> {
    let found = rows::account(tx, visit.territory.id, person).await?;
    Ok(found.map(|(address, locale, _)| To {
        person: Some(person),
        address,
        locale: Locale::from_code(&locale).unwrap_or_default(),
    }))
}

async fn notifier(visit: &Visit, tx: &mut Tx, report: &Report) -> Result<Option<To>, Problem> {
    if let Some(id) = report.reporter_id {
        return person(visit, tx, id).await;
    }
    Ok((!report.reporter_email.is_empty()).then(|| To {
        person: None,
        address: report.reporter_email.clone(),
        locale: Locale::from_code(&visit.territory.settings.default_locale).unwrap_or_default(),
    }))
}

fn words(visit: &Visit, locale: Locale) -> Tr {
    Tr::new(visit.app.catalogue.clone(), locale)
}

fn absolute(visit: &Visit, path: &str) -> String {
    format!("{}{path}", page::base(&visit.app, &visit.territory))
}

async fn post(visit: &Visit, tx: &mut Tx, letter: Letter) -> Result<(), Problem> {
    mail::post(tx, &visit.app, &visit.territory, &letter, visit.now).await?;
    Ok(())
}

/// Says that a report arrived.
pub async fn receipt(visit: &Visit, tx: &mut Tx, target: &Target, report: &Report) -> Result<(), Problem> {
    let Some(to) = notifier(visit, tx, report).await? else {
        return Ok(());
    };
    let tr = words(
        visit,
        if to.person.is_none() {
            visit.locale
        } else {
            to.locale
        },
    );
    let number = id::short(report.id);
    let letter = Letter {
        kind: "report",
        locale: Some(tr.locale),
        subject: tr.t("moderation-mail-receipt-subject"),
        paragraphs: vec![
            tr.t("moderation-mail-hello"),
            tr.v("moderation-mail-receipt", "title", &target.title),
            tr.t("moderation-mail-receipt-next"),
            tr.v("moderation-mail-receipt-number", "number", &number),
        ],
        quote: Some((reason(&tr, &report.reason_code), report.text.clone())),
        button: Some((tr.t("moderation-mail-see"), absolute(visit, &target.url))),
        reason: tr.t("moderation-mail-receipt-reason"),
        thread: Some(report.id),
        address: to.address,
        person: to.person,
        ..Letter::default()
    };
    post(visit, tx, letter).await
}

/// The words of a reason code.
pub fn reason(tr: &Tr, code: &str) -> String {
    tr.t(&format!("moderation-reason-{code}"))
}

/// What a decision does, in words.
pub fn measure(tr: &Tr, d: &Decision) -> String {
    tr.t(&says(tr, "did", d))
}

/// The key of what is said of a decision: that of its kind of object, where it has one.
pub fn says(tr: &Tr, part: &str, d: &Decision) -> String {
    let plain = format!("moderation-{part}-{}", d.action);
    let own = format!("{plain}-{}", d.object_kind);
    if tr.has(&own) { own } else { plain }
}

/// The statement of reasons, to who wrote what was decided on.
pub async fn author(visit: &Visit, tx: &mut Tx, target: &Target, d: &Decision) -> Result<(), Problem> {
    let Some(to) = person(visit, tx, target.author).await? else {
        return Ok(());
    };
    let tr = words(visit, to.locale);
    let zone = visit.territory.time_zone();
    let day = locale::date_long(until(d), to.locale, zone);
    let mut paragraphs = vec![
        tr.t("moderation-mail-hello"),
        tr.v(&says(&tr, "author", d), "title", &target.title),
    ];
    paragraphs.push(tr.v("moderation-mail-facts", "facts", &d.reason));
    if super::life::Measure::from_code(&d.action).is_some_and(super::life::Measure::restricts) {
        paragraphs.push(tr.v("moderation-mail-ground", "ground", &ground(&tr, &d.reason_code)));
        paragraphs.push(tr.t("moderation-by-a-person"));
        paragraphs.push(tr.v("moderation-mail-redress", "day", &day));
    }
    let letter = Letter {
        kind: "decision",
        locale: Some(to.locale),
        subject: tr.t(&format!("moderation-author-{}-subject", d.action)),
        paragraphs,
        quote: (target.kind != "person").then(|| (target.author_name.clone(), target.excerpt.clone())),
        button: Some((
            tr.t("moderation-mail-decision"),
            absolute(visit, &address(visit, d.id, target.author)),
        )),
        reason: tr.t("moderation-mail-author-reason"),
        thread: Some(target.id),
        address: to.address,
        person: to.person,
        ..Letter::default()
    };
    post(visit, tx, letter).await
}

/// The legal or contractual ground behind a reason code.
pub fn ground(tr: &Tr, code: &str) -> String {
    tr.t(&format!("moderation-ground-{code}"))
}

/// The decision, to who reported.
pub async fn notify(
    visit: &Visit,
    tx: &mut Tx,
    target: &Target,
    d: &Decision,
    report: &Report,
) -> Result<(), Problem> {
    let Some(to) = notifier(visit, tx, report).await? else {
        return Ok(());
    };
    let tr = words(visit, to.locale);
    let day = locale::date_long(until(d), to.locale, visit.territory.time_zone());
    let letter = Letter {
        kind: "decision",
        locale: Some(to.locale),
        subject: tr.t("moderation-mail-notifier-subject"),
        paragraphs: vec![
            tr.t("moderation-mail-hello"),
            tr.v("moderation-mail-notifier", "title", &target.title),
            measure(&tr, d),
            tr.v("moderation-mail-facts", "facts", &d.reason),
            tr.t("moderation-by-a-person"),
            tr.v("moderation-mail-redress", "day", &day),
        ],
        button: Some((
            tr.t("moderation-mail-decision"),
            absolute(visit, &address(visit, d.id, report.id)),
        )),
        reason: tr.t("moderation-mail-receipt-reason"),
        thread: Some(report.id),
        address: to.address,
        person: to.person,
        ..Letter::default()
    };
    post(visit, tx, letter).await
}

/// The answer to an appeal, to who made it. `party` is the author, or a report.
pub async fn answer(
    visit: &Visit,
    tx: &mut Tx,
    (d, granted): (&Decision, bool),
    party: &Party,
    words_of: &str,
) -> Result<(), Problem> {
    let to = match party {
        Party::Author(id) => person(visit, tx, *id).await?,
        Party::Notifier(report) => notifier(visit, tx, report).await?,
    };
    let Some(to) = to else {
        return Ok(());
    };
    let tr = words(visit, to.locale);
    let says = if granted {
        "moderation-mail-granted"
    } else {
        "moderation-mail-refused"
    };
    let letter = Letter {
        kind: "decision",
        locale: Some(to.locale),
        subject: tr.t("moderation-mail-appeal-subject"),
        paragraphs: vec![
            tr.t("moderation-mail-hello"),
            tr.t(says),
            tr.v("moderation-mail-facts", "facts", words_of),
            tr.t("moderation-by-another"),
            tr.t("moderation-elsewhere"),
        ],
        button: Some((
            tr.t("moderation-mail-decision"),
            absolute(visit, &address(visit, d.id, party.id())),
        )),
        reason: tr.t("moderation-mail-appeal-reason"),
        thread: Some(party.id()),
        address: to.address,
        person: to.person,
        ..Letter::default()
    };
    post(visit, tx, letter).await
}

/// Who may contest a decision.
#[derive(Debug, Clone)]
pub enum Party {
    /// Who wrote what was decided on.
    Author(Id),
    /// Who reported it.
    Notifier(Box<Report>),
}

impl Party {
    /// The id that names this party in addresses.
    pub fn id(&self) -> Id {
        match self {
            Self::Author(id) => *id,
            Self::Notifier(report) => report.id,
        }
    }

    /// The account behind it, if there is one.
    pub fn person(&self) -> Option<Id> {
        match self {
            Self::Author(id) => Some(*id),
            Self::Notifier(report) => report.reporter_id,
        }
    }
}
