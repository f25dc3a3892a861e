//! The words to declare a life with, and the proof, at compile time, that it holds together.

use super::{Life, Move};

/// What is wrong with a declared life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No state to begin with.
    #[error("no initial state is declared")]
    NoInitial,
    /// A state written twice.
    #[error("state number {0} is declared twice")]
    StateTwice(usize),
    /// An initial state that is not among the states.
    #[error("initial state number {0} is not declared")]
    UnknownInitial(usize),
    /// A move without a start, or from an undeclared state.
    #[error("move number {0} starts from no declared state")]
    UnknownFrom(usize),
    /// A move to an undeclared state.
    #[error("move number {0} leads to no declared state")]
    UnknownTo(usize),
    /// A move that nobody may make.
    #[error("nobody may make move number {0}")]
    ForNobody(usize),
    /// Two moves of one name from one state.
    #[error("move number {0} repeats the name of another from the same state")]
    Ambiguous(usize),
    /// A state no path leads to.
    #[error("no path leads to state number {0}")]
    Unreachable(usize),
    /// More states than the check can follow.
    #[error("a life has at most 64 states")]
    TooMany,
}

impl Life {
    /// Whether the declaration holds: names declared once, every state reachable, no move into the
    /// unknown, none that nobody may make, none that could mean two things.
    pub const fn check(&self) -> Result<(), Fault> {
        if self.initial.is_empty() {
            return Err(Fault::NoInitial);
        }
        if self.states.len() > 64 {
            return Err(Fault::TooMany);
        }
        let mut at = 0;
        while at < self.states.len() {
            if matches!(index(self.states, self.states[at]), Some(first) if first < at) {
                return Err(Fault::StateTwice(at));
            }
            at += 1;
        }
        if let Err(fault) = self.check_moves() {
            return Err(fault);
        }
        self.check_reach()
    }

    const fn check_moves(&self) -> Result<(), Fault> {
        let mut at = 0;
        while at < self.moves.len() {
            let each = &self.moves[at];
            if each.from.is_empty() || mask(self.states, each.from).is_none() {
                return Err(Fault::UnknownFrom(at));
            }
            if index(self.states, each.to).is_none() {
                return Err(Fault::UnknownTo(at));
            }
            if each.who.is_empty() {
                return Err(Fault::ForNobody(at));
            }
            let mut before = 0;
            while before < at {
                if self.overlap(each, &self.moves[before]) {
                    return Err(Fault::Ambiguous(at));
                }
                before += 1;
            }
            at += 1;
        }
        Ok(())
    }

    const fn overlap(&self, one: &Move, other: &Move) -> bool {
        match (mask(self.states, one.from), mask(self.states, other.from)) {
            (Some(a), Some(b)) => same(one.name, other.name) && a & b != 0,
            _ => false,
        }
    }

    const fn check_reach(&self) -> Result<(), Fault> {
        let mut at = 0;
        while at < self.initial.len() {
            if index(self.states, self.initial[at]).is_none() {
                return Err(Fault::UnknownInitial(at));
            }
            at += 1;
        }
        let Some(mut reached) = mask(self.states, self.initial) else {
            return Err(Fault::NoInitial);
        };
        let mut round = 0;
        while round < self.states.len() {
            let mut at = 0;
            while at < self.moves.len() {
                let each = &self.moves[at];
                if let (Some(from), Some(to)) = (mask(self.states, each.from), index(self.states, each.to))
                    && from & reached != 0
                {
                    reached |= 1 << to;
                }
                at += 1;
            }
            round += 1;
        }
        let lost = (!reached).trailing_zeros() as usize;
        if lost < self.states.len() {
            Err(Fault::Unreachable(lost))
        } else {
            Ok(())
        }
    }
}

