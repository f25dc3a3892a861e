-- The whole discussion of an idea in the order it was written: for programs and feeds, whatever the depth.
create index comments_whole on comments (territory_id, idea_id, created_at, id);
