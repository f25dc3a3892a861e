-- Ideas, their versions and pictures, who backs them and who follows them.
create table ideas (
  territory_id uuid not null,
  id uuid not null,
  slug text collate "C" not null,
  title text not null,
  line text not null,
  body text not null,
  body_html text not null,
  theme_id uuid,
  zone_id uuid,
  place text not null default '',
  lat double precision,
  lon double precision,
  lang text not null,
  state text not null,
  circle bigint not null default 0,
  author_id uuid not null,
  body_id uuid,
  version bigint not null default 1,
  cover_id uuid,
  supports bigint not null default 0,
  comments bigint not null default 0,
  growth double precision not null default 0,
  historic_supports bigint,
  historic_opposes bigint,
  historic_mixed bigint,
  imported_ref text collate "C",
  imported_hash text,
  created_at bigint not null,
  published_at bigint not null,
  updated_at bigint not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
);
create unique index ideas_imported on ideas (territory_id, imported_ref) where imported_ref is not null;
create index ideas_newest on ideas (territory_id, state, published_at, id);
create index ideas_backed on ideas (territory_id, state, supports, id);
create index ideas_discussed on ideas (territory_id, state, comments, id);
create index ideas_growing on ideas (territory_id, state, growth, id);
create index ideas_theme_newest on ideas (territory_id, theme_id, state, published_at, id);
create index ideas_theme_backed on ideas (territory_id, theme_id, state, supports, id);
create index ideas_theme_discussed on ideas (territory_id, theme_id, state, comments, id);
create index ideas_theme_growing on ideas (territory_id, theme_id, state, growth, id);
create index ideas_zone_newest on ideas (territory_id, zone_id, state, published_at, id);
create index ideas_zone_backed on ideas (territory_id, zone_id, state, supports, id);
create index ideas_zone_discussed on ideas (territory_id, zone_id, state, comments, id);
create index ideas_zone_growing on ideas (territory_id, zone_id, state, growth, id);
create index ideas_near on ideas (territory_id, state, lat, lon) where lat is not null;
create index ideas_author on ideas (territory_id, author_id, published_at, id);
create index ideas_updated on ideas (territory_id, state, updated_at, id);

create table idea_slugs (
  territory_id uuid not null,
  slug text collate "C" not null,
  idea_id uuid not null,
  primary key (territory_id, slug)
);

create table idea_versions (
  territory_id uuid not null,
  idea_id uuid not null,
  version bigint not null,
  title text not null,
  line text not null,
  body text not null,
  note text not null default '',
  person_id uuid not null,
  body_id uuid,
  at bigint not null,
  primary key (territory_id, idea_id, version)
);

create table idea_pictures (
  territory_id uuid not null,
  idea_id uuid not null,
  media_id uuid not null,
  position bigint not null,
  alt text not null,
  primary key (territory_id, idea_id, media_id)
);

create table media (
  territory_id uuid not null,
  id uuid not null,
  person_id uuid,
  mime text not null,
  width bigint not null,
  height bigint not null,
  bytes bigint not null,
  attached boolean not null,
  created_at bigint not null,
  primary key (territory_id, id)
);
create index idea_pictures_media on idea_pictures (territory_id, media_id);
create index media_loose on media (created_at) where not attached;

create table supports (
  territory_id uuid not null,
  idea_id uuid not null,
  person_id uuid not null,
  at bigint not null,
  primary key (territory_id, idea_id, person_id)
);
create index supports_of on supports (territory_id, person_id, at);

create table follows (
  territory_id uuid not null,
  object_id uuid not null,
  person_id uuid not null,
  at bigint not null,
  primary key (territory_id, object_id, person_id)
);
create index follows_of on follows (territory_id, person_id, at);
