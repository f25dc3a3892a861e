//! What somebody takes along of whom they muted and blocked; that somebody else blocked them is the other's affair.

use terreau_store::statements;

statements! {
    BLOCKS = "select other_id, chosen, at from blocks where territory_id = $1 and person_id = $2 and chosen <> ''
              order by at, other_id";
}
