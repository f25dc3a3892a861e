-- A territory, its words, its quarters, and the body that speaks for the town.
create table territories (
  id blob not null primary key,
  slug text not null unique,
  name text not null,
  insee text,
  population integer not null default 0,
  outline text,
  lat real,
  lon real,
  neighbours text not null default '[]',
  settings text not null default '{}',
  is_default integer not null,
  is_demo integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;

create table territory_hosts (
  host text not null primary key,
  territory_id blob not null references territories (id)
) strict;

create table territory_counts (
  territory_id blob not null primary key references territories (id),
  ideas integer not null default 0,
  comments integer not null default 0,
  people integer not null default 0,
  supports integer not null default 0
) strict;

create table themes (
  territory_id blob not null,
  id blob not null,
  slug text not null,
  name_fr text not null,
  name_en text not null,
  line_fr text not null default '',
  line_en text not null default '',
  hue text not null default 'leaf',
  position integer not null,
  ideas integer not null default 0,
  retired_at integer,
  primary key (territory_id, id),
  unique (territory_id, slug)
) strict;

create table zones (
  territory_id blob not null,
  id blob not null,
  slug text not null,
  name text not null,
  lat real,
  lon real,
  outline text,
  position integer not null,
  ideas integer not null default 0,
  retired_at integer,
  primary key (territory_id, id),
  unique (territory_id, slug)
) strict;

create table bodies (
  territory_id blob not null,
  id blob not null,
  slug text not null,
  name text not null,
  kind text not null,
  created_at integer not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
) strict;

create table pages (
  territory_id blob not null,
  slug text not null,
  locale text not null,
  title text not null,
  body text not null,
  version integer not null,
  person_id blob,
  updated_at integer not null,
  primary key (territory_id, slug, locale)
) strict;

create table installation (
  name text not null primary key,
  value text not null
) strict;
