//! What a level of viewers may know is all that its rows hold, and counters are those of the rows.

use proptest::prelude::*;
use terreau_kernel::id::Id;
use terreau_store::value;

use super::*;
use crate::testing::Stage;

async fn counted(stage: &Stage, skill: Id) -> [i64; 4] {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let mut figures = [0; 4];
    for (at, sql) in [
        "select seen_by_all from skills where territory_id = $1 and id = $2",
        "select count(*) from directory where territory_id = $1 and key_id = $2 and level = 0 and shown",
        "select seen_by_members from skills where territory_id = $1 and id = $2",
        "select count(*) from directory where territory_id = $1 and key_id = $2 and level = 1 and shown",
    ]
    .into_iter()
    .enumerate()
    {
        let read = value!(&mut conn, i64, sql, stage.territory, skill).expect("read");
        figures[at] = read.expect("a figure");
    }
    figures
}

/// What may happen to somebody listed.
#[derive(Debug, Clone)]
enum Act {
    List {
        person: u128,
        all: bool,
        members: bool,
        shown: bool,
    },
    Unlist(u128),
    Show(u128, bool),
}

fn act() -> impl Strategy<Value = Act> {
    let who = || 1..4_u128;
    prop_oneof![
        (who(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(person, all, members, shown)| {
            Act::List {
                person,
                all,
                members,
                shown,
            }
        }),
        who().prop_map(Act::Unlist),
        (who(), any::<bool>()).prop_map(|(person, shown)| Act::Show(person, shown)),
    ]
}

/// The counters of a skill are its rows, whatever happened before.
#[test]
fn counters_are_those_of_the_rows_after_any_history() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let stage = runtime.block_on(Stage::set(None));
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let skill = territory.skills.first().expect("a skill").id;
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(40));
    runner
        .run(&proptest::collection::vec(act(), 1..12), |acts| {
            runtime.block_on(async {
                for act in acts {
                    let mut tx = stage.app.db.begin().await.expect("a transaction");
                    let here = stage.territory;
                    match act {
                        Act::List {
                            person,
                            all,
                            members,
                            shown,
                        } => {
                            let known = [all, members].map(|yes| Known {
                                keys: if yes { vec![(skill, 2)] } else { Vec::new() },
                                ..Known::default()
                            });
                            let person = Id::from_u128(person);
                            let entry = Entry {
                                territory: here,
                                person,
                                at: 1,
                                shown,
                                known: &known,
                            };
                            list(&mut tx, entry).await.expect("listed");
                        }
                        Act::Unlist(person) => unlist(&mut tx, here, Id::from_u128(person))
                            .await
                            .expect("unlisted"),
                        Act::Show(person, shown) => {
                            show(&mut tx, here, Id::from_u128(person), shown)
                                .await
                                .expect("shown");
                        }
                    }
                    tx.commit().await.expect("kept");
                }
                let [all, all_rows, members, member_rows] = counted(&stage, skill).await;
                prop_assert_eq!(all, all_rows);
                prop_assert_eq!(members, member_rows);
                Ok(())
            })
        })
        .expect("counters hold");
}
