//! Kept counts and the rows they count. Each count is updated in the transaction that changes its rows; here
//! stands, for each, what it must equal: `doctor` compares, `rebuild counters` repairs.

use terreau_kernel::id::Id;
use terreau_store::{Reach, Result, run, value};

/// One kept count.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// `table.column`.
    pub name: &'static str,
    differ: &'static str,
    repair: &'static str,
}

/// `kept!("ideas", "id", "supports", "select idea_id as id, count(*) as n from …")`: the column of the table is
/// the figure that the statement gives for its key, or zero.
macro_rules! kept {
    (@truth $table:literal, $key:literal, $($source:tt)*) => {
        concat!(
            "select id, cast(sum(n) as bigint) as n from (select ",
            $key,
            " as id, 0 as n from ",
            $table,
            " where territory_id = $1 union all ",
            $($source)*,
            ") u group by id"
        )
    };
    ($table:literal, $key:literal, $column:literal, $($source:tt)*) => {
        Kept {
            name: concat!($table, ".", $column),
            differ: concat!(
                "select count(*) from ",
                $table,
                " o join (",
                kept!(@truth $table, $key, $($source)*),
                ") t on t.id = o.",
                $key,
                " where o.territory_id = $1 and o.",
                $column,
                " <> t.n"
            ),
            repair: concat!(
                "update ",
                $table,
                " set ",
                $column,
                " = t.n from (",
                kept!(@truth $table, $key, $($source)*),
                ") t where ",
                $table,
                ".territory_id = $1 and ",
                $table,
                ".",
                $key,
                " = t.id and ",
                $table,
                ".",
                $column,
                " <> t.n"
            ),
        }
    };
}

/// Ideas anybody can find, grouped.
macro_rules! ideas_by {
    ($column:literal) => {
        concat!(
            "select ",
            $column,
            " as id, count(*) as n from ideas where territory_id = $1 and ",
            $column,
            " is not null and state in ('published', 'archived', 'project') and circle = 0 group by ",
            $column
        )
    };
}

/// Comments anybody can read, on ideas anybody can find, grouped.
macro_rules! comments_by {
    ($column:literal) => {
        concat!(
            "select c.",
            $column,
            " as id, count(*) as n from comments c join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
             where c.territory_id = $1 and c.state = 'published'
             and i.state in ('published', 'archived', 'project') and i.circle = 0 and c.",
            $column,
            " is not null group by c.",
            $column
        )
    };
}

/// First comments anybody can read, by idea and side.
macro_rules! sides {
    () => {
        "select territory_id, idea_id, side, cast(sum(n) as bigint) as n from (
           select territory_id, idea_id, side, 0 as n from comment_sides where territory_id = $1
           union all
           select territory_id, idea_id, coalesce(side, '') as side, count(*) as n from comments
           where territory_id = $1 and depth = 0 and state = 'published'
           group by territory_id, idea_id, coalesce(side, '')
         ) u group by territory_id, idea_id, side"
    };
}

/// Every kept count.
pub const KEPT: [Kept; 18] = [
    kept!("territory_counts", "territory_id", "ideas", ideas_by!("territory_id")),
    kept!("territory_counts", "territory_id", "comments", comments_by!("territory_id")),
    kept!(
        "territory_counts",
        "territory_id",
        "people",
        "select territory_id as id, count(*) as n from people where territory_id = $1
         and state in ('imported', 'active', 'suspended', 'inactive') group by territory_id"
    ),
    kept!(
        "territory_counts",
        "territory_id",
        "supports",
        "select territory_id as id, count(*) as n from supports where territory_id = $1 group by territory_id"
    ),
    kept!("themes", "id", "ideas", ideas_by!("theme_id")),
    kept!("zones", "id", "ideas", ideas_by!("zone_id")),
    kept!("people", "id", "ideas", ideas_by!("author_id")),
    kept!("people", "id", "comments", comments_by!("author_id")),
    kept!("bodies", "id", "ideas", ideas_by!("body_id")),
    kept!("bodies", "id", "comments", comments_by!("body_id")),
    kept!(
        "people",
        "id",
        "messages_unread",
        "select person_id as id, count(*) as n from conversation_people where territory_id = $1 and unread > 0
         group by person_id"
    ),
    kept!(
        "conversations",
        "id",
        "lines",
        "select conversation_id as id, count(*) as n from conversation_lines where territory_id = $1
         group by conversation_id"
    ),
    kept!(
        "bodies",
        "id",
        "members",
        "select body_id as id, count(*) as n from memberships where territory_id = $1 and state = 'active'
         group by body_id"
    ),
    kept!(
        "ideas",
        "id",
        "supports",
        "select idea_id as id, count(*) as n from supports where territory_id = $1 group by idea_id"
    ),
    kept!(
        "ideas",
        "id",
        "comments",
        "select idea_id as id, count(*) as n from comments where territory_id = $1 and state = 'published'
         group by idea_id"
    ),
    kept!(
        "comments",
        "id",
        "replies",
        "select c.parent_id as id, count(*) as n from comments c
         join comments p on p.territory_id = c.territory_id and p.id = c.parent_id
         where c.territory_id = $1 and c.state = 'published' and p.depth > 0 group by c.parent_id
         union all
         select root_id as id, count(*) as n from comments
         where territory_id = $1 and state = 'published' and depth > 0 group by root_id"
    ),
    kept!(
        "comments",
        "id",
        "thanks",
        "select comment_id as id, count(*) as n from thanks where territory_id = $1 group by comment_id"
    ),
    Kept {
        name: "comment_sides.first_comments",
        differ: concat!(
            "select count(*) from comment_sides o right join (",
            sides!(),
            ") t on o.territory_id = t.territory_id and o.idea_id = t.idea_id and o.side = t.side
             where coalesce(o.first_comments, -1) <> t.n"
        ),
        repair: concat!(
            "insert into comment_sides (territory_id, idea_id, side, first_comments)
             select t.territory_id, t.idea_id, t.side, t.n from (",
            sides!(),
            ") t left join comment_sides o on o.territory_id = t.territory_id and o.idea_id = t.idea_id and o.side = t.side
             where coalesce(o.first_comments, -1) <> t.n
             on conflict (territory_id, idea_id, side) do update set first_comments = excluded.first_comments"
        ),
    },
];

/// The statements, by name, for the test that prepares them on both engines.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    KEPT.iter()
        .flat_map(|kept| [(kept.name, kept.differ), (kept.name, kept.repair)])
        .collect()
}

/// Counts that differ from their rows, each with the number of places where it does.
///
/// # Errors
/// What the engine says.
pub async fn differences(db: &mut impl Reach, territory: Id) -> Result<Vec<(&'static str, i64)>> {
    let mut found = Vec::new();
    for kept in KEPT {
        let places = value!(db, i64, kept.differ, territory)?.unwrap_or(0);
        if places > 0 {
            found.push((kept.name, places));
        }
    }
    Ok(found)
}

/// Makes every count equal to its rows; gives those that were not, with the number of places repaired.
///
/// # Errors
/// What the engine says.
pub async fn repair(tx: &mut impl Reach, territory: Id) -> Result<Vec<(&'static str, u64)>> {
    let mut repaired = Vec::new();
    for kept in KEPT {
        let places = run!(tx, kept.repair, territory)?;
        if places > 0 {
            repaired.push((kept.name, places));
        }
    }
    Ok(repaired)
}
