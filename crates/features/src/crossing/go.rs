//! The way over, in three steps a browser follows by itself: the territory one goes to gives the browser a secret and
//! sends it where one is signed in; that one gives a code for the secret's fingerprint; the first takes the code from
//! the browser that holds the secret. Neither a code overheard nor an address sent by somebody else opens anything.

use std::sync::Arc;

use axum::{
    extract::Query,
    http::{HeaderValue, header},
    response::Response,
};
use serde::Deserialize;
use terreau_kernel::{
    id::{self, Id},
    time::SECOND,
};
use terreau_kit::{Problem, Territory, Visit, limits::Act, problem::Answer, session};

use super::rows;
use crate::{
    accounts::{self, Proved},
    kin,
};

/// From where, where to, and what is carried.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    to: String,
    proof: String,
    code: String,
    next: String,
}

impl Asked {
    fn next(&self) -> &str {
        if terreau_kit::elsewhere::local(&self.next) {
            &self.next
        } else {
            "/"
        }
    }
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// An answer that carries a secret is kept nowhere and told to nobody.
fn hushed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Another territory of this installation, by its short name.
fn other(visit: &Visit, slug: &str) -> Result<Arc<Territory>, Problem> {
    let found = visit.app.atlas.by_slug(slug);
    let other = found.filter(|t| t.id != visit.territory.id && t.reachable());
    other.ok_or(Problem::NotFound)
}

/// What a secret looks like to whoever may not know it.
pub fn fingerprint(secret: &str) -> Vec<u8> {
    session::digest(secret)
}

fn spelled(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..64).step_by(2).map(pair).collect()
}

/// Here, where one goes to: a secret for this browser, then off to where one is signed in.
pub async fn begin(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let from = other(&visit, &asked.from)?;
    visit.count(Act::Gesture)?;
    if let Some(me) = visit.viewer.id() {
        let territory = visit.territory.id;
        let there = kin::there(visit.db.get().await?, (territory, me), from.id).await?;
        if there.is_some() {
            return Ok(visit.redirect(asked.next()));
        }
    }
    let secret = id::secret();
    visit.set_cookie("crossing", &secret, rows::STAY / SECOND);
    let to = format!(
        "/cross/give?to={}&proof={}&next={}",
        encoded(&visit.territory.slug),
        spelled(&fingerprint(&secret)),
        encoded(asked.next()),
    );
    Ok(hushed(visit.redirect_to(&from, &to)))
}

/// Here, where one is signed in: a code for the browser that holds the secret, or nothing for whoever is not.
pub async fn give(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let to = other(&visit, &asked.to)?;
    let challenge = read(&asked.proof).ok_or(Problem::NotFound)?;
    visit.count(Act::Gesture)?;
    let next = encoded(asked.next());
    let Some(me) = visit.viewer.person().cloned() else {
        return Ok(hushed(
            visit.redirect_to(&to, &format!("/cross/take?next={next}")),
        ));
    };
    let (territory, code) = (visit.territory.id, id::secret());
    let mut tx = visit.begin().await?;
    let family = session::family(&mut tx, territory, me.session).await?;
    let proved = Proved {
        territory,
        person: me.id,
        family: family.ok_or(Problem::SignIn)?,
        at: me.fresh_at,
    };
    let both = (challenge.as_slice(), &*fingerprint(&code));
    if !rows::give(&mut tx, both, to.id, &proved, visit.now).await? {
        return Err(Problem::Conflict("crossing-again"));
    }
    tx.commit().await?;
    let path = format!("/cross/take?code={}&next={next}", encoded(&code));
    Ok(hushed(visit.redirect_to(&to, &path)))
}

/// Here, where one goes to, and back again: the code is taken, and one is in; or one reads what joining means.
pub async fn take(mut visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.count(Act::Gesture)?;
    let next = encoded(asked.next());
    let Some(secret) = visit
        .crossing()
        .map(str::to_owned)
        .filter(|_| !asked.code.is_empty())
    else {
        visit.clear_cookie("crossing");
        if visit.viewer.signed_in() {
            return Ok(hushed(visit.redirect(asked.next())));
        }
        visit.tell("crossing-visitor", "");
        return Ok(hushed(visit.redirect(&format!("/login?next={next}"))));
    };
    let (territory, challenge) = (visit.territory.id, fingerprint(&secret));
    let both = (challenge.as_slice(), &*fingerprint(&asked.code));
    let mut tx = visit.begin().await?;
    let Some(proved) = rows::take(&mut tx, both, territory, visit.now).await? else {
        drop(tx);
        visit.clear_cookie("crossing");
        return Err(Problem::Conflict("crossing-again"));
    };
    let known = kin::there(&mut tx, (proved.territory, proved.person), territory).await?;
    let Some(person) = known else {
        visit.commit(tx).await?;
        return Ok(hushed(visit.redirect(&format!("/cross/join?next={next}"))));
    };
    rows::end(&mut tx, &challenge).await?;
    let inside = enter(&mut visit, &mut tx, person, &proved).await?;
    visit.commit(tx).await?;
    visit.clear_cookie("crossing");
    if inside {
        let name = visit.territory.name.clone();
        visit.tell("crossing-here", &name);
        return Ok(hushed(visit.redirect(asked.next())));
    }
    visit.tell("crossing-prove", "");
    Ok(hushed(visit.redirect(&format!("/login?next={next}"))))
}

/// Signs in; false where this territory asks for more.
pub async fn enter(
    visit: &mut Visit,
    tx: &mut terreau_store::Tx,
    person: Id,
    proved: &Proved,
) -> Result<bool, Problem> {
    if visit.viewer.is(person) {
        return Ok(true);
    }
    accounts::cross(visit, tx, person, proved).await
}
