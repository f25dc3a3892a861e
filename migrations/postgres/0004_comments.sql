-- The discussion under an idea. `root_id` is the first comment of its thread (itself for a first comment).
create table comments (
  territory_id uuid not null,
  id uuid not null,
  idea_id uuid not null,
  parent_id uuid,
  root_id uuid not null,
  depth bigint not null,
  author_id uuid not null,
  body_id uuid,
  side text,
  text text not null,
  text_html text not null,
  lang text not null,
  state text not null,
  version bigint not null default 1,
  replies bigint not null default 0,
  thanks bigint not null default 0,
  relevance double precision not null default 0,
  historic_supports bigint,
  imported_ref text collate "C",
  imported_hash text,
  created_at bigint not null,
  edited_at bigint,
  primary key (territory_id, id)
);
create unique index comments_imported on comments (territory_id, imported_ref) where imported_ref is not null;
create index comments_first_time on comments (territory_id, idea_id, created_at, id) where depth = 0;
create index comments_first_best on comments (territory_id, idea_id, relevance, id) where depth = 0;
create index comments_side_time on comments (territory_id, idea_id, side, created_at, id) where depth = 0;
create index comments_side_best on comments (territory_id, idea_id, side, relevance, id) where depth = 0;
create index comments_thread on comments (territory_id, root_id, created_at, id) where depth > 0;
create index comments_author on comments (territory_id, author_id, created_at, id);
create index comments_latest on comments (territory_id, created_at, id);

create table comment_sides (
  territory_id uuid not null,
  idea_id uuid not null,
  side text not null,
  first_comments bigint not null default 0,
  primary key (territory_id, idea_id, side)
);

create table comment_versions (
  territory_id uuid not null,
  comment_id uuid not null,
  version bigint not null,
  text text not null,
  person_id uuid not null,
  at bigint not null,
  primary key (territory_id, comment_id, version)
);

create table thanks (
  territory_id uuid not null,
  comment_id uuid not null,
  person_id uuid not null,
  at bigint not null,
  primary key (territory_id, comment_id, person_id)
);
create index thanks_of on thanks (territory_id, person_id, at);
