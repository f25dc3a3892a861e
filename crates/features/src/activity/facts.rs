//! What is known of the ideas, comments and organisations a batch of events speaks of, read together.

use std::collections::{HashMap, HashSet, VecDeque};

use terreau_kernel::{id::Id, text, time::Micros};
use terreau_store::{Reach, Result, Select, Value, all, events::Event, statements};

statements! {
    /// Searches a new idea of this theme and this zone could be found by.
    SEARCHES = "select id, words from saved_searches
                where territory_id = $1 and (theme_id is null or theme_id = $2) and (zone_id is null or zone_id = $3)";
}

/// Moves that are news.
const MOVES: [&str; 5] = ["archive", "restore", "adopt", "merge", "verify"];

/// An idea: whose it is, and where it stands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Idea {
    pub id: Id,
    pub author_id: Id,
    pub body_id: Option<Id>,
    pub theme_id: Option<Id>,
    pub zone_id: Option<Id>,
}

/// A comment: whose it is, and what it answers.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Comment {
    pub id: Id,
    pub idea_id: Id,
    pub author_id: Id,
    pub parent_id: Option<Id>,
    pub parent_author: Option<Id>,
}

#[derive(sqlx::FromRow)]
struct Moved {
    id: Id,
    object_id: Id,
    person_id: Option<Id>,
    name: String,
    at: Micros,
}

#[derive(sqlx::FromRow)]
struct Words {
    id: Id,
    text: String,
}

/// Everything a batch needs.
#[derive(Debug, Default)]
pub struct Facts {
    pub ideas: HashMap<Id, Idea>,
    pub comments: HashMap<Id, Comment>,
    pub zones: HashMap<Id, Vec<Id>>,
    pub found: HashMap<Id, Vec<Id>>,
    moves: HashMap<i64, String>,
}

impl Facts {
    /// The move an event tells of, if it is one.
    pub fn moved(&self, event: &Event) -> Option<&str> {
        self.moves.get(&event.position).map(String::as_str)
    }
}

/// Reads what the events of one territory need: a handful of statements, however many there are.
pub async fn gather(db: &mut impl Reach, territory: Id, events: &[&Event]) -> Result<Facts> {
    let mut facts = Facts::default();
    let of = |kinds: &[&str]| ids(events.iter().filter(|e| kinds.contains(&e.kind.as_str())));
    let comments = of(&["comment-made", "comment-thanked", "mentioned"]);
    let select = Select::new(
        "select c.id, c.idea_id, c.author_id, c.parent_id, p.author_id as parent_author from comments c
         left join comments p on p.territory_id = c.territory_id and p.id = c.parent_id",
    );
    for row in some::<Comment>(db, select, territory, ("c.territory_id = ?", "c.id", &comments)).await? {
        facts.comments.insert(row.id, row);
    }
    let mut ideas = of(&["idea-published", "idea-changed", "idea-supported", "mentioned"]);
    ideas.extend(facts.comments.values().map(|c| c.idea_id));
    let ideas = unique(ideas);
    let select = Select::new("select id, author_id, body_id, theme_id, zone_id from ideas");
    for row in some::<Idea>(db, select, territory, ("territory_id = ?", "id", &ideas)).await? {
        facts.ideas.insert(row.id, row);
    }
    let select = Select::new("select id, object_id, person_id, move as name, at from steps");
    let moving = ["idea-changed", "organisation-moved"];
    let moved = of(&moving);
    let mut rows = some::<Moved>(db, select, territory, ("territory_id = ?", "object_id", &moved)).await?;
    rows.retain(|row| MOVES.contains(&row.name.as_str()));
    rows.sort_by_key(|row| (row.at, row.id));
    let mut steps: HashMap<_, VecDeque<String>> = HashMap::new();
    for row in rows {
        let key = (row.object_id, row.person_id, row.at);
        steps.entry(key).or_default().push_back(row.name);
    }
    for event in events.iter().filter(|e| moving.contains(&e.kind.as_str())) {
        let key = (event.object_id, event.person_id, event.at);
        let next = steps.get_mut(&key).and_then(VecDeque::pop_front);
        facts.moves.extend(next.map(|name| (event.position, name)));
    }
    let select = Select::new("select body_id, zone_id from body_zones");
    let bodies = of(&["organisation-moved"]);
    for (body, zone) in
        some::<(Id, Id)>(db, select, territory, ("territory_id = ?", "body_id", &bodies)).await?
    {
        facts.zones.entry(body).or_default().push(zone);
    }
    let published = of(&["idea-published"]);
    searches(db, territory, &published, &mut facts).await?;
    Ok(facts)
}

fn ids<'a>(events: impl Iterator<Item = &'a &'a Event>) -> Vec<Id> {
    unique(events.map(|event| event.object_id).collect())
}

fn unique(ids: Vec<Id>) -> Vec<Id> {
    let mut seen = HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

async fn some<T>(
    db: &mut impl Reach,
    select: Select,
    territory: Id,
    (own, column, ids): (&'static str, &'static str, &[Id]),
) -> Result<Vec<T>>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + Send
        + Unpin,
{
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = select.and(own, [Value::Id(territory)]).and_in(column, ids);
    select.all(db).await
}

/// The saved searches each new idea is found by.
async fn searches(db: &mut impl Reach, territory: Id, published: &[Id], facts: &mut Facts) -> Result<()> {
    let select =
        Select::new("select id, title || ' ' || line || ' ' || place || ' ' || body as text from ideas");
    for idea in some::<Words>(db, select, territory, ("territory_id = ?", "id", published)).await? {
        let Some(known) = facts.ideas.get(&idea.id) else {
            continue;
        };
        let (theme, zone) = (known.theme_id, known.zone_id);
        let asked = all!(db, (Id, String), SEARCHES, territory, theme, zone)?;
        if asked.is_empty() {
            continue;
        }
        let there = words(&idea.text);
        let found = asked.into_iter().filter(|(_, asked)| matches(&there, asked));
        facts.found.insert(idea.id, found.map(|(id, _)| id).collect());
    }
    Ok(())
}

fn words(text: &str) -> Vec<String> {
    let folded = text::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Whether every word asked for begins a word that is there; a plural finds its singular.
fn matches(there: &[String], asked: &str) -> bool {
    words(asked).iter().all(|word| {
        let stem = if word.len() > 3 {
            word.trim_end_matches(['s', 'x'])
        } else {
            word.as_str()
        };
        there.iter().any(|one| one.starts_with(stem))
    })
}

#[cfg(test)]
mod tests {
    use super::{matches, words};

    #[test]
    fn a_search_finds_accents_and_plurals_and_wants_every_word() {
        let there = words("Un verger partagé près de l’Église");
        for asked in ["verger", "Vergers", "EGLISE verger", "partage", "", "verg"] {
            assert!(matches(&there, asked), "{asked}");
        }
        for asked in ["potager", "verger potager", "ergers"] {
            assert!(!matches(&there, asked), "{asked}");
        }
    }
}
