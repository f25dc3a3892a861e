//! The life of an ambassador.

use terreau_kernel::{life, states};

states! {
    /// Where an ambassador stands.
    pub enum AmbassadorState {
        /// They invite and welcome for the town.
        Active = "active",
        /// They no longer do.
        Ended = "ended",
    }
}

life! {
    /// Named by an administrator; ended by one, or by the ambassador.
    pub static AMBASSADOR: AmbassadorState = "ambassador", born [Active];
    name: [Ended] => Active, by [Administrator], reason Optional;
    end: [Active] => Ended, by [Administrator], reason Required;
    resign: [Active] => Ended, by [Author];
}