const fn mask(states: &[&str], some: &[&str]) -> Option<u64> {
    let (mut bits, mut at) = (0, 0);
    while at < some.len() {
        match index(states, some[at]) {
            Some(state) => bits |= 1 << state,
            None => return None,
        }
        at += 1;
    }
    Some(bits)
}

const fn index(states: &[&str], state: &str) -> Option<usize> {
    let mut at = 0;
    while at < states.len() {
        if same(states[at], state) {
            return Some(at);
        }
        at += 1;
    }
    None
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Declares the states of an object: an enum, its codes, and the way back from a code.
///
/// ```
/// terreau_kernel::states! {
///     /// Where a lamp is in its life.
///     pub enum Lamp { Off = "off", On = "on" }
/// }
/// assert_eq!(Lamp::from_code("on"), Some(Lamp::On));
/// assert_eq!(Lamp::CODES, ["off", "on"]);
/// ```
#[macro_export]
macro_rules! states {
    ($(#[$doc:meta])* $vis:vis enum $name:ident {
        $($(#[$state_doc:meta])* $state:ident = $code:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$state_doc])* #[doc = concat!("Stored as `", $code, "`.")] $state),+ }

        #[allow(dead_code, reason = "every enum of states offers the same, whether or not each is used")]
        impl $name {
            /// Every state, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$state),+];
            /// The codes of every state, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The word stored and shown in addresses.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$state => $code),+ }
            }

            /// The state of a stored word.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$state),)+ _ => None }
            }
        }

        impl $crate::life::State for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn code(self) -> &'static str {
                $name::code(self)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.code()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

/// Declares the life of an object over an enum of [`states!`](crate::states), and checks it while compiling.
///
/// The clauses after `by` are optional, in this order: `when`, `reason`, `effects`.
///
/// ```
/// use terreau_kernel::{life, states};
/// states! {
///     /// Where a note is in its life.
///     pub enum Note { Draft = "draft", Out = "out", Hidden = "hidden" }
/// }
/// life! {
///     /// The life of a note.
///     pub static NOTE: Note = "note", born [Draft];
///     publish: [Draft] => Out, by [Author], effects ["note_published"];
///     edit: [Out] => Out, by [Author], when Within(15 * terreau_kernel::time::MINUTE);
///     hide: [Out] => Hidden, by [Moderator, Administrator], reason Required, effects ["note_hidden"];
///     restore: [Hidden] => Out, by [Moderator], reason Optional;
/// }
/// assert_eq!(NOTE.moves.len(), 4);
/// ```
#[macro_export]
macro_rules! life {
    ($(#[$doc:meta])* $vis:vis static $name:ident: $states:ident = $object:literal, born [$($born:ident),+ $(,)?];
     $($move:ident: [$($from:ident),+ $(,)?] => $to:ident, by [$($who:ident),+ $(,)?]
       $(, when $when:ident $(($span:expr))?)?
       $(, reason $reason:ident)?
       $(, effects [$($effect:expr),* $(,)?])?;)+
    ) => {
        $(#[$doc])*
        $vis static $name: $crate::life::Life = $crate::life::Life {
            object: $object,
            states: $states::CODES,
            initial: &[$($states::$born.code()),+],
            moves: &[$($crate::life::Move {
                name: stringify!($move),
                from: &[$($states::$from.code()),+],
                to: $states::$to.code(),
                who: $crate::life::Actors::of(&[$($crate::life::Actor::$who),+]),
                when: $crate::life!(@when $($when $(($span))?)?),
                reason: $crate::life!(@reason $($reason)?),
                effects: &[$($($effect),*)?],
            }),+],
        };
        const _: () = assert!($name.check().is_ok(), concat!("the life of ", $object, " does not hold together"));
    };
    (@when) => { $crate::life::When::Always };
    (@when $when:ident $(($span:expr))?) => { $crate::life::When::$when $(($span))? };
    (@reason) => { $crate::life::Reason::Never };
    (@reason $reason:ident) => { $crate::life::Reason::$reason };
}
