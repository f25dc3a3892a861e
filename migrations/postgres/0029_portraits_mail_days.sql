-- A picture of oneself: kept apart, so that it can be hidden and shown again; what is shown stands beside the name.
create table portraits (
  territory_id uuid not null,
  person_id uuid not null,
  media_id uuid not null,
  state text not null,
  at bigint not null,
  primary key (territory_id, person_id)
);
create unique index portraits_media on portraits (territory_id, media_id);
alter table people add column portrait_id uuid;

-- Letters of a day, by kind: counted once an hour from the letters themselves, and kept when those are forgotten.
create table mail_days (
  territory_id uuid not null,
  -- days since 1970, in universal time
  day bigint not null,
  kind text not null,
  sent bigint not null default 0,
  failed bigint not null default 0,
  -- told by mail servers: addresses that are gone, letters called unwanted
  gone bigint not null default 0,
  unwanted bigint not null default 0,
  primary key (territory_id, day, kind)
);
-- online: partial, few rows hold it
create index accounts_undeliverable on accounts (territory_id, undeliverable_at) where undeliverable_at is not null;
