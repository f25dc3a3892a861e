//! The letter of a new version, to every member once: a job for each two hundred, so that nobody waits for a town.

use serde::{Deserialize, Serialize};
use terreau_kernel::{id::Id, locale::Locale};
use terreau_kit::{
    App, Territory,
    i18n::Tr,
    mail::{self, Letter},
    page,
};
use terreau_store::{Tx, jobs};

use super::rows::{self, Member};
use crate::work::Failed;

/// The kind of the job.
const TELL: &str = "tell-terms";

#[derive(Debug, Serialize, Deserialize)]
struct Tell {
    territory: Id,
    number: i64,
    after: Id,
}

/// Tells every member later, beginning with the first.
pub async fn later(app: &App, tx: &mut Tx, territory: Id, number: i64) -> terreau_store::Result<()> {
    enqueue(
        app,
        tx,
        &Tell {
            territory,
            number,
            after: Id::nil(),
        },
    )
    .await
}

async fn enqueue(app: &App, tx: &mut Tx, tell: &Tell) -> terreau_store::Result<()> {
    let now = app.clock.now();
    let job = jobs::New {
        id: app.ids.next(),
        territory: Some(tell.territory),
        kind: TELL,
        payload: tell,
        unique: None,
        run_at: now,
        now,
    };
    jobs::enqueue(tx, job).await
}

/// Runs a job of this feature; `None` when the job is not ours.
pub async fn run(app: &App, job: &jobs::Claimed) -> Option<Result<(), Failed>> {
    (job.kind == TELL).then_some(())?;
    Some(tell(app, job).await)
}

/// A row says who was told: done again after an interruption, it goes on where it stood.
async fn tell(app: &App, job: &jobs::Claimed) -> Result<(), Failed> {
    let due: Tell = job.parse()?;
    let Some(territory) = app.atlas.by_id(due.territory) else {
        return Ok(());
    };
    let mut conn = app.db.read().await?;
    let members = rows::to_tell(&mut conn, due.territory, due.number, due.after).await?;
    let mut summaries = Vec::new();
    for locale in Locale::ALL {
        let summary = rows::summary(&mut conn, due.territory, due.number, locale.code()).await?;
        summaries.push((locale, summary.unwrap_or_default()));
    }
    drop(conn);
    let mut tx = app.db.begin().await?;
    for member in &members {
        if rows::told(
            &mut tx,
            due.territory,
            member.person_id,
            due.number,
            app.clock.now(),
        )
        .await?
        {
            post(app, &territory, &mut tx, member, &summaries).await?;
        }
    }
    if let Some(last) = members.last()
        && i64::try_from(members.len()) == Ok(rows::BATCH)
    {
        let after = last.person_id;
        enqueue(app, &mut tx, &Tell { after, ..due }).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn post(
    app: &App,
    territory: &Territory,
    tx: &mut Tx,
    member: &Member,
    summaries: &[(Locale, String)],
) -> terreau_store::Result<()> {
    let locale = Locale::from_code(&member.locale).unwrap_or_default();
    let tr = Tr::new(app.catalogue.clone(), locale);
    let site = territory.site(&tr);
    let values = [("name", member.name.as_str()), ("site", site.as_str())];
    let summary = summaries.iter().find(|(of, _)| *of == locale);
    let letter = Letter {
        kind: "terms",
        address: member.email.clone(),
        person: Some(member.person_id),
        locale: Some(locale),
        subject: tr.vs("terms-letter-subject", &values),
        paragraphs: vec![
            tr.vs("terms-letter-text", &values),
            summary.map(|(_, text)| text.clone()).unwrap_or_default(),
        ],
        button: Some((
            tr.t("terms-letter-button"),
            format!("{}/terms/changes", page::base(app, territory)),
        )),
        after: vec![tr.t("terms-letter-after")],
        reason: tr.vs("terms-letter-reason", &values),
        ..Letter::default()
    };
    mail::post(tx, app, territory, &letter, app.clock.now())
        .await
        .map(drop)
}
