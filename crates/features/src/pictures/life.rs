//! The life of a picture that belongs to something.

use terreau_kernel::{life, states};

states! {
    /// Where a picture stands.
    pub enum PictureState {
        /// Seen with what it belongs to.
        Shown = "shown",
        /// Taken out of sight by a moderator.
        Hidden = "hidden",
    }
}

life! {
    /// Shown with what it belongs to; hidden alone, and shown again, by a moderator.
    pub static PICTURE: PictureState = "picture", born [Shown];
    hide: [Shown] => Hidden, by [Moderator, Administrator, System], reason Required,
        effects ["idea-changed", "author-told"];
    show: [Hidden] => Shown, by [Moderator, Administrator, System], reason Required,
        effects ["idea-changed", "author-told"];
}
