//! The rows of the cast: people of every kind, here and next door, and ideas with all that hangs on them.

use terreau_kernel::id::Id;
use terreau_kit::{Role, session};
use terreau_store::{Tx, run, value};

use super::{Cell, Kind, Viewer, proof};
use crate::{
    territories::{NewTerritory, make},
    testing::Stage,
};

pub(super) async fn people(stage: &Stage) -> Vec<Viewer<'_>> {
    let kinds = [
        (Kind::Member, "Marie", Role::Member),
        (Kind::Author, "Aline", Role::Member),
        (Kind::Insider, "Ines", Role::Member),
        (Kind::Moderator, "Momo", Role::Moderator),
        (Kind::Agent, "Agathe", Role::Agent),
        (Kind::Elected, "Elie", Role::Elected),
        (Kind::Administrator, "Adele", Role::Administrator),
        (Kind::Apart, "Basile", Role::Member),
        (Kind::Suspended, "Sami", Role::Member),
    ];
    let mut viewers = vec![Viewer {
        kind: Kind::Visitor,
        browser: stage.browser(),
        slug: String::new(),
    }];
    for (kind, name, role) in kinds {
        let (_, browser) = stage.member(name, role).await;
        viewers.push(Viewer {
            kind,
            browser,
            slug: name.to_lowercase(),
        });
    }
    viewers
}

pub(super) async fn person(stage: &Stage, slug: &str) -> Id {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select id from people where territory_id = $1 and slug = $2";
    value!(&mut conn, Id, sql, stage.territory, slug)
        .expect("read")
        .expect("somebody")
}

/// Somebody of another territory, who comes here, and who asks there for what is here.
pub(super) async fn neighbours(stage: &Stage) -> Vec<Viewer<'_>> {
    let new = NewTerritory {
        slug: "antony".into(),
        name: "Antony".into(),
        hosts: vec!["antony.test".into()],
        ..NewTerritory::default()
    };
    let there = make(&stage.app, new).await.expect("another territory").id;
    let (id, now) = (stage.app.ids.next(), stage.clock.now());
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    run!(
        &mut tx,
        "insert into people (territory_id, id, slug, name, name_key, state, role, joined_at, updated_at)
         values ($1, $2, 'noe', 'Noe', 'noe', 'active', 'administrator', $3, $3)",
        there,
        id,
        now
    )
    .expect("a person");
    let opening = session::Opening {
        territory: there,
        id: stage.app.ids.next(),
        person: id,
        role: Role::Administrator,
        agent: "test",
        now,
    };
    let token = session::open(&mut tx, opening).await.expect("a session");
    tx.commit().await.expect("kept");
    let viewer = |kind: Kind, host: &str| {
        let mut browser = stage.browser();
        browser.set_cookie("session", &token);
        browser.headers.push(("host", host.to_owned()));
        Viewer {
            kind,
            browser,
            slug: "noe".into(),
        }
    };
    vec![
        viewer(Kind::Neighbour, "sceaux.test"),
        viewer(Kind::Elsewhere, "antony.test"),
    ]
}

pub(super) async fn say(
    stage: &Stage,
    tx: &mut Tx,
    (idea, author): (Id, Id),
    (state, number): (&str, usize),
) -> Id {
    let (id, words) = (stage.app.ids.next(), format!("Parole {}", proof(number)));
    run!(
        &mut *tx,
        "insert into comments (territory_id, id, idea_id, root_id, depth, author_id, text, text_html, lang, state,
         created_at) values ($1, $2, $3, $2, $4, $5, $6, $6, 'fr', $7, $8)",
        stage.territory, id, idea, 0_i64, author, &words, state, stage.clock.now()
    )
    .expect("a comment");
    let sql = "insert into comment_versions (territory_id, comment_id, version, text, person_id, at)
               values ($1, $2, $3, $4, $5, $6)";
    run!(
        &mut *tx,
        sql,
        stage.territory,
        id,
        1_i64,
        &words,
        author,
        stage.clock.now()
    )
    .expect("a version");
    id
}

