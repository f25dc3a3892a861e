//! What moderators decide about the limits of somebody new.

use terreau_kernel::{life, states};

states! {
    /// Where the limits of somebody stand.
    pub enum NewcomerState {
        /// The rule alone speaks.
        New = "new",
        /// A moderator lifted them.
        Lifted = "lifted",
        /// A moderator holds them.
        Held = "held",
    }
}

life! {
    /// The limits of the first days lift by themselves; moderators lift them sooner, or hold them and say why.
    pub static NEWCOMER: NewcomerState = "newcomer", born [New];
    release: [New, Held] => Lifted, by [Moderator], reason Optional;
    hold: [New, Lifted] => Held, by [Moderator], reason Required;
}
