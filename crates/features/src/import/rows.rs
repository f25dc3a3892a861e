//! Imported rows in the database.

terreau_store::statements! {
    PEOPLE_KNOWN = "select imported_ref, id, imported_hash from people
                    where territory_id = $1 and imported_ref is not null";
    IDEAS_KNOWN = "select imported_ref, id, imported_hash from ideas
                   where territory_id = $1 and imported_ref is not null";
    COMMENTS_KNOWN = "select imported_ref, id, imported_hash, idea_id from comments
                      where territory_id = $1 and imported_ref is not null";
    PERSON = "insert into people (territory_id, id, slug, name, name_key, state, role, imported_ref, imported_hash,
              joined_at, updated_at) values ($1, $2, $3, $4, $5, 'imported', 'member', $6, $7, $8, $8)
              on conflict do nothing";
    PERSON_SET = "update people set name = $3, name_key = $4, updated_at = $5
                  where territory_id = $1 and id = $2 and state = 'imported'";
    PERSON_SEEN = "update people set imported_hash = $3 where territory_id = $1 and id = $2";
    PEOPLE_COUNT = "update territory_counts set people = people + $2 where territory_id = $1";
    THEME = "insert into themes (territory_id, id, slug, name_fr, name_en, hue, position)
             values ($1, $2, $3, $4, $4, $5, $6)";
    SLUG_TAKEN = "select 1 from ideas where territory_id = $1 and slug = $2";
    OLD_SLUG_TAKEN = "select 1 from idea_slugs where territory_id = $1 and slug = $2";
    IDEA = "insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, lang, state, author_id,
            growth, historic_supports, historic_opposes, historic_mixed, imported_ref, imported_hash, created_at,
            published_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'fr', $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18)";
    IDEA_BEFORE = "select i.theme_id, i.state, i.author_id, i.version, i.title, i.line, i.body, i.body_html,
                   i.updated_at, p.state as author_state, coalesce((select s.reason from steps s
                   where s.territory_id = i.territory_id and s.object_id = i.id order by s.at desc, s.id desc limit 1),
                   'import') as last_reason from ideas i
                   join people p on p.territory_id = i.territory_id and p.id = i.author_id
                   where i.territory_id = $1 and i.id = $2";
    IDEA_SET = "update ideas set title = $3, line = $4, body = $5, body_html = $6, theme_id = $7, state = $8,
                historic_supports = $9, historic_opposes = $10, historic_mixed = $11, imported_hash = $12,
                updated_at = $13 where territory_id = $1 and id = $2";
    IDEAS_COUNT = "update territory_counts set ideas = ideas + $2 where territory_id = $1";
    THEME_COUNT = "update themes set ideas = ideas + $3 where territory_id = $1 and id = $2";
    AUTHOR_IDEAS = "update people set ideas = ideas + $3 where territory_id = $1 and id = $2";
    COMMENT = "insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, side, text,
               text_html, lang, state, relevance, historic_supports, imported_ref, imported_hash, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'fr', 'published', $11, $12, $13, $14, $15)";
    COMMENT_PLACE = "select id, root_id, depth from comments where territory_id = $1 and imported_ref = $2";
    COMMENT_SET = "update comments set side = $3, text = $4, text_html = $5, historic_supports = $6,
                   imported_hash = $7 where territory_id = $1 and id = $2";
    COMMENT_BEFORE = "select c.side, c.depth, c.state, c.edited_at, c.text, c.text_html,
                      p.state as author_state from comments c
                      join people p on p.territory_id = c.territory_id and p.id = c.author_id
                      where c.territory_id = $1 and c.id = $2";
    IDEA_OPEN = "select state, circle from ideas where territory_id = $1 and id = $2";
    COMMENTS_COUNT = "update territory_counts set comments = comments + $2 where territory_id = $1";
    IDEA_COMMENTS = "update ideas set comments = comments + $3 where territory_id = $1 and id = $2";
    AUTHOR_COMMENTS = "update people set comments = comments + $3 where territory_id = $1 and id = $2";
    REPLIES = "update comments set replies = replies + 1 where territory_id = $1 and id = $2";
    SIDES = "insert into comment_sides (territory_id, idea_id, side, first_comments) values ($1, $2, $3, $4)
             on conflict (territory_id, idea_id, side)
             do update set first_comments = comment_sides.first_comments + excluded.first_comments";
    STEP = "insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, reason, at)
            values ($1, $2, 'idea', $3, $4, $5, $6, 'import', $7)";
}
