-- What a standing page said before: one row for each text an administrator saved.
create table page_versions (
  territory_id blob not null,
  slug text not null,
  locale text not null,
  version integer not null,
  title text not null,
  body text not null,
  person_id blob,
  at integer not null,
  primary key (territory_id, slug, locale, version)
) strict;

insert into page_versions (territory_id, slug, locale, version, title, body, person_id, at)
select territory_id, slug, locale, version, title, body, person_id, updated_at from pages;
