-- Welcome: how somebody came, by whom, and how far they were shown around; who invites; who welcomes for the town.
create table arrivals (
  territory_id uuid not null,
  person_id uuid not null,
  by_id uuid,
  step bigint not null default 0,
  aside_at bigint,
  at bigint not null,
  primary key (territory_id, person_id)
);
create index arrivals_by on arrivals (territory_id, by_id, at, person_id) where by_id is not null;

-- A link of somebody's for whoever they meet, or a letter to one address.
create table invites (
  territory_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  name text not null default '',
  email text not null default '',
  state text not null,
  came bigint not null default 0,
  created_at bigint not null,
  expires_at bigint not null,
  updated_at bigint not null,
  primary key (territory_id, id)
);
create unique index invites_link on invites (territory_id, person_id) where kind = 'link' and state = 'open';
create index invites_of on invites (territory_id, person_id, kind, created_at, id);
create index invites_over on invites (expires_at) where kind = 'mail';

create table ambassadors (
  territory_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  state text not null,
  words text not null default '',
  created_at bigint not null,
  updated_at bigint not null,
  primary key (territory_id, person_id)
);
create index ambassadors_list on ambassadors (territory_id, state, created_at, person_id);
