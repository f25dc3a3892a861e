-- Ideas, their versions and pictures, who backs them and who follows them.
create table ideas (
  territory_id blob not null,
  id blob not null,
  slug text not null,
  title text not null,
  line text not null,
  body text not null,
  body_html text not null,
  theme_id blob,
  zone_id blob,
  place text not null default '',
  lat real,
  lon real,
  lang text not null,
  state text not null,
  circle integer not null default 0,
  author_id blob not null,
  body_id blob,
  version integer not null default 1,
  cover_id blob,
  supports integer not null default 0,
  comments integer not null default 0,
  growth real not null default 0,
  historic_supports integer,
  historic_opposes integer,
  historic_mixed integer,
  imported_ref text,
  imported_hash text,
  created_at integer not null,
  published_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
) strict;
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
  territory_id blob not null,
  slug text not null,
  idea_id blob not null,
  primary key (territory_id, slug)
) strict;

create table idea_versions (
  territory_id blob not null,
  idea_id blob not null,
  version integer not null,
  title text not null,
  line text not null,
  body text not null,
  note text not null default '',
  person_id blob not null,
  body_id blob,
  at integer not null,
  primary key (territory_id, idea_id, version)
) strict;

create table idea_pictures (
  territory_id blob not null,
  idea_id blob not null,
  media_id blob not null,
  position integer not null,
  alt text not null,
  primary key (territory_id, idea_id, media_id)
) strict;

create table media (
  territory_id blob not null,
  id blob not null,
  person_id blob,
  mime text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  attached integer not null,
  created_at integer not null,
  primary key (territory_id, id)
) strict;
create index idea_pictures_media on idea_pictures (territory_id, media_id);
create index media_loose on media (created_at) where not attached;

create table supports (
  territory_id blob not null,
  idea_id blob not null,
  person_id blob not null,
  at integer not null,
  primary key (territory_id, idea_id, person_id)
) strict;
create index supports_of on supports (territory_id, person_id, at);

create table follows (
  territory_id blob not null,
  object_id blob not null,
  person_id blob not null,
  at integer not null,
  primary key (territory_id, object_id, person_id)
) strict;
create index follows_of on follows (territory_id, person_id, at);
