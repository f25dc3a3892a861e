//! The statements that fill a town of the network. Each writes all rows of a kind at once, from helper tables that hold
//! what was numbered before: `bench_objects` (who and what there is), `bench_acts` (what happened), `bench_texts`.
//! `$1` is the territory in all of them; both engines read the same text.

use super::fill::{ACTIVE, AT_ONCE, BUSY, FOLLOWED, SILENT, TEXTS, Town, ZONES};

/// Chances are whole numbers below this one.
const WHOLE: i64 = 1_000_003;

/// What is dropped when all is filled.
pub const HELPERS: [&str; 3] = ["bench_objects", "bench_acts", "bench_texts"];

/// A number below [`WHOLE`] that looks like chance and is the same in every run; `n` and `k` are columns or numbers.
fn chance(n: &str, k: &str) -> String {
    let x = format!("(({n} * 7919 + {k} * 104729) % {WHOLE})");
    format!("(({x} * {x} + {x} * 31 + {k} * 17) % {WHOLE})")
}

/// A place below `many`: half of all choices fall on the first eighth, a fifth on the first hundredth.
fn skewed(many: &str, n: &str, k: &str) -> String {
    let c = chance(n, k);
    format!("({c} * {c} / {WHOLE} * {c} / {WHOLE} * {many} / {WHOLE})")
}

/// The helper tables; `id` is the type of an identifier.
pub fn helpers(id: &str) -> Vec<String> {
    vec![
        format!(
            "create table bench_objects (kind text not null, n bigint not null, id {id} not null,
             primary key (kind, n))"
        ),
        format!(
            "create table bench_acts (seq bigint primary key, kind text not null, id {id} not null,
             idea bigint not null, person bigint not null, body bigint, parent {id}, answered bigint,
             at bigint not null)"
        ),
        "create table bench_texts (n bigint primary key, title text not null, line text not null,
         body text not null)"
            .to_owned(),
        "create index bench_acts_of on bench_acts (idea, kind)".to_owned(),
        "create index bench_objects_of on bench_objects (id)".to_owned(),
    ]
}

/// Everybody, and everything about them that does not depend on what they do.
pub fn people(t: &Town) -> Vec<String> {
    let (now, since) = (t.now, t.since);
    let slots = format!("({} & {})", chance("o.n", "71"), chance("o.n", "72"));
    let soon = now + 6 * terreau_kernel::time::DAY;
    vec![
        format!(
            "insert into people (territory_id, id, slug, name, name_key, zone_id, state, role, joined_at, updated_at)
             select $1, o.id, 'personne-' || o.n, 'Personne ' || o.n, 'personne ' || o.n, z.id, 'active', 'member',
             {since}, {since} from bench_objects o
             join bench_objects z on z.kind = 'zone' and z.n = o.n % {ZONES} where o.kind = 'person' order by o.n"
        ),
        format!(
            "insert into accounts (territory_id, person_id, email, email_key, confirmed_at, locale, of_age, terms_at,
             mail_optional, created_at, seen_at) select $1, id, 'personne-' || n || '@exemple.fr',
             'personne-' || n || '@exemple.fr', {since}, 'fr', true, {since}, true, {since}, {now}
             from bench_objects where kind = 'person' order by n"
        ),
        // Quiet hours that begin when they end are none: what is measured does not depend on the hour of the day.
        format!(
            "insert into notice_people (territory_id, person_id, ways, quiet_from, quiet_until, daily_at, weekly_at,
             due_at, follows_now, updated_at) select $1, id, case when n % {AT_ONCE} = 0 then '{}' else '{}' end,
             0, 0, {now}, {now}, {soon}, case when n % {AT_ONCE} = 0 then 1 else 0 end, {now}
             from bench_objects where kind = 'person' order by n",
            ways("now", t.acts, t.acts),
            ways("weekly", t.acts, t.acts)
        ),
        format!(
            "insert into profiles (territory_id, person_id, listed, slots, reach, remote, updated_at)
             select $1, o.id, true, {slots}, case o.n % 5 when 0 then 0 when 1 then 1 when 2 then 3 when 3 then 10
             else 30 end, false, {now} - {} * 30000000 from bench_objects o where o.kind = 'person' order by o.n",
            chance("o.n", "73")
        ),
        format!("insert into notice_places (territory_id, told) values ($1, {})", t.acts),
    ]
}

/// How somebody is told: of what they follow at this rhythm, and up to where they were told of it and of the rest.
pub fn ways(follow: &str, told: i64, rest: i64) -> String {
    let way = |rhythm: &str, told: i64| format!("{{\"page\":true,\"rhythm\":\"{rhythm}\",\"told\":{told}}}");
    format!(
        "{{\"answer\":{},\"mention\":{},\"backing\":{},\"follow\":{}}}",
        way("now", rest),
        way("now", rest),
        way("weekly", told),
        way(follow, told)
    )
}

