//! The life of a handover, and how long the silence and the notice last.

use terreau_kernel::{
    life, states,
    time::{DAY, Micros},
};

/// Nobody who administers came for this long: then they are silent.
pub const SILENCE: Micros = 60 * DAY;
/// The administrators have this long to say that they are still there.
pub const NOTICE: Micros = 14 * DAY;

states! {
    /// Where a handover stands.
    pub enum HandoverState {
        /// The administrators were told, and may answer.
        Asked = "asked",
        /// Who asked took it back.
        Withdrawn = "withdrawn",
        /// An administrator is there, or the town did not agree.
        Refused = "refused",
        /// Who asked administers the organisation.
        Granted = "granted",
    }
}

life! {
    /// Asked for by a member, or begun for one by the town, while every administrator is silent; ended by any of them
    /// who answers or acts, decided by the town once the notice is over.
    pub static HANDOVER: HandoverState = "handover", born [Asked];
    withdraw: [Asked] => Withdrawn, by [Author];
    refuse: [Asked] => Refused, by [Lead], reason Optional, effects ["person-told"];
    lapse: [Asked] => Refused, by [System], effects ["person-told"];
    decline: [Asked] => Refused, by [Moderator, Administrator], reason Required, effects ["person-told"];
    grant: [Asked] => Granted, by [Moderator, Administrator], when After(NOTICE), reason Required,
        effects ["person-told", "lead-told"];
}
