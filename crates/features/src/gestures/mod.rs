//! Gestures made before having an account: kept for thirty days behind a secret of the browser, done once
//! when their maker has a name, on whichever device that is.

use serde_json::{Map, Value};
use terreau_kernel::{
    id::{self, Id},
    limits, text,
    time::{DAY, MINUTE, Micros},
};
use terreau_kit::{Input, Problem, Visit, limits::Act, problem::Answer, session};
use terreau_store::{Reach, Result, all, run, statements};

/// The statements of this feature.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    ALL.to_vec()
}

/// How long a gesture waits.
const WAIT: Micros = 30 * DAY;
/// How long one attempt to do it may take before another may try.
const LEASE: Micros = 2 * MINUTE;

statements! {
    KEEP = "insert into gestures (territory_id, id, kind, payload, secret_hash, locale, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)";
    OF_BROWSER = "select id, kind, payload, result from gestures where territory_id = $1 and secret_hash = $2
                  and done_at is null and expires_at > $3 order by created_at, id limit 20";
    OF_LINK = "select g.id, g.kind, g.payload, g.result from gestures g
               join gestures k on k.territory_id = g.territory_id and k.secret_hash = g.secret_hash
               where k.territory_id = $1 and k.id = $2
               and g.done_at is null and g.expires_at > $3 order by g.created_at, g.id limit 20";
    OF_PERSON = "select distinct g.id, g.kind, g.payload, g.result, g.created_at from links l
                 join gestures k on k.territory_id = l.territory_id and k.id = l.gesture_id
                 join gestures g on g.territory_id = k.territory_id and g.secret_hash = k.secret_hash
                 where l.territory_id = $1 and l.person_id = $2 and l.used_at is not null
                 and g.done_at is null and g.expires_at > $3 order by g.created_at, g.id limit 20";
    BEGIN = "update gestures set result = $3 where territory_id = $1 and id = $2 and done_at is null
             and (result is null or result < $4)";
    LATE = "update gestures set result = 'late' where territory_id = $1 and id = $2 and done_at is null";
    RELEASE = "update gestures set result = null where territory_id = $1 and id = $2 and done_at is null";
    DONE = "update gestures set done_at = $3, result = $4 where territory_id = $1 and id = $2 and done_at is null";
    EXPIRE = "delete from gestures where expires_at < $1";
}

/// A gesture that waits.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Gesture {
    /// Its id.
    pub id: Id,
    /// `idea`, `draft`, `support`, `follow`, `comment`, `thank`, or `words` of a form that must be sent again.
    pub kind: String,
    payload: String,
    result: Option<String>,
}

/// The fields in which somebody writes, in the order of their forms.
const WRITTEN: [&str; 7] = ["title", "line", "body", "text", "place", "note", "bio"];

impl Gesture {
    /// What the feature that kept it needs to do it.
    #[must_use]
    pub fn payload(&self) -> Value {
        serde_json::from_str(&self.payload).unwrap_or_default()
    }

    /// The words by which its maker recognises it.
    #[must_use]
    pub fn excerpt(&self) -> String {
        let payload = self.payload();
        let mut words = WRITTEN
            .into_iter()
            .filter_map(|field| payload.get(field)?.as_str());
        text::ellipsis(words.find(|words| !words.is_empty()).unwrap_or_default(), 160)
    }

    /// Everything its maker wrote, to be kept elsewhere when it cannot be done any more; empty for a gesture of the
    /// hand, which names the words of somebody else.
    #[must_use]
    pub fn words(&self) -> String {
        if !matches!(self.kind.as_str(), "idea" | "draft" | "comment" | "words") {
            return String::new();
        }
        let payload = self.payload();
        let written = WRITTEN
            .into_iter()
            .filter_map(|field| payload.get(field)?.as_str());
        let pictures = payload.get("pictures").and_then(Value::as_array);
        let alts = pictures
            .into_iter()
            .flatten()
            .filter_map(|p| p.get("alt")?.as_str());
        let fields = payload.as_object().into_iter().flatten();
        let shown = fields.filter(|(field, _)| field.starts_with("alt-"));
        let alts = alts.chain(shown.filter_map(|(_, alt)| alt.as_str()));
        let words = written.chain(alts).filter(|words| !words.is_empty());
        words.collect::<Vec<_>>().join("\n\n")
    }

    /// It cannot be done, or no more, and waits for its maker to take its words back.
    #[must_use]
    pub fn late(&self) -> bool {
        self.kind == "words" || self.result.as_deref() == Some("late")
    }

    /// The form its words came from; empty for those that were to be done as they are.
    #[must_use]
    pub fn form(&self) -> String {
        let payload = self.payload();
        payload
            .get("form")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }
}

/// Keeps what a visitor did and leads to where one joins. One browser keeps all its gestures.
///
/// # Errors
/// [`Problem::TooMany`], or [`Problem::Away`] when the database is.
pub async fn keep(visit: &mut Visit, kind: &str, payload: &Value) -> Answer {
    hold(visit, kind, payload).await?;
    Ok(visit.redirect("/join"))
}

