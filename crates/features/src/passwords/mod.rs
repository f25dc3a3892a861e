//! Passwords: hashed with Argon2id two at a time, judged by how long they would hold rather than by their
//! ingredients, and compared in the same time whether or not somebody has the address.

use argon2::{
    Argon2, Params,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use terreau_kernel::{limits, text};
use terreau_kit::{App, Problem, Territory, i18n::Tr};

/// A hash nobody knows the password of, with the parameters in use: unknown addresses cost the same.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// French words that come first to mind: a dictionary in English alone would find them strong.
const COMMON: &str = include_str!("common.txt");

/// A password must hold by more than the words nearest to hand: at least so many other letters.
const LEFT: usize = 6;

/// Hashes a password.
///
/// # Errors
/// [`Problem::Broken`] when the machine cannot.
pub async fn hash_password(app: &App, password: &str) -> Result<String, Problem> {
    let password = password.as_bytes().to_vec();
    let _turn = app.hashing.acquire().await.map_err(|_| Problem::Broken)?;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(&password)
            .map(|hash| hash.to_string())
    });
    hashed
        .await
        .map_err(|_| Problem::Broken)?
        .map_err(|_| Problem::Broken)
}

/// What a comparison found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Another password, or nobody.
    Wrong,
    /// The right one.
    Right,
    /// The right one, hashed with parameters of another time.
    RightButOld,
}

/// Compares a password with the hash of an account; `None` costs as much and is wrong.
///
/// # Errors
/// [`Problem::Broken`] when the machine cannot.
pub async fn compare(app: &App, password: &str, hash: Option<&str>) -> Result<Compared, Problem> {
    let known = hash.is_some();
    let hash = hash.unwrap_or(NOBODY).to_owned();
    let mut password = password.as_bytes().to_vec();
    password.truncate(limits::PASSWORD_MAX);
    let _turn = app.hashing.acquire().await.map_err(|_| Problem::Broken)?;
    let compared = tokio::task::spawn_blocking(move || {
        let Ok(parsed) = PasswordHash::new(&hash) else {
            return Compared::Wrong;
        };
        if Argon2::default().verify_password(&password, &parsed).is_err() {
            return Compared::Wrong;
        }
        let current = Params::default();
        let same = Params::try_from(&parsed).is_ok_and(|p| {
            (p.m_cost(), p.t_cost(), p.p_cost()) == (current.m_cost(), current.t_cost(), current.p_cost())
        });
        if same {
            Compared::Right
        } else {
            Compared::RightButOld
        }
    });
    let compared = compared.await.map_err(|_| Problem::Broken)?;
    Ok(if known { compared } else { Compared::Wrong })
}

/// What is wrong with a new password, in words; `None` when it will hold. `own` are the words one would
/// try first: the person's name and address.
#[must_use]
pub fn fault(tr: &Tr, territory: &Territory, password: &str, own: &[&str]) -> Option<String> {
    let length = password.chars().count();
    if length < limits::PASSWORD_MIN {
        return Some(tr.n(
            "accounts-password-short",
            i64::try_from(limits::PASSWORD_MIN).unwrap_or(12),
        ));
    }
    if password.len() > limits::PASSWORD_MAX {
        return Some(tr.t("accounts-password-long"));
    }
    let near = [
        territory.name.as_str(),
        territory.slug.as_str(),
        territory.settings.site_name.as_str(),
        "terreau",
    ];
    let parts = own
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    let mut known: Vec<&str> = near.into_iter().chain(own.iter().copied()).collect();
    known.extend(parts.filter(|part| part.chars().count() > 2));
    let weak = left_without(password, &known) < LEFT;
    known.extend(COMMON.lines());
    let guessed = weak || zxcvbn::zxcvbn(password, &known).score() < zxcvbn::Score::Three;
    guessed.then(|| tr.t("accounts-password-weak"))
}

/// Letters and digits left once the words nearest to hand are taken out.
fn left_without(password: &str, known: &[&str]) -> usize {
    let mut rest = text::fold(password);
    let mut words: Vec<String> = known.iter().map(|word| text::fold(word)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words.iter().filter(|word| !word.is_empty()) {
        rest = rest.replace(word.as_str(), " ");
    }
    rest.chars().filter(|c| c.is_alphanumeric()).count()
}
