//! The letter that says that a message waits: some minutes later, when its reader did not come by themselves; one for
//! each conversation until they read it again.

use terreau_kernel::{id::Id, locale::Locale, richtext, time::Micros};
use terreau_kit::{
    App, Territory,
    i18n::Tr,
    mail::{self, Letter},
    page,
};
use terreau_store::{Reach, Result, Tx, all, jobs, one, statements};

use crate::{
    bodies,
    conversations::{Due, LETTER},
    exchanges::{read as rows, write as writes},
    work::Failed,
};

statements! {
    READERS = "select a.person_id, a.email, a.locale, cp.state, cp.read_upto, cp.from_at, coalesce(s.letters, 'words')
        as letters from conversation_people cp
        join people p on p.territory_id = cp.territory_id and p.id = cp.person_id and p.state = 'active'
        join accounts a on a.territory_id = cp.territory_id and a.person_id = cp.person_id and a.mail_optional
        and a.confirmed_at is not null and a.undeliverable_at is null
        left join message_settings s on s.territory_id = cp.territory_id and s.person_id = cp.person_id
        where cp.territory_id = $1 and cp.conversation_id = $2 and cp.person_id = $3 and cp.told_at is null
        and not cp.muted and cp.unread > 0 and cp.state in ('accepted', 'waiting')
        and coalesce(s.letters, 'words') <> 'never'";
    TEAM = "select a.person_id, a.email, a.locale, 'team' as state, coalesce(cp.read_upto, 0) as read_upto,
        cast(0 as bigint) as from_at, coalesce(s.letters, 'words') as letters from accounts a
        join people p on p.territory_id = a.territory_id and p.id = a.person_id and p.state = 'active'
        left join conversation_people cp on cp.territory_id = a.territory_id and cp.conversation_id = $2
        and cp.person_id = a.person_id
        left join message_settings s on s.territory_id = a.territory_id and s.person_id = a.person_id
        where a.territory_id = $1 and a.person_id = $3 and a.mail_optional and a.confirmed_at is not null
        and a.undeliverable_at is null and cp.told_at is null and coalesce(s.letters, 'words') <> 'never'";
    LAST = "select l.at, l.text, p.name, l.body_id from conversation_lines l
        join people p on p.territory_id = l.territory_id and p.id = l.person_id
        where l.territory_id = $1 and l.conversation_id = $2 and l.at >= $3 and l.kind = 'message'
        and l.person_id <> $4 and l.removed_at is null order by l.at desc limit 1";
    ABOUT = "select kind, title, body_id, assigned_id, created_by from conversations
        where territory_id = $1 and id = $2";
}

/// Words quoted in a letter, in graphemes.
const QUOTED: usize = 700;

#[derive(sqlx::FromRow)]
struct Reader {
    person_id: Id,
    email: String,
    locale: String,
    state: String,
    read_upto: Micros,
    from_at: Micros,
    letters: String,
}

#[derive(sqlx::FromRow)]
struct Last {
    at: Micros,
    text: String,
    name: String,
    body_id: Option<Id>,
}

#[derive(sqlx::FromRow)]
struct About {
    kind: String,
    title: String,
    body_id: Option<Id>,
    assigned_id: Option<Id>,
    created_by: Id,
}

/// Runs the job of a letter; `None` when the job is not ours.
pub async fn run(app: &App, job: &jobs::Claimed) -> Option<std::result::Result<(), Failed>> {
    (job.kind == LETTER).then_some(())?;
    Some(send(app, job).await)
}

