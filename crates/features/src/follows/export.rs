//! What somebody takes along of what they follow, and what is forgotten with them.

use terreau_store::statements;

statements! {
    FOLLOWS = "select object_id, kind, level, at from follows where territory_id = $1 and person_id = $2 order by at";
    SAVED_SEARCHES = "select id, words, theme_id, zone_id, created_at from saved_searches
                      where territory_id = $1 and person_id = $2 order by created_at, id";
    FEED_MARKS = "select stopped, seen, at from feed_marks where territory_id = $1 and person_id = $2";
    FEED_KEYS = "select created_at from feed_keys where territory_id = $1 and person_id = $2";
}
