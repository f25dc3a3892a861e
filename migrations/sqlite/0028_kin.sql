-- Accounts of one person in several territories: each keeps its own rows, and the same identity says whose they are.
create table kin (
  territory_id blob not null,
  person_id blob not null,
  identity_id blob not null,
  -- the profile of this territory is its own: what is said elsewhere is not written here, nor the other way round
  apart integer not null,
  since integer not null,
  primary key (territory_id, person_id)
) strict;
create unique index kin_of on kin (identity_id, territory_id);

-- Somebody on the way from one territory to another: for a minute, and fifteen more to say whether they join.
create table crossings (
  -- the fingerprint of a secret that only their browser holds
  challenge blob not null primary key,
  code_hash blob not null unique,
  from_id blob not null,
  person_id blob not null,
  to_id blob not null,
  family blob not null,
  proved_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
create index crossings_expired on crossings (expires_at);

-- Sessions that began with one another end together.
alter table sessions add column family blob;
-- online: partial over a column that was just added, no row holds it
create index sessions_family on sessions (family) where family is not null;

-- A word of whoever asks to come in, where a territory answers each one.
create table entries_asked (
  territory_id blob not null,
  person_id blob not null,
  words text not null,
  asked_at integer not null,
  primary key (territory_id, person_id)
) strict;
create index entries_asked_waiting on entries_asked (territory_id, asked_at, person_id);