/// Two conversations, of fixed ids: of two people, and of one of them with the verified body of the other.
pub(super) async fn talks(
    stage: &Stage,
    tx: &mut Tx,
    (author, insider): (Id, Id),
    [between, to_body, note]: &[String; 3],
) {
    let now = stage.clock.now();
    let sql = "select id from bodies where territory_id = $1 and slug = 'corps-verified'";
    let body = value!(&mut *tx, Id, sql, stage.territory)
        .expect("read")
        .expect("a body");
    for (id, kind, of) in [(7, "direct", None), (8, "body", Some(body))] {
        let sql = "insert into conversations (territory_id, id, kind, title, body_id, state, created_by, lines, last_at,
                   created_at) values ($1, $2, $3, '', $4, 'open', $5, $6, $7, $7)";
        let (id, lines) = (Id::from_u128(id), if of.is_some() { 2_i64 } else { 1 });
        run!(&mut *tx, sql, stage.territory, id, kind, of, author, lines, now).expect("a conversation");
        let people = if of.is_some() {
            vec![author]
        } else {
            vec![author, insider]
        };
        for person in people {
            let sql = "insert into conversation_people (territory_id, conversation_id, person_id, id, state, last_at,
                       created_at) values ($1, $2, $3, $4, 'accepted', $5, $5)";
            let place = stage.app.ids.next();
            run!(&mut *tx, sql, stage.territory, id, person, place, now).expect("a place");
        }
    }
    let said = [
        (7, "message", between, author),
        (8, "message", to_body, author),
        (8, "note", note, insider),
    ];
    for (id, kind, words, person) in said {
        let sql = "insert into conversation_lines (territory_id, conversation_id, at, id, kind, inside, person_id, text,
                   text_html, words) values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8)";
        let (id, line) = (Id::from_u128(id), stage.app.ids.next());
        let at = now + i64::from(kind == "note");
        run!(
            &mut *tx,
            sql,
            stage.territory,
            id,
            at,
            line,
            kind,
            kind == "note",
            person,
            words
        )
        .expect("a line");
    }
}

pub(super) async fn sow(
    stage: &Stage,
    tx: &mut Tx,
    (author, scope): (Id, Id),
    (circle, state, number): (i64, &'static str, usize),
) -> Cell {
    let territory = stage.app.atlas.by_id(stage.territory).expect("the territory");
    let theme = territory.themes.first().expect("a theme").id;
    let (id, media, now) = (stage.app.ids.next(), stage.app.ids.next(), stage.clock.now());
    let comment = say(stage, tx, (id, author), ("published", number)).await;
    let cell = Cell {
        circle,
        state,
        number,
        id,
        comment,
        media,
    };
    let words = format!("Case {} {}", cell.key(), cell.proof());
    run!(
        &mut *tx,
        "insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, place, lat, lon, lang,
         state, circle, author_id, comments, cover_id, created_at, published_at, updated_at)
         values ($1, $2, $3, $4, $4, $4, $4, $5, $4, 48.778, 2.29, 'fr', $6, $7, $8, $9, $10, $11, $11, $11)",
        stage.territory, id, &cell.slug(), &words, theme, state, circle, author, 1_i64, media, now
    )
    .expect("an idea");
    let version =
        "insert into idea_versions (territory_id, idea_id, version, title, line, body, note, person_id, at)
                   values ($1, $2, $3, $4, $4, $4, $4, $5, $6)";
    for number in [1_i64, 2] {
        run!(
            &mut *tx,
            version,
            stage.territory,
            id,
            number,
            &words,
            author,
            now
        )
        .expect("a version");
    }
    run!(
        &mut *tx,
        "insert into media (territory_id, id, person_id, mime, width, height, bytes, attached, created_at)
         values ($1, $2, $3, 'image/jpeg', $4, $4, $4, $5, $6)",
        stage.territory,
        media,
        author,
        400_i64,
        true,
        now
    )
    .expect("a picture");
    stage
        .app
        .media
        .write(media, 400, cell.proof().as_bytes())
        .expect("a file");
    let picture = "insert into idea_pictures (territory_id, idea_id, media_id, position, alt)
                   values ($1, $2, $3, $4, $5)";
    run!(&mut *tx, picture, stage.territory, id, media, 0_i64, &words).expect("on the idea");
    if circle >= 2 {
        let sql = "insert into audience (territory_id, object_id, scope_id) values ($1, $2, $3)";
        run!(&mut *tx, sql, stage.territory, id, scope).expect("opened to the scope");
    }
    cell
}

/// Rows that acts would leave: supports, follows, thanks, reports beyond the first, words beyond those sown.
pub async fn traces(stage: &Stage) -> i64 {
    let mut conn = stage.app.db.read().await.expect("a connection");
    let sql = "select (select count(*) from supports) + (select count(*) from follows) + (select count(*) from thanks)
               + (select count(*) from reports) - 1 + (select count(*) from comments) - 18
               + (select count(*) from decisions) + (select count(*) from mails)";
    value!(&mut conn, i64, sql).expect("read").expect("a count")
}
