-- A territory, its words, its quarters, and the body that speaks for the town.
create table territories (
  id uuid not null primary key,
  slug text collate "C" not null unique,
  name text not null,
  insee text,
  population bigint not null default 0,
  outline text,
  lat double precision,
  lon double precision,
  neighbours text not null default '[]',
  settings text not null default '{}',
  is_default boolean not null,
  is_demo boolean not null,
  created_at bigint not null,
  updated_at bigint not null
);

create table territory_hosts (
  host text collate "C" not null primary key,
  territory_id uuid not null references territories (id)
);

create table territory_counts (
  territory_id uuid not null primary key references territories (id),
  ideas bigint not null default 0,
  comments bigint not null default 0,
  people bigint not null default 0,
  supports bigint not null default 0
);

create table themes (
  territory_id uuid not null,
  id uuid not null,
  slug text collate "C" not null,
  name_fr text not null,
  name_en text not null,
  line_fr text not null default '',
  line_en text not null default '',
  hue text not null default 'leaf',
  position bigint not null,
  ideas bigint not null default 0,
  retired_at bigint,
  primary key (territory_id, id),
  unique (territory_id, slug)
);

create table zones (
  territory_id uuid not null,
  id uuid not null,
  slug text collate "C" not null,
  name text not null,
  lat double precision,
  lon double precision,
  outline text,
  position bigint not null,
  ideas bigint not null default 0,
  retired_at bigint,
  primary key (territory_id, id),
  unique (territory_id, slug)
);

create table bodies (
  territory_id uuid not null,
  id uuid not null,
  slug text collate "C" not null,
  name text not null,
  kind text not null,
  created_at bigint not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
);

create table pages (
  territory_id uuid not null,
  slug text collate "C" not null,
  locale text not null,
  title text not null,
  body text not null,
  version bigint not null,
  person_id uuid,
  updated_at bigint not null,
  primary key (territory_id, slug, locale)
);

create table installation (
  name text collate "C" not null primary key,
  value text not null
);