/// Skills and causes, and the rows of the directory as a profile with the usual circles has them: everybody knows the
/// quarter and the causes, members the skills and the half-days too.
pub fn directory(t: &Town) -> Vec<String> {
    let since = t.since;
    let three = "(select 0 as k union all select 1 union all select 2)";
    let two = "(select 0 as k union all select 1)";
    let from = "from profiles f join people p on p.territory_id = f.territory_id and p.id = f.person_id";
    let all = "insert into directory (territory_id, level, key_id, person_id, shown, rank, at, zone_id, reach, slots,
               free_from, free_until)";
    let forever = i64::MAX;
    let known = |level: i64, key: &str, rank: &str| {
        let free = if level == 0 { "0, 0" } else { "f.reach, f.slots" };
        format!(
            "select f.territory_id, {level}, {key}, f.person_id, true, {rank}, f.updated_at, p.zone_id, {free}, 0,
             {forever} {from}"
        )
    };
    let skills = "join person_skills s on s.territory_id = f.territory_id and s.person_id = f.person_id
                  where f.territory_id = $1 and s.level <> 'wish'";
    let causes = "join person_causes c on c.territory_id = f.territory_id and c.person_id = f.person_id
                  where f.territory_id = $1";
    let rank = "case s.level when 'learning' then 1 when 'helps' then 2 else 3 end";
    let mut filled = vec![
        format!(
            "insert into person_skills (territory_id, person_id, skill_id, level, ready, at)
             select $1, o.id, s.id, case (o.n + k.k) % 4 when 0 then 'wish' when 1 then 'learning' when 2 then 'helps'
             else 'expert' end, true, {since} from bench_objects o cross join {three} k
             join bench_objects s on s.kind = 'skill' and s.n = {} where o.kind = 'person' on conflict do nothing",
            skewed(&t.skills.to_string(), "o.n", "(k.k + 81)")
        ),
        format!(
            "insert into person_causes (territory_id, person_id, theme_id) select $1, o.id, s.id
             from bench_objects o cross join {two} k join bench_objects s on s.kind = 'theme' and s.n = {}
             where o.kind = 'person' on conflict do nothing",
            skewed(&t.themes.to_string(), "o.n", "(k.k + 91)")
        ),
    ];
    for level in [0, 1] {
        filled.push(format!(
            "{all} {} where f.territory_id = $1",
            known(level, "$2", "0")
        ));
        filled.push(format!("{all} {} {causes}", known(level, "c.theme_id", "0")));
    }
    filled.push(format!("{all} {} {skills}", known(1, "s.skill_id", rank)));
    filled.push(
        "update skills set seen_by_members = (select count(*) from directory d where d.territory_id = $1
         and d.level = 1 and d.key_id = skills.id) where territory_id = $1"
            .to_owned(),
    );
    filled
}

/// Organisations, ideas, comments and supports.
pub fn content(t: &Town) -> Vec<String> {
    let since = t.since;
    let idea = "join bench_objects o on o.kind = 'idea' and o.n = a.idea
                join bench_objects p on p.kind = 'person' and p.n = a.person
                left join bench_objects b on b.kind = 'body' and b.n = a.body";
    vec![
        format!(
            "insert into bodies (territory_id, id, slug, name, name_key, kind, state, created_at, verified_at,
             updated_at) select $1, id, 'organisation-' || n, 'Organisation ' || n, 'organisation ' || n,
             'association', 'verified', {since}, {since}, {since} from bench_objects where kind = 'body'"
        ),
        format!(
            "insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, zone_id, lang, state,
             author_id, body_id, growth, created_at, published_at, updated_at)
             select $1, o.id, 'idee-' || a.idea, t.title, t.line, t.body, '<p>' || t.body || '</p>', h.id, z.id, 'fr',
             'published', p.id, b.id, 0, a.at, a.at, a.at from bench_acts a {idea}
             join bench_texts t on t.n = a.idea % {TEXTS}
             join bench_objects h on h.kind = 'theme' and h.n = {} % {}
             join bench_objects z on z.kind = 'zone' and z.n = {} % {ZONES}
             where a.kind = 'idea-published'",
            chance("a.idea", "61"),
            t.themes,
            chance("a.idea", "62")
        ),
        format!(
            "insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, body_id, side,
             text, text_html, lang, state, relevance, created_at)
             select $1, a.id, o.id, a.parent, coalesce(a.parent, a.id), case when a.parent is null then 0 else 1 end,
             p.id, b.id, case when a.parent is null then 'for' end, t.line, '<p>' || t.line || '</p>', 'fr',
             'published', 0, a.at from bench_acts a {idea} join bench_texts t on t.n = a.seq % {TEXTS}
             where a.kind = 'comment-made'"
        ),
        format!(
            "insert into supports (territory_id, idea_id, person_id, at) select $1, o.id, p.id, a.at
             from bench_acts a {idea} where a.kind = 'idea-supported' on conflict do nothing"
        ),
        "update ideas set supports = (select count(*) from supports s where s.territory_id = $1
         and s.idea_id = ideas.id), comments = (select count(*) from bench_objects o join bench_acts a
         on a.idea = o.n and a.kind = 'comment-made' where o.kind = 'idea' and o.id = ideas.id)
         where territory_id = $1"
            .to_owned(),
        format!(
            "update territory_counts set ideas = {}, comments = (select count(*) from comments), people = {},
             supports = (select count(*) from supports) where territory_id = $1",
            t.ideas, t.people
        ),
    ]
}

