//! Organisations of the demonstration in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_store::{Reach, Result, all, one, run, statements, value};

statements! {
    BODY = "insert into bodies (territory_id, id, slug, name, name_key, kind, state, line, text, text_html, siret, rna,
            address, hours, created_at, sent_at, verified_at, updated_at, lat, lon)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $15, $18, $19)";
    BODY_ZONE = "insert into body_zones (territory_id, body_id, zone_id) values ($1, $2, $3)";
    MEMBER = "insert into memberships (territory_id, id, body_id, person_id, role, state, shown, message, created_at,
              updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
    PLACE = "select i.id, b.id from ideas i join bodies b on b.territory_id = i.territory_id and b.name = $3
             where i.territory_id = $1 and i.title = $2 and i.state = 'published'";
    WORD = "insert into comments (territory_id, id, idea_id, root_id, depth, author_id, body_id, side, text, text_html,
            lang, state, relevance, created_at)
            values ($1, $2, $3, $2, 0, $4, $5, $6, $7, $8, 'fr', 'published', $9, $10)";
    CAUSES = "insert into follows (territory_id, object_id, person_id, kind, at)
              select territory_id, theme_id, person_id, 'theme', $2 from person_causes where territory_id = $1
              on conflict (territory_id, object_id, person_id) do nothing";
    ZONES = "insert into follows (territory_id, object_id, person_id, kind, at)
             select p.territory_id, p.zone_id, p.id, 'zone', $2 from people p
             join profiles f on f.territory_id = p.territory_id and f.person_id = p.id
             where p.territory_id = $1 and p.zone_id is not null
             on conflict (territory_id, object_id, person_id) do nothing";
    BODIES = "insert into follows (territory_id, object_id, person_id, kind, at)
              select territory_id, body_id, person_id, 'body', $2 from memberships
              where territory_id = $1 and state = 'active'
              on conflict (territory_id, object_id, person_id) do nothing";
    NAMED = "select id from bodies where territory_id = $1 and name = $2";
    CAME = "insert into arrivals (territory_id, person_id, by_id, step, at)
            select territory_id, id, $2, 3, joined_at from people where territory_id = $1 and state = 'active'
            and role = 'member' and id <> $2 order by joined_at desc, id limit 9
            on conflict (territory_id, person_id) do nothing";
    CAME_BY_LINK = "update invites set came = (select count(*) from arrivals a
                    where a.territory_id = invites.territory_id and a.by_id = invites.person_id)
                    where territory_id = $1 and person_id = $2 and kind = 'link'";
    LATE = "select idea_id, person_id, at from supports where territory_id = $1 and at > $2 order by at, idea_id,
            person_id limit 200";
}

/// Everybody follows their causes, their quarter and their organisations.
pub async fn follow_what_matters(tx: &mut impl Reach, territory: Id, at: Micros) -> Result<()> {
    for text in [CAUSES, ZONES, BODIES] {
        run!(tx, text, territory, at)?;
    }
    Ok(())
}

/// The latest nine came by the link of somebody.
pub async fn came_by(tx: &mut impl Reach, territory: Id, by: Id) -> Result<()> {
    for text in [CAME, CAME_BY_LINK] {
        run!(tx, text, territory, by)?;
    }
    Ok(())
}

/// Supports since a moment: idea, person, when.
pub async fn late_supports(
    tx: &mut impl Reach,
    territory: Id,
    since: Micros,
) -> Result<Vec<(Id, Id, Micros)>> {
    all!(tx, (Id, Id, Micros), LATE, territory, since)
}

/// An organisation about to be written.
pub struct Body<'a> {
    pub id: Id,
    pub slug: &'a str,
    pub said: &'a super::organisations::Organisation,
    pub at: Micros,
    pub sent: Option<Micros>,
    pub verified: Option<Micros>,
}

pub async fn body(tx: &mut impl Reach, territory: Id, b: &Body<'_>) -> Result<()> {
    run!(
        tx,
        BODY,
        territory,
        b.id,
        b.slug,
        &b.said.name,
        terreau_kernel::text::fold(&b.said.name),
        &b.said.kind,
        &b.said.state,
        &b.said.line,
        &b.said.text,
        terreau_kernel::richtext::render(&b.said.text).html,
        &b.said.siret,
        &b.said.rna,
        &b.said.address,
        &b.said.hours,
        b.at,
        b.sent,
        b.verified,
        b.said.door.map(|door| door.0),
        b.said.door.map(|door| door.1)
    )
    .map(drop)
}

pub async fn body_zone(tx: &mut impl Reach, territory: Id, body: Id, zone: Id) -> Result<()> {
    run!(tx, BODY_ZONE, territory, body, zone).map(drop)
}

/// A member of an organisation: what they may do, where that stands, and what they said when they asked.
pub async fn member(
    tx: &mut impl Reach,
    territory: Id,
    (id, body, person): (Id, Id, Id),
    (role, state, message): (&str, &str, &str),
    at: Micros,
) -> Result<()> {
    let shown = role != "member";
    run!(
        tx, MEMBER, territory, id, body, person, role, state, shown, message, at
    )
    .map(drop)
}

/// The idea of a title, and the organisation of a name.
pub async fn place(
    tx: &mut impl Reach,
    territory: Id,
    (title, body): (&str, &str),
) -> Result<Option<(Id, Id)>> {
    one!(tx, (Id, Id), PLACE, territory, title, body)
}

/// The organisation of a name.
pub async fn body_named(tx: &mut impl Reach, territory: Id, name: &str) -> Result<Option<Id>> {
    value!(tx, Id, NAMED, territory, name)
}

/// A comment: its id, its idea, who wrote it, in whose name.
pub async fn word(
    tx: &mut impl Reach,
    territory: Id,
    (id, idea, person, body): (Id, Id, Id, Id),
    (said, html): (&super::words::Word, &str),
    (score, at): (f64, Micros),
) -> Result<()> {
    run!(
        tx, WORD, territory, id, idea, person, body, &said.side, &said.text, html, score, at
    )
    .map(drop)
}
