-- What a standing page said before: one row for each text an administrator saved.
create table page_versions (
  territory_id uuid not null,
  slug text collate "C" not null,
  locale text not null,
  version bigint not null,
  title text not null,
  body text not null,
  person_id uuid,
  at bigint not null,
  primary key (territory_id, slug, locale, version)
);

insert into page_versions (territory_id, slug, locale, version, title, body, person_id, at)
select territory_id, slug, locale, version, title, body, person_id, updated_at from pages;
