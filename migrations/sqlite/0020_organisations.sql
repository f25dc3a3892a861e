-- Organisations: what each does and where, who belongs to it, who is asked to.
-- The bodies there were before are those of towns: they are what they were.
alter table bodies add column state text not null default 'verified';
alter table bodies add column name_key text not null default '';
alter table bodies add column line text not null default '';
alter table bodies add column text text not null default '';
alter table bodies add column text_html text not null default '';
alter table bodies add column siret text not null default '';
alter table bodies add column rna text not null default '';
alter table bodies add column local_law integer not null default 0;
alter table bodies add column address text not null default '';
alter table bodies add column lat real;
alter table bodies add column lon real;
alter table bodies add column hours text not null default '';
alter table bodies add column email text not null default '';
alter table bodies add column phone text not null default '';
alter table bodies add column website text not null default '';
alter table bodies add column members integer not null default 0;
alter table bodies add column sent_at integer;
alter table bodies add column verified_at integer;
alter table bodies add column updated_at integer not null default 0;
update bodies set name_key = slug, verified_at = created_at, updated_at = created_at;
-- online: one row for each town until today
create index bodies_listed on bodies (territory_id, name_key, id) where state in ('verified', 'flagged');
-- online: one row for each town until today
create index bodies_by_kind on bodies (territory_id, kind, name_key, id) where state in ('verified', 'flagged');
-- online: one row for each town until today
create index bodies_queue on bodies (territory_id, state, sent_at, id);
-- online: one row for each town until today
create index bodies_by_siret on bodies (territory_id, siret) where siret <> '';
-- online: one row for each town until today
create index bodies_by_rna on bodies (territory_id, rna) where rna <> '';

create table body_zones (
  territory_id blob not null,
  body_id blob not null,
  zone_id blob not null,
  primary key (territory_id, body_id, zone_id)
) strict;
create index body_zones_of on body_zones (territory_id, zone_id, body_id);

create table memberships (
  territory_id blob not null,
  id blob not null,
  body_id blob not null,
  person_id blob not null,
  role text not null,
  state text not null,
  shown integer not null,
  message text not null default '',
  created_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id),
  unique (territory_id, body_id, person_id)
) strict;
create index memberships_of_person on memberships (territory_id, person_id, state);
create index memberships_of_body on memberships (territory_id, body_id, state, role);

create table invitations (
  territory_id blob not null,
  id blob not null,
  body_id blob not null,
  kind text not null,
  email text not null default '',
  role text not null,
  most integer not null,
  used integer not null default 0,
  state text not null,
  person_id blob not null,
  created_at integer not null,
  expires_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id)
) strict;
create index invitations_of_body on invitations (territory_id, body_id, state, created_at, id);
create index invitations_of_person on invitations (territory_id, person_id);
create index invitations_expired on invitations (expires_at) where email <> '';

-- online: partial, it holds the few rows a town signed
create index ideas_of_body on ideas (territory_id, body_id, published_at, id) where body_id is not null;
-- online: partial, it holds the few rows a town signed
create index comments_of_body on comments (territory_id, body_id, created_at, id) where body_id is not null;
