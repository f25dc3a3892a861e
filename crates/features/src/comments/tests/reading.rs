//! Reading long discussions: pages that neither skip nor repeat, links that last, and a cost that stays.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use terreau_deliberation::ranking;
use terreau_kernel::{id::Id, time::MINUTE};
use terreau_kit::Role;
use terreau_store::{Engine, run};
use tracing::{Metadata, span, subscriber::Subscriber};

use super::{counts_hold, idea, shown, visit};
use crate::{
    comments::{pages, writes},
    ideas, story,
    testing::Stage,
};

const SIDES: [&str; 3] = ["for", "against", "question"];

/// Fills a discussion: `firsts` first comments, then `more` replies, half of them under the first one.
async fn fill(stage: &Stage, idea: Id, author: Id, (firsts, more): (usize, usize)) -> Vec<Id> {
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    let mut roots: Vec<Id> = Vec::new();
    for n in 0..firsts + more {
        let id = stage.app.ids.next();
        let reply = n.checked_sub(firsts);
        let root = reply.map_or(id, |r| if r % 2 == 0 { roots[0] } else { roots[r % firsts] });
        let text = format!("Mot {n}");
        let new = writes::New {
            territory: stage.territory,
            id,
            idea,
            parent: reply.map(|_| root),
            root,
            depth: i64::from(reply.is_some()),
            author,
            body: None,
            side: reply.is_none().then(|| SIDES[n % 3]),
            text: &text,
            html: &text,
            lang: "fr",
            at: stage.clock.now() + i64::try_from(n).expect("small") * MINUTE,
        };
        assert!(writes::insert(&mut tx, &new).await.expect("kept"));
        let counted = new.counted();
        writes::count_above(&mut tx, counted, 1).await.expect("counted");
        writes::count_around(&mut tx, counted, 1, None)
            .await
            .expect("counted");
        if reply.is_none() {
            roots.push(id);
        }
    }
    tx.commit().await.expect("kept");
    roots
}

story!(pages_of_a_side_neither_skip_nor_repeat, |stage| {
    let (anna, a) = stage.member("Anna", Role::Member).await;
    let about = idea(&stage, anna, "verger").await;
    fill(&stage, about, anna, (120, 0)).await;
    for by in ["", "time"] {
        let mut seen = HashSet::new();
        let mut query = format!("by={by}");
        for page in 1..=3 {
            let (section, html) = shown(&stage, &a, "verger", &query).await;
            let column = &section.columns[0];
            assert_eq!(column.count, 40);
            for com in &column.rows {
                assert!(seen.insert(com.id), "twice on page {page}");
            }
            assert_eq!(column.start.is_empty(), page == 1);
            assert!(
                page > 1 || column.next_label.contains("25"),
                "{}",
                column.next_label
            );
            assert_eq!(html.matches("class=\"com\"").count(), column.rows.len() + 30);
            let next = column.next.split_once('?').map_or("", |n| n.1);
            query = next.split('#').next().unwrap_or_default().to_owned();
        }
        assert!(seen.len() == 40 && query.is_empty());
    }
    let (section, _) = shown(&stage, &a, "verger", "for=nimporte&against=7b&by=%22").await;
    assert_eq!(section.columns[0].rows.len(), 15);
});

story!(the_most_useful_come_first, |stage| {
    let (anna, a) = stage.member("Anna", Role::Member).await;
    let about = idea(&stage, anna, "verger").await;
    let roots = fill(&stage, about, anna, (9, 0)).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    for _ in 0..5 {
        writes::count_thanks(&mut tx, stage.territory, roots[3], 1)
            .await
            .expect("thanked");
    }
    tx.commit().await.expect("kept");
    let (section, _) = shown(&stage, &a, "verger", "").await;
    let best: Vec<Id> = section.columns[0].rows.iter().map(|c| c.id).collect();
    assert_eq!(best, [roots[3], roots[6], roots[0]]);
    let (section, _) = shown(&stage, &a, "verger", "by=time").await;
    let latest: Vec<Id> = section.columns[0].rows.iter().map(|c| c.id).collect();
    assert_eq!(latest, [roots[6], roots[3], roots[0]]);
    assert!(ranking::relevance(5, 0, 0, 0) > ranking::relevance(0, 0, 0, MINUTE));
});