/// Keeps the words of a form sent after its writer was signed out, and leads to where they sign in again. They send
/// it again themselves: what it changes may have changed meanwhile.
///
/// # Errors
/// As [`keep`]; [`Problem::TooLarge`] for more words than any form takes.
pub async fn keep_words(visit: &mut Visit, input: &Input, form: &str) -> Answer {
    let typed = WRITTEN.into_iter().filter(|field| input.has(field));
    let mut payload: Map<_, _> = typed
        .map(|field| (field.to_owned(), Value::from(input.text(field))))
        .collect();
    payload.insert("form".into(), form.into());
    hold(visit, "words", &payload.into()).await?;
    Ok(visit.redirect(&login(form)))
}

/// Where one signs in, to go on somewhere.
#[must_use]
pub fn login(next: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/login?next={next}")
}

/// Keeps what somebody did.
///
/// # Errors
/// As [`keep`].
pub async fn hold(visit: &mut Visit, kind: &str, payload: &Value) -> std::result::Result<(), Problem> {
    visit.count(Act::Gesture)?;
    let payload = payload.to_string();
    if payload.len() > limits::FORM_BYTES {
        return Err(Problem::TooLarge);
    }
    let secret = secret(visit);
    let (territory, now) = (visit.territory.id, visit.now);
    let mut tx = visit.begin().await?;
    run!(
        &mut tx,
        KEEP,
        territory,
        visit.app.ids.next(),
        kind,
        payload,
        session::digest(&secret),
        visit.locale.code(),
        now,
        now + WAIT
    )?;
    visit.commit(tx).await
}

/// The secret of this browser, given to it now if it had none.
pub fn secret(visit: &mut Visit) -> String {
    let known = visit.gesture().filter(|s| s.len() == 43).map(str::to_owned);
    let secret = known.unwrap_or_else(id::secret);
    visit.set_cookie("gesture", &secret, WAIT / terreau_kernel::time::SECOND);
    secret
}

/// What waits in this browser, the oldest first.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn kept(visit: &mut Visit) -> std::result::Result<Vec<Gesture>, Problem> {
    let Some(secret) = visit.gesture() else {
        return Ok(Vec::new());
    };
    let (hash, territory, now) = (session::digest(secret), visit.territory.id, visit.now);
    Ok(all!(
        visit.db.get().await?,
        Gesture,
        OF_BROWSER,
        territory,
        hash,
        now
    )?)
}

/// What waits for whoever visits: in this browser, or behind a link they opened.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn pending(visit: &mut Visit) -> std::result::Result<Vec<Gesture>, Problem> {
    let mut found = kept(visit).await?;
    if let Some(person) = visit.viewer.id() {
        let (territory, now) = (visit.territory.id, visit.now);
        let linked = all!(visit.db.get().await?, Gesture, OF_PERSON, territory, person, now)?;
        for gesture in linked {
            if found.iter().all(|known| known.id != gesture.id) {
                found.push(gesture);
            }
        }
    }
    Ok(found)
}

/// What waits behind the gesture a link carries.
///
/// # Errors
/// What the engine says.
pub async fn of_link(db: &mut impl Reach, territory: Id, kept: Id, now: Micros) -> Result<Vec<Gesture>> {
    all!(db, Gesture, OF_LINK, territory, kept, now)
}

fn lease(at: Micros) -> String {
    format!("doing-{at:020}")
}

/// Takes a gesture to do it; false when it is done, or somebody is at it.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn begin(visit: &mut Visit, gesture: Id) -> std::result::Result<bool, Problem> {
    let (territory, now) = (visit.territory.id, visit.now);
    let mut tx = visit.begin().await?;
    let taken = run!(&mut tx, BEGIN, territory, gesture, lease(now), lease(now - LEASE))?;
    visit.commit(tx).await?;
    Ok(taken == 1)
}

/// Puts a gesture back that could not be done.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn released(visit: &mut Visit, gesture: Id) -> std::result::Result<(), Problem> {
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    run!(&mut tx, RELEASE, territory, gesture)?;
    visit.commit(tx).await
}

/// Notes that a gesture can never be done; it waits for its maker, who takes its words back.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn too_late(visit: &mut Visit, gesture: Id) -> std::result::Result<(), Problem> {
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    run!(&mut tx, LATE, territory, gesture)?;
    visit.commit(tx).await
}

/// Notes that a gesture is done and where it led; an empty address for one given up.
///
/// # Errors
/// [`Problem::Away`] when the database is.
pub async fn done(visit: &mut Visit, gesture: Id, url: &str) -> std::result::Result<(), Problem> {
    let (territory, now) = (visit.territory.id, visit.now);
    let mut tx = visit.begin().await?;
    run!(&mut tx, DONE, territory, gesture, now, url)?;
    visit.commit(tx).await
}

/// Forgets what waited too long.
///
/// # Errors
/// What the engine says.
pub async fn expire(tx: &mut impl Reach, now: Micros) -> Result<u64> {
    run!(tx, EXPIRE, now)
}
