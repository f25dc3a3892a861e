//! What somebody takes along: how they came, whom they invited, what they welcome others with.

use terreau_store::statements;

statements! {
    ARRIVALS = "select by_id, step, aside_at, at from arrivals where territory_id = $1 and person_id = $2";
    INVITES = "select kind, name, state, came, created_at, expires_at, updated_at from invites
               where territory_id = $1 and person_id = $2 order by created_at, id";
    AMBASSADORS = "select state, words, created_at, updated_at from ambassadors
                   where territory_id = $1 and person_id = $2";
}
