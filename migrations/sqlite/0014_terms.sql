-- Versions of the terms: what each said in each language, and what every member knows of it.
create table terms_versions (
  territory_id blob not null,
  number integer not null,
  locale text not null,
  summary text not null,
  title text not null,
  body text not null,
  person_id blob,
  published_at integer not null,
  primary key (territory_id, number, locale)
) strict;

-- When somebody was told of a version, and when they accepted it. Version 0 is the text before any was published.
create table terms_members (
  territory_id blob not null,
  person_id blob not null,
  number integer not null,
  told_at integer,
  accepted_at integer,
  primary key (territory_id, person_id, number)
) strict;
create index terms_members_of on terms_members (territory_id, number);

insert into terms_members (territory_id, person_id, number, accepted_at)
select territory_id, person_id, 0, terms_at from accounts where terms_at is not null;
