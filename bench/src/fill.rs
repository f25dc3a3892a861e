//! Skewed made-up data: ten comments an idea on average, one idea with 5,000, one person with 2,000.

use anyhow::Result;
use sha2::{Digest, Sha256};
use terreau_features::territories::{NewTerritory, make};
use terreau_kernel::{id::Id, time::DAY};
use terreau_kit::App;
use terreau_store::run;

/// Words texts are put together from.
const WORDS: [&str; 40] = [
    "jardin",
    "école",
    "marché",
    "vélo",
    "banc",
    "rue",
    "arbre",
    "place",
    "mairie",
    "quartier",
    "bibliothèque",
    "gare",
    "parc",
    "commerce",
    "atelier",
    "réunion",
    "projet",
    "voisin",
    "enfant",
    "soirée",
    "eau",
    "ombre",
    "trottoir",
    "bus",
    "piscine",
    "théâtre",
    "musique",
    "compost",
    "énergie",
    "logement",
    "santé",
    "sport",
    "terrain",
    "chemin",
    "fontaine",
    "lumière",
    "bruit",
    "livraison",
    "stationnement",
    "fête",
];

/// The tokens of the sessions that writers use.
pub const WRITERS: usize = 64;

/// The token of a writer.
pub fn token(n: usize) -> String {
    format!("bench-writer-{n:03}")
}

fn words(seed: &mut u64, n: usize) -> String {
    let mut text = String::new();
    for i in 0..n {
        if i > 0 {
            text.push(if noise(seed).is_multiple_of(12) { '\n' } else { ' ' });
        }
        text.push_str(WORDS[usize::try_from(noise(seed)).unwrap_or(0) % WORDS.len()]);
    }
    text
}

/// What was filled.
pub struct Filled {
    /// The slug of an ordinary idea with 30 comments.
    pub ordinary: String,
    /// The slug of the idea with 5,000.
    pub crowded: String,
    /// Comments in all.
    pub comments: usize,
}

/// Fills a fresh database.
pub async fn fill(app: &App, ideas: usize) -> Result<Filled> {
    let made = make(
        app,
        NewTerritory {
            slug: "bench".into(),
            insee: Some("92071".into()),
            ..Default::default()
        },
    )
    .await?;
    let territory = made.id;
    let place = app
        .atlas
        .by_id(territory)
        .ok_or_else(|| anyhow::anyhow!("no territory"))?;
    let now = app.clock.now();
    let mut seed = 42_u64;
    let people: Vec<Id> = (0..(ideas / 10).max(200)).map(|_| app.ids.next()).collect();
    let mut tx = app.db.begin().await?;
    for (n, id) in people.iter().enumerate() {
        let name = format!("Personne {n}");
        run!(
            &mut tx,
            "insert into people (territory_id, id, slug, name, name_key, state, role, joined_at, updated_at)
             values ($1, $2, $3, $4, $4, 'active', 'member', $5, $5)",
            territory,
            *id,
            format!("personne-{n}"),
            name,
            now - DAY
        )?;
        if n < WRITERS {
            run!(
                &mut tx,
                "insert into sessions (token_hash, territory_id, id, person_id, agent, fresh_at, created_at, seen_at,
                 expires_at) values ($1, $2, $3, $4, 'bench', $5, $5, $5, $6)",
                Sha256::digest(token(n).as_bytes()).to_vec(), territory, app.ids.next(), *id, now, now + DAY
            )?;
        }
    }
    tx.commit().await?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut total = 0;
    let mut at = 0;
    while at < ideas {
        let mut tx = app.db.begin().await?;
        for n in at..(at + 500).min(ideas) {
            let id = app.ids.next();
            let comments = match n {
                0 => 5_000,
                1 => 30,
                _ => usize::try_from(noise(&mut seed) % 19).unwrap_or(0),
            };
            let comments = if n == 0 && ideas < 5_000 { ideas } else { comments };
            // A few people write much: squares of chance crowd towards the first.
            let who = |seed: &mut u64| {
                let x = noise(seed) % 1_000;
                let n = usize::try_from(x * x).unwrap_or(0) * people.len() / 1_000_000;
                people[n.min(people.len() - 1)]
            };
            let author = if n < 2_000.min(ideas / 20) {
                people[0]
            } else {
                who(&mut seed)
            };
            let body = words(&mut seed, 120);
            let published = now - count(ideas - n) * (DAY / 50);
            let theme = place.themes[n * n % place.themes.len()].id;
            let supports = i64::try_from(noise(&mut seed) % 60).unwrap_or(0);
            run!(
                &mut tx,
                "insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, lang,
                 state, lat, lon,
                 author_id, supports, comments, growth, created_at, published_at, updated_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, 'fr', 'published', $9, $10, $11, $12, $13,
                 $14, $15, $15, $15)",
                territory,
                id,
                format!("idee-{n}"),
                words(&mut seed, 6),
                words(&mut seed, 18),
                &body,
                format!("<p>{body}</p>"),
                theme,
                48.77 + (n % 100) as f64 / 10_000.0,
                2.28 + (n % 300) as f64 / 10_000.0,
                author,
                supports,
                count(comments),
                published as f64 / (7.0 * DAY as f64),
                published
            )?;
            for c in 0..comments {
                let cid = app.ids.next();
                let text = words(&mut seed, 25);
                let side = ["for", "against", "question"][c % 3];
                let created = published + count(c) * 1_000_000;
                run!(
                    &mut tx,
                    "insert into comments (territory_id, id, idea_id, root_id, depth, author_id, side, text, text_html,
                     lang, state, relevance, created_at)
                     values ($1, $2, $3, $2, 0, $4, $5, $6, $7, 'fr', 'published', $8, $9)",
                    territory, cid, id, who(&mut seed), side, &text, format!("<p>{text}</p>"),
                    created as f64 / (30.0 * DAY as f64), created
                )?;
            }
            for side in 0..3 {
                let of = comments / 3 + usize::from(comments % 3 > side);
                run!(
                    &mut tx,
                    "insert into comment_sides (territory_id, idea_id, side, first_comments) values ($1, $2, $3, $4)",
                    territory,
                    id,
                    ["for", "against", "question"][side],
                    count(of)
                )?;
            }
            total += comments;
        }
        tx.commit().await?;
        at += 500;
    }
    let mut tx = app.db.begin().await?;
    run!(
        &mut tx,
        "update territory_counts set ideas = $2, comments = $3, people = $4 where territory_id = $1",
        territory,
        count(ideas),
        count(total),
        count(people.len())
    )?;
    tx.commit().await?;
    Ok(Filled {
        ordinary: "idee-1".into(),
        crowded: "idee-0".into(),
        comments: total,
    })
}

/// The next of a fixed sequence that looks like chance (SplitMix64), so that every run fills the same.
fn noise(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
