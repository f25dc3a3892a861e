-- Welcome: how somebody came, by whom, and how far they were shown around; who invites; who welcomes for the town.
create table arrivals (
  territory_id blob not null,
  person_id blob not null,
  by_id blob,
  step integer not null default 0,
  aside_at integer,
  at integer not null,
  primary key (territory_id, person_id)
) strict;
create index arrivals_by on arrivals (territory_id, by_id, at, person_id) where by_id is not null;

-- A link of somebody's for whoever they meet, or a letter to one address.
create table invites (
  territory_id blob not null,
  id blob not null,
  person_id blob not null,
  kind text not null,
  name text not null default '',
  email text not null default '',
  state text not null,
  came integer not null default 0,
  created_at integer not null,
  expires_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id)
) strict;
create unique index invites_link on invites (territory_id, person_id) where kind = 'link' and state = 'open';
create index invites_of on invites (territory_id, person_id, kind, created_at, id);
create index invites_over on invites (expires_at) where kind = 'mail';

create table ambassadors (
  territory_id blob not null,
  person_id blob not null,
  id blob not null,
  state text not null,
  words text not null default '',
  created_at integer not null,
  updated_at integer not null,
  primary key (territory_id, person_id)
) strict;
create index ambassadors_list on ambassadors (territory_id, state, created_at, person_id);