/// The acts and what they are about, as the product writes them. The numbers of their events are below all that the
/// measured server gives.
pub fn activity() -> Vec<String> {
    let idea = "from bench_acts a join bench_objects o on o.kind = 'idea' and o.n = a.idea";
    let ideas = "join ideas i on i.territory_id = $1 and i.id = o.id";
    let doer = "join bench_objects p on p.kind = 'person' and p.n = a.person";
    let told = "a.kind <> 'idea-supported'";
    vec![
        format!(
            "insert into activity (territory_id, seq, event, kind, object_id, subject_id, idea_id, person_id, body_id,
             at) select $1, a.seq, a.seq - 1000000000, a.kind,
             case when a.kind = 'comment-made' then a.id else o.id end, a.parent, o.id, p.id, b.id, a.at {idea} {doer}
             left join bench_objects b on b.kind = 'body' and b.n = a.body order by a.seq"
        ),
        format!(
            "insert into activity_topics (territory_id, topic_id, way, seq) select $1, x.id, x.way, x.seq from (
             select o.id, 'about' as way, a.seq {idea}
             union all select i.theme_id, 'about', a.seq {idea} {ideas} where {told}
             union all select i.zone_id, 'about', a.seq {idea} {ideas} where {told}
             union all select p.id, 'about', a.seq from bench_acts a {doer} where {told} and a.body is null
             union all select b.id, 'about', a.seq from bench_acts a
             join bench_objects b on b.kind = 'body' and b.n = a.body where {told}
             union all select i.author_id, 'to', a.seq {idea} {ideas} {doer}
             where a.kind <> 'idea-published' and i.author_id <> p.id
             union all select w.id, 'to', a.seq from bench_acts a
             join bench_objects w on w.kind = 'person' and w.n = a.answered
             where a.kind = 'comment-made' and a.answered <> a.person) x
             where true on conflict do nothing"
        ),
    ]
}

/// Who follows what: twenty things each; half of all people one organisation; some five thousand things that move, and
/// some five thousand people who never do anything.
pub fn follows(t: &Town) -> Vec<String> {
    let all = "insert into follows (territory_id, object_id, person_id, at, kind, level)";
    let numbers: Vec<String> = FOLLOWED
        .iter()
        .enumerate()
        .map(|(k, kind)| format!("select {k} as k, '{kind}' as kind, {} as many", t.many(kind)))
        .collect();
    let first = t.since;
    let step = (t.ideas / 3_000).max(1);
    let heavy = |(from, upto): (i64, i64), what: &str| {
        format!(
            "{all} select $1, o.id, p.id, {first} + o.n, o.kind, 'all' from bench_objects p
             cross join bench_objects o where p.kind = 'person' and p.n >= {} and p.n < {} and {what}
             on conflict do nothing",
            t.people - from,
            t.people - upto
        )
    };
    let quiet = t.people / ACTIVE;
    vec![
        // The first organisation is left out here.
        format!(
            "{all} select $1, o.id, p.id, {first} + f.k, o.kind, 'all' from ({}) f
             cross join bench_objects p
             join bench_objects o on o.kind = f.kind
             and o.n = case f.kind when 'body' then 1 else 0 end + {}
             where p.kind = 'person' and p.n < {} and o.id <> p.id on conflict do nothing",
            numbers.join(" union all "),
            skewed("f.many", "p.n", "(f.k + 11)"),
            t.people - SILENT.0
        ),
        format!(
            "{all} select $1, o.id, p.id, {first}, 'body', 'all' from bench_objects o
             join bench_objects p on p.kind = 'person' and p.n % 2 = 0
             where o.kind = 'body' and o.n = 0 on conflict do nothing"
        ),
        heavy(
            BUSY,
            &format!(
                "((o.kind = 'idea' and o.n % {step} = 0) or (o.kind = 'person' and o.n < {}))",
                5_000 - t.ideas / step
            ),
        ),
        heavy(
            SILENT,
            &format!("o.kind = 'person' and o.n >= {quiet} and o.n < {}", quiet + 5_000),
        ),
    ]
}
