//! Who may see what. The one predicate that every query listing or fetching something visible goes through.
//!
//! An object carries a circle (0 public, 1 members, 2 named bodies, 3 team). Up to the viewer's own level it
//! is seen by all; beyond, only by those who belong to one of the scopes it was opened to (`audience`).
//! Public state (published, hidden, …) is the object's own affair and stands beside this predicate.
//! Where one person blocked another, neither sees what the other says in their own name (decision 16).

use terreau_kernel::id::Id;
use terreau_store::Value;

use crate::Viewer;

/// How far an object is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circle {
    /// Anybody.
    Public,
    /// Whoever has an account here.
    Members,
    /// Named bodies and whoever is in a scope of the object.
    Bodies,
    /// The object's team only.
    Team,
}

impl Circle {
    /// All circles, from the widest.
    pub const ALL: [Self; 4] = [Self::Public, Self::Members, Self::Bodies, Self::Team];

    /// The number kept in the database.
    #[must_use]
    pub fn code(self) -> i64 {
        self as i64
    }

    /// The circle of a number; an unknown one is the narrowest.
    #[must_use]
    pub fn from_code(code: i64) -> Self {
        Self::ALL
            .into_iter()
            .find(|c| c.code() == code)
            .unwrap_or(Self::Team)
    }
}

/// True when somebody and the viewer are kept apart: one of them blocked the other. The territory, the viewer, and the
/// other as the statement names them: `apart!("p.territory_id", "$2", "p.id")` is a constant text.
#[macro_export]
macro_rules! apart {
    ($territory:literal, $viewer:literal, $other:literal) => {
        concat!(
            "exists (select 1 from blocks z where z.territory_id = ",
            $territory,
            " and z.person_id = ",
            $viewer,
            " and z.other_id = ",
            $other,
            " and z.apart)"
        )
    };
}

/// The predicate for an alias, with the placeholders that hold the viewer's level and id. The object has an author, and
/// a body where it speaks in the name of one: what a body says is said to everybody.
/// `visible!("i", "$2", "$3")` is a constant text.
#[macro_export]
macro_rules! visible {
    ($alias:literal, $level:literal, $person:literal) => {
        concat!(
            "((",
            $alias,
            ".circle <= ",
            $level,
            " or exists (select 1 from audience a join scope_members m",
            " on m.territory_id = a.territory_id and m.scope_id = a.scope_id",
            " where a.territory_id = ",
            $alias,
            ".territory_id and a.object_id = ",
            $alias,
            ".id",
            " and m.person_id = ",
            $person,
            ")) and (",
            $alias,
            ".body_id is not null or not exists (select 1 from blocks z where z.territory_id = ",
            $alias,
            ".territory_id and z.person_id = ",
            $person,
            " and z.other_id = ",
            $alias,
            ".author_id and z.apart)))"
        )
    };
}

/// The same predicate for lists put together at run time: alias `i`, values from [`Eyes::values`].
pub const VISIBLE_I: &str = visible!("i", "?", "?");

/// What a viewer brings to the predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Eyes {
    /// Circles up to this one are open to them.
    pub level: i64,
    /// Their id; the nil id for a visitor, which belongs to no scope.
    pub person: Id,
}

impl Eyes {
    /// A visitor's.
    #[must_use]
    pub fn visitor() -> Self {
        Self {
            level: Circle::Public.code(),
            person: Id::nil(),
        }
    }

    /// Level and person, in the order of the placeholders of [`VISIBLE_I`].
    #[must_use]
    pub fn values(self) -> [Value; 3] {
        let person = || Value::Id(self.person);
        [Value::Int(self.level), person(), person()]
    }
}

impl From<&Viewer> for Eyes {
    fn from(viewer: &Viewer) -> Self {
        viewer.id().map_or_else(Self::visitor, |person| Self {
            level: Circle::Members.code(),
            person,
        })
    }
}
