//! Two lives: of a conversation that a body answers, and of somebody's place in a conversation.

use terreau_kernel::{life, states};

states! {
    /// Where a conversation stands. Between people it is always open.
    pub enum ConversationState {
        /// It goes on.
        Open = "open",
        /// The body answered all of it.
        Done = "done",
    }
}

life! {
    /// Opened by who writes to a body, closed by those who speak for it, opened again by either.
    pub static CONVERSATION: ConversationState = "conversation", born [Open];
    finish: [Open] => Done, by [Lead];
    reopen: [Done] => Open, by [Lead, Author];
}

states! {
    /// Where somebody stands in a conversation.
    pub enum PlaceState {
        /// Somebody they do not know wrote to them.
        Waiting = "waiting",
        /// They take part.
        Accepted = "accepted",
        /// They did not wish to.
        Declined = "declined",
        /// They left.
        Left = "left",
    }
}

life! {
    /// The first word of a stranger waits for its receiver; who takes part may leave, also with their account.
    pub static PLACE: PlaceState = "place", born [Waiting, Accepted];
    accept: [Waiting, Declined] => Accepted, by [Author];
    decline: [Waiting] => Declined, by [Author];
    leave: [Waiting, Accepted, Declined] => Left, by [Author, System];
    invite: [Left] => Waiting, by [Member];
}