story!(
    replies_come_a_page_at_a_time_and_each_keeps_its_address,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let about = idea(&stage, anna, "verger").await;
        fill(&stage, about, anna, (1, 100)).await;
        let (section, _) = shown(&stage, &a, "verger", "").await;
        assert_eq!(section.columns[0].rows.len(), 4);
        let mut url = section.columns[0].rows[3].more.clone().expect("more").0;
        let mut seen = HashSet::new();
        for _ in 0..4 {
            let page = a.get(&url).await.is(200).has("Mot 0<");
            let here: Vec<usize> = (1..=100)
                .filter(|n| page.text.contains(&format!(">Mot {n}<")))
                .collect();
            for n in &here {
                assert!(seen.insert(*n), "{n} twice");
            }
            let next = page
                .text
                .split("rel=\"next\" href=\"")
                .nth(1)
                .and_then(|t| t.split('"').next());
            url = next.unwrap_or_default().to_owned();
        }
        assert_eq!(seen.len(), 97);
        let mut conn = stage.app.db.read().await.expect("a connection");
        let all = terreau_store::all!(
            &mut conn,
            (Id,),
            "select id from comments where depth > 0 order by created_at"
        );
        for (id,) in all.expect("read").into_iter().step_by(33) {
            let short = terreau_kernel::id::short(id);
            let to = a
                .get(&format!("/comments/{short}"))
                .await
                .is(303)
                .location()
                .to_owned();
            assert!(to.ends_with(&format!("#c-{short}")), "{to}");
            if to.starts_with("/comments/") {
                a.get(&to).await.is(200).has(&format!("id=\"c-{short}\""));
            }
        }
        counts_hold(&stage).await;
    }
);

/// Counts the statements PostgreSQL is asked, as the driver logs them.
struct Counter(Arc<AtomicUsize>);

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

story!(
    five_thousand_comments_on_one_idea_cost_what_thirty_cost,
    |stage| {
        let (anna, mut a) = stage.member("Anna", Role::Member).await;
        let (few, many) = (
            idea(&stage, anna, "peu").await,
            idea(&stage, anna, "beaucoup").await,
        );
        fill(&stage, few, anna, (50, 30)).await;
        let roots = fill(&stage, many, anna, (1_000, 4_000)).await;
        let mut asked = Vec::new();
        for slug in ["peu", "beaucoup"] {
            shown(&stage, &a, slug, "").await;
            let count = Arc::new(AtomicUsize::new(0));
            let began = Instant::now();
            {
                let _here = tracing::subscriber::set_default(Counter(count.clone()));
                shown(&stage, &a, slug, "").await;
            }
            let took = began.elapsed();
            println!(
                "{:?} {slug}: {} statements, {:.1} ms",
                stage.app.db.engine(),
                count.load(Ordering::Relaxed),
                took.as_secs_f64() * 1000.0
            );
            asked.push(count.load(Ordering::Relaxed));
        }
        if stage.app.db.engine() == Engine::Postgres {
            assert_eq!(asked[0], asked[1], "the same number of statements");
            assert!(asked[1] > 3 && asked[1] <= 12, "{asked:?}");
        }
        let began = Instant::now();
        let mut visit = visit(&stage, &a, "/").await;
        let about = ideas::visible_by_id(&mut visit, many).await.expect("seen");
        let first = crate::comments::by_id(&mut visit, roots[0]).await.expect("there");
        pages::place(&mut visit, &about, &first).await.expect("placed");
        drop(visit);
        a.get(&format!("{}?from=0", first.url())).await.is(200);
        println!(
            "thread of {} replies: {:.1} ms",
            first.replies,
            began.elapsed().as_secs_f64() * 1000.0
        );
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        run!(
            &mut tx,
            "delete from comments where territory_id = $1",
            stage.territory
        )
        .expect("gone");
    }
);
