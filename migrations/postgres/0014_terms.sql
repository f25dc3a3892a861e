-- Versions of the terms: what each said in each language, and what every member knows of it.
create table terms_versions (
  territory_id uuid not null,
  number bigint not null,
  locale text not null,
  summary text not null,
  title text not null,
  body text not null,
  person_id uuid,
  published_at bigint not null,
  primary key (territory_id, number, locale)
);

-- When somebody was told of a version, and when they accepted it. Version 0 is the text before any was published.
create table terms_members (
  territory_id uuid not null,
  person_id uuid not null,
  number bigint not null,
  told_at bigint,
  accepted_at bigint,
  primary key (territory_id, person_id, number)
);
create index terms_members_of on terms_members (territory_id, number);

insert into terms_members (territory_id, person_id, number, accepted_at)
select territory_id, person_id, 0, terms_at from accounts where terms_at is not null;
