-- Reports, decisions (an append-only chain) and appeals.
create table reports (
  territory_id blob not null,
  id blob not null,
  object_kind text not null,
  object_id blob not null,
  url text not null,
  reporter_id blob,
  reporter_name text not null default '',
  reporter_email text not null default '',
  reason_code text not null,
  text text not null,
  state text not null,
  decision_id blob,
  created_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id)
) strict;
create index reports_queue on reports (territory_id, state, created_at, id);
create index reports_of on reports (territory_id, object_id, created_at);

create table decisions (
  territory_id blob not null,
  number integer not null,
  id blob not null,
  object_kind text not null,
  object_id blob not null,
  action text not null,
  reason_code text not null,
  reason text not null,
  person_id blob not null,
  snapshot_hash text not null,
  previous_hash text not null,
  hash text not null,
  at integer not null,
  primary key (territory_id, number),
  unique (territory_id, id)
) strict;
create index decisions_of on decisions (territory_id, object_id, number);

create table appeals (
  territory_id blob not null,
  id blob not null,
  decision_id blob not null,
  person_id blob,
  text text not null,
  state text not null,
  answer text not null default '',
  decided_by blob,
  created_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id)
) strict;
create index appeals_queue on appeals (territory_id, state, created_at, id);
create index appeals_of on appeals (territory_id, decision_id);

create table imports (
  territory_id blob not null,
  id blob not null,
  person_id blob,
  state text not null,
  dry_run integer not null,
  done integer not null default 0,
  total integer not null default 0,
  report text not null default '{}',
  created_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id)
) strict;
create index imports_listed on imports (territory_id, created_at, id);
