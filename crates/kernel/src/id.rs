//! Identifiers and secrets: the only doors to chance.
//!
//! Identifiers are UUID version 7 (time first, so that keys sort by age), strictly growing inside one
//! process even when the clock goes back. Addresses show them in 22 URL-safe characters. Secrets are
//! 256 random bits and carry no time.

use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::time::Clock;

/// An identifier: sixteen bytes, version 7 when made here.
pub type Id = Uuid;

/// Makes identifiers from a clock; clones share the same sequence.
#[derive(Clone, Debug)]
pub struct Ids {
    clock: Clock,
    last: Arc<Mutex<Last>>,
}

#[derive(Debug, Default)]
struct Last {
    millis: u64,
    counter: u16,
}

const COUNTER_MAX: u16 = 0x0fff;

impl Ids {
    /// A new sequence that reads `clock`.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            last: Arc::default(),
        }
    }

    /// The next identifier, greater than every one before it.
    pub fn next(&self) -> Id {
        let mut bytes = random::<16>();
        let seed = u16::from_be_bytes([bytes[6], bytes[7]]) & (COUNTER_MAX >> 2);
        let now = u64::try_from(self.clock.now() / 1000).unwrap_or(0);
        let (millis, counter) = self.step(now, seed);
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6..8].copy_from_slice(&(0x7000 | counter).to_be_bytes());
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        Uuid::from_bytes(bytes)
    }

    fn step(&self, now: u64, seed: u16) -> (u64, u16) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if now > last.millis {
            *last = Last {
                millis: now,
                counter: seed,
            };
        } else if last.counter < COUNTER_MAX {
            last.counter += 1;
        } else {
            *last = Last {
                millis: last.millis + 1,
                counter: seed,
            };
        }
        (last.millis, last.counter)
    }
}

/// The identifier in 22 characters that need no escaping in an address.
pub fn short(id: Id) -> String {
    base64url(id.as_bytes())
}

/// Reads what [`short`] wrote; anything else is `None`, including other spellings of the same bytes.
pub fn parse_short(text: &str) -> Option<Id> {
    if text.len() != 22 {
        return None;
    }
    let value = text
        .bytes()
        .take(21)
        .try_fold(0u128, |value, byte| Some(value << 6 | digit(byte)?))?;
    let last = digit(text.bytes().last()?)?;
    (last & 0x0f == 0).then(|| Uuid::from_u128(value << 2 | last >> 4))
}

/// A secret of 256 bits as text: 43 characters that need no escaping.
pub fn secret() -> String {
    base64url(&secret_bytes())
}

/// A secret of 256 bits.
pub fn secret_bytes() -> [u8; 32] {
    random()
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system always has random bytes once it has started");
    bytes
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut group = [0; 3];
        group[..chunk.len()].copy_from_slice(chunk);
        let value = u32::from_be_bytes([0, group[0], group[1], group[2]]);
        for position in 0..=chunk.len() {
            let index = (value >> (18 - 6 * position)) & 0x3f;
            text.push(char::from(ALPHABET[index as usize]));
        }
    }
    text
}

fn digit(byte: u8) -> Option<u128> {
    ALPHABET
        .iter()
        .position(|letter| *letter == byte)
        .map(|position| position as u128)
}

#[cfg(test)]
mod tests;