async fn send(app: &App, job: &jobs::Claimed) -> std::result::Result<(), Failed> {
    let due: Due = job.parse()?;
    let Some(territory) = app.atlas.by_id(due.territory) else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    writes::hold(&mut tx, due.territory, due.conversation).await?;
    let about = one!(&mut tx, About, ABOUT, due.territory, due.conversation)?;
    if let Some(about) = about {
        let readers = readers(&mut tx, &due, &about).await?;
        for reader in &readers {
            tell(&mut tx, (app, &territory), (&due, &about), reader).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Who is to be told: somebody, or of a team the one who has taken it, else all.
async fn readers(tx: &mut Tx, due: &Due, about: &About) -> Result<Vec<Reader>> {
    let (territory, conversation) = (due.territory, due.conversation);
    if let Some(person) = due.person {
        return all!(tx, Reader, READERS, territory, conversation, person);
    }
    let Some(body) = about.body_id else {
        return Ok(Vec::new());
    };
    let team = rows::team(tx, territory, body).await?;
    let taken = team.iter().find(|one| Some(one.0) == about.assigned_id);
    let whom = taken.map_or_else(|| team.iter().map(|one| one.0).collect(), |one| vec![one.0]);
    let mut readers = Vec::new();
    for person in whom.into_iter().filter(|id| *id != about.created_by) {
        readers.extend(all!(&mut *tx, Reader, TEAM, territory, conversation, person)?);
    }
    Ok(readers)
}

async fn tell(
    tx: &mut Tx,
    (app, territory): (&App, &Territory),
    (due, about): (&Due, &About),
    to: &Reader,
) -> Result<()> {
    let now = app.clock.now();
    let here = (due.territory, due.conversation);
    let last = last(tx, here, to).await?.filter(|last| last.at > to.read_upto);
    if last.is_none() && (to.state == "team" || to.read_upto > 0) {
        return Ok(());
    }
    let body = match about.body_id {
        Some(body) => bodies::by_id(tx, here.0, body).await?.map(|body| body.name),
        None => None,
    };
    let locale = Locale::from_code(&to.locale).unwrap_or_default();
    let tr = Tr::new(app.catalogue.clone(), locale);
    let base = page::base(app, territory);
    let letter = Letter {
        kind: "message",
        address: to.email.clone(),
        person: Some(to.person_id),
        locale: Some(locale),
        thread: Some(due.conversation),
        optional: true,
        button: Some((
            tr.t("conversations-mail-button"),
            format!("{base}/messages/{}", terreau_kernel::id::short(due.conversation)),
        )),
        ..said(&tr, (about, body.as_deref()), to, last.as_ref())
    };
    mail::post(tx, app, territory, &letter, now).await?;
    writes::told(tx, here, (to.person_id, app.ids.next()), now).await
}

async fn last(tx: &mut impl Reach, here: (Id, Id), to: &Reader) -> Result<Option<Last>> {
    one!(tx, Last, LAST, here.0, here.1, to.from_at, to.person_id)
}

/// What the letter says: who wrote, and their words where the reader wants them.
fn said(tr: &Tr, (about, body): (&About, Option<&str>), to: &Reader, last: Option<&Last>) -> Letter {
    let spoken = last.and_then(|l| l.body_id).and(body);
    let who = spoken
        .or_else(|| last.map(|l| l.name.as_str()))
        .unwrap_or_default();
    let values = [
        ("who", who),
        ("body", body.unwrap_or_default()),
        ("title", about.title.as_str()),
    ];
    let key = match (to.state.as_str(), about.kind.as_str()) {
        (_, "group") if last.is_none() => "conversations-mail-added",
        ("waiting", _) => "conversations-mail-request",
        ("team", _) => "conversations-mail-body",
        _ => "conversations-mail-message",
    };
    let quote = last.filter(|_| to.letters == "words").map(|l| {
        let plain = richtext::plain_text(&l.text);
        (who.to_owned(), richtext::excerpt(&plain, QUOTED))
    });
    Letter {
        subject: tr.vs(&format!("{key}-subject"), &values),
        paragraphs: vec![tr.t("conversations-mail-hello"), tr.vs(key, &values)],
        quote,
        reason: tr.t("conversations-mail-reason"),
        ..Letter::default()
    }
}
