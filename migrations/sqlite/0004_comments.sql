-- The discussion under an idea. `root_id` is the first comment of its thread (itself for a first comment).
create table comments (
  territory_id blob not null,
  id blob not null,
  idea_id blob not null,
  parent_id blob,
  root_id blob not null,
  depth integer not null,
  author_id blob not null,
  body_id blob,
  side text,
  text text not null,
  text_html text not null,
  lang text not null,
  state text not null,
  version integer not null default 1,
  replies integer not null default 0,
  thanks integer not null default 0,
  relevance real not null default 0,
  historic_supports integer,
  imported_ref text,
  imported_hash text,
  created_at integer not null,
  edited_at integer,
  primary key (territory_id, id)
) strict;
create unique index comments_imported on comments (territory_id, imported_ref) where imported_ref is not null;
create index comments_first_time on comments (territory_id, idea_id, created_at, id) where depth = 0;
create index comments_first_best on comments (territory_id, idea_id, relevance, id) where depth = 0;
create index comments_side_time on comments (territory_id, idea_id, side, created_at, id) where depth = 0;
create index comments_side_best on comments (territory_id, idea_id, side, relevance, id) where depth = 0;
create index comments_thread on comments (territory_id, root_id, created_at, id) where depth > 0;
create index comments_author on comments (territory_id, author_id, created_at, id);
create index comments_latest on comments (territory_id, created_at, id);

create table comment_sides (
  territory_id blob not null,
  idea_id blob not null,
  side text not null,
  first_comments integer not null default 0,
  primary key (territory_id, idea_id, side)
) strict;

create table comment_versions (
  territory_id blob not null,
  comment_id blob not null,
  version integer not null,
  text text not null,
  person_id blob not null,
  at integer not null,
  primary key (territory_id, comment_id, version)
) strict;

create table thanks (
  territory_id blob not null,
  comment_id blob not null,
  person_id blob not null,
  at integer not null,
  primary key (territory_id, comment_id, person_id)
) strict;
create index thanks_of on thanks (territory_id, person_id, at);
