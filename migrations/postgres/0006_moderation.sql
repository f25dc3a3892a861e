-- Reports, decisions (an append-only chain) and appeals.
create table reports (
  territory_id uuid not null,
  id uuid not null,
  object_kind text not null,
  object_id uuid not null,
  url text not null,
  reporter_id uuid,
  reporter_name text not null default '',
  reporter_email text not null default '',
  reason_code text not null,
  text text not null,
  state text collate "C" not null,
  decision_id uuid,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (territory_id, id)
);
create index reports_queue on reports (territory_id, state, created_at, id);
create index reports_of on reports (territory_id, object_id, created_at);

create table decisions (
  territory_id uuid not null,
  number bigint not null,
  id uuid not null,
  object_kind text not null,
  object_id uuid not null,
  action text not null,
  reason_code text not null,
  reason text not null,
  person_id uuid not null,
  snapshot_hash text not null,
  previous_hash text not null,
  hash text not null,
  at bigint not null,
  primary key (territory_id, number),
  unique (territory_id, id)
);
create index decisions_of on decisions (territory_id, object_id, number);

create table appeals (
  territory_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  person_id uuid,
  text text not null,
  state text collate "C" not null,
  answer text not null default '',
  decided_by uuid,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (territory_id, id)
);
create index appeals_queue on appeals (territory_id, state, created_at, id);
create index appeals_of on appeals (territory_id, decision_id);

create table imports (
  territory_id uuid not null,
  id uuid not null,
  person_id uuid,
  state text collate "C" not null,
  dry_run boolean not null,
  done bigint not null default 0,
  total bigint not null default 0,
  report text not null default '{}',
  created_at bigint not null,
  updated_at bigint not null,
  primary key (territory_id, id)
);
create index imports_listed on imports (territory_id, created_at, id);
