-- The words by which people say what they can do. Shipped ones are filled in when the server starts; a territory adds,
-- renames, merges.
create table skills (
  territory_id blob not null,
  id blob not null,
  slug text not null,
  domain text not null,
  name_fr text not null,
  name_en text not null default '',
  words_fr text not null default '',
  words_en text not null default '',
  state text not null,
  shipped integer not null,
  into_id blob,
  person_id blob,
  seen_by_all integer not null default 0,
  seen_by_members integer not null default 0,
  created_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
) strict;
create index skills_by_state on skills (territory_id, state, domain, slug);

-- What people wish to say of themselves, and who may read each part.
create table profiles (
  territory_id blob not null,
  person_id blob not null,
  listed integer not null,
  languages text not null default '',
  links text not null default '[]',
  slots integer not null default 0,
  free_from integer,
  free_until integer,
  hours integer,
  reach integer not null default 0,
  remote integer not null,
  circles text not null default '{}',
  updated_at integer not null,
  primary key (territory_id, person_id)
) strict;

create table person_skills (
  territory_id blob not null,
  person_id blob not null,
  skill_id blob not null,
  level text not null,
  ready integer not null,
  at integer not null,
  primary key (territory_id, person_id, skill_id)
) strict;
create index person_skills_of on person_skills (territory_id, skill_id, person_id);

create table person_causes (
  territory_id blob not null,
  person_id blob not null,
  theme_id blob not null,
  primary key (territory_id, person_id, theme_id)
) strict;

-- Who is found in the directory, as each level of viewer may find them: one row for the person (`key_id` nil), one for
-- each skill and each cause they show at that level.
create table directory (
  territory_id blob not null,
  level integer not null,
  key_id blob not null,
  person_id blob not null,
  shown integer not null,
  rank integer not null,
  at integer not null,
  zone_id blob,
  reach integer not null,
  slots integer not null,
  free_from integer not null,
  free_until integer not null,
  primary key (territory_id, level, key_id, person_id)
) strict;
create index directory_listed on directory (territory_id, level, key_id, rank, at, person_id);
create index directory_of on directory (territory_id, person_id);
