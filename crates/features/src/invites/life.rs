//! The life of an invitation to the territory.

use terreau_kernel::{life, states};

states! {
    /// Where an invitation stands. That its time is over is read from its date.
    pub enum InviteState {
        /// It works.
        Open = "open",
        /// The person it was for came.
        Used = "used",
        /// It was taken back.
        Revoked = "revoked",
    }
}

life! {
    /// A link for whoever one meets, or a letter to one address: the letter works once, the link for many.
    pub static INVITE: InviteState = "entry", born [Open];
    come: [Open] => Used, by [Visitor];
    revoke: [Open] => Revoked, by [Author, System];
}
