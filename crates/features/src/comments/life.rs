//! The life of a comment.

use terreau_kernel::{life, states};

states! {
    /// Where a comment stands.
    pub enum CommentState {
        /// Open to whoever sees its idea.
        Published = "published",
        /// Taken out of sight by a moderator.
        Hidden = "hidden",
        /// Taken back by its author.
        Removed = "removed",
    }
}

life! {
    /// Published at once, taken back by its author or who answers for the body that signed it, hidden and shown
    /// again by a moderator.
    pub static COMMENT: CommentState = "comment", born [Published];
    edit: [Published] => Published, by [Author], effects ["comment-changed"];
    remove: [Published] => Removed, by [Author, Lead], effects ["comment-hidden"];
    hide: [Published] => Hidden, by [Moderator, Administrator, System], reason Required,
        effects ["comment-hidden", "author-told"];
    show: [Hidden] => Published, by [Moderator, Administrator, System], reason Required,
        effects ["comment-changed", "author-told"];
}
