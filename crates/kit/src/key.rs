//! Keys of forms: a form carries the id that what it sends will have, so that a form sent twice makes one thing.
//!
//! The last four bytes of a key seal the others for one territory. An id met elsewhere, above all one of another
//! territory, opens nothing: nobody chooses under which id something is kept.

use hmac::{Hmac, Mac};
use terreau_kernel::id::{self, Id};

use crate::App;

const SEALED: usize = 12;

/// A new key for a form of a territory.
#[must_use]
pub fn issue(app: &App, territory: Id) -> Id {
    sealed(app, territory, app.ids.next())
}

/// The key a form sent back, in the 22 characters of its id; `None` when it is none of this territory's.
#[must_use]
pub fn read(app: &App, territory: Id, text: &str) -> Option<Id> {
    let key = id::parse_short(text)?;
    (sealed(app, territory, key) == key).then_some(key)
}

fn sealed(app: &App, territory: Id, id: Id) -> Id {
    let mut bytes = id.into_bytes();
    let mut mac =
        Hmac::<sha2::Sha256>::new_from_slice(app.secret().as_bytes()).expect("any length of key is taken");
    for part in [b"form".as_slice(), territory.as_bytes(), &bytes[..SEALED]] {
        mac.update(part);
    }
    let seal = mac.finalize().into_bytes();
    for (byte, sealed) in bytes.iter_mut().skip(SEALED).zip(seal) {
        *byte = sealed;
    }
    Id::from_bytes(bytes)
}
