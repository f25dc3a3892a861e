-- The words by which people say what they can do. Shipped ones are filled in when the server starts; a territory adds,
-- renames, merges.
create table skills (
  territory_id uuid not null,
  id uuid not null,
  slug text collate "C" not null,
  domain text collate "C" not null,
  name_fr text not null,
  name_en text not null default '',
  words_fr text not null default '',
  words_en text not null default '',
  state text not null,
  shipped boolean not null,
  into_id uuid,
  person_id uuid,
  seen_by_all bigint not null default 0,
  seen_by_members bigint not null default 0,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
);
create index skills_by_state on skills (territory_id, state, domain, slug);

-- What people wish to say of themselves, and who may read each part.
create table profiles (
  territory_id uuid not null,
  person_id uuid not null,
  listed boolean not null,
  languages text not null default '',
  links text not null default '[]',
  slots bigint not null default 0,
  free_from bigint,
  free_until bigint,
  hours bigint,
  reach bigint not null default 0,
  remote boolean not null,
  circles text not null default '{}',
  updated_at bigint not null,
  primary key (territory_id, person_id)
);

create table person_skills (
  territory_id uuid not null,
  person_id uuid not null,
  skill_id uuid not null,
  level text not null,
  ready boolean not null,
  at bigint not null,
  primary key (territory_id, person_id, skill_id)
);
create index person_skills_of on person_skills (territory_id, skill_id, person_id);

create table person_causes (
  territory_id uuid not null,
  person_id uuid not null,
  theme_id uuid not null,
  primary key (territory_id, person_id, theme_id)
);

-- Who is found in the directory, as each level of viewer may find them: one row for the person (`key_id` nil), one for
-- each skill and each cause they show at that level.
create table directory (
  territory_id uuid not null,
  level bigint not null,
  key_id uuid not null,
  person_id uuid not null,
  shown boolean not null,
  rank bigint not null,
  at bigint not null,
  zone_id uuid,
  reach bigint not null,
  slots bigint not null,
  free_from bigint not null,
  free_until bigint not null,
  primary key (territory_id, level, key_id, person_id)
);
create index directory_listed on directory (territory_id, level, key_id, rank, at, person_id);
create index directory_of on directory (territory_id, person_id);
