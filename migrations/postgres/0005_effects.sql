-- What happened, what is to be done about it, and what was sent.
create table steps (
  territory_id uuid not null,
  id uuid not null,
  object_kind text not null,
  object_id uuid not null,
  move text not null,
  from_state text not null,
  to_state text not null,
  person_id uuid,
  body_id uuid,
  reason text not null default '',
  at bigint not null,
  primary key (territory_id, id)
);
create index steps_of on steps (territory_id, object_id, at, id);

create table events (
  position bigint generated always as identity primary key,
  tx bigint not null,
  territory_id uuid not null,
  kind text not null,
  object_id uuid not null,
  subject_id uuid,
  person_id uuid,
  body_id uuid,
  at bigint not null
);
create index events_by_tx on events (tx, position);
create index events_age on events (at);

create table followers (
  name text collate "C" not null primary key,
  tx bigint not null,
  position bigint not null,
  updated_at bigint not null
);

create table jobs (
  id uuid not null primary key,
  territory_id uuid,
  kind text collate "C" not null,
  payload text not null,
  unique_key text collate "C",
  state text collate "C" not null,
  attempts bigint not null default 0,
  run_at bigint not null,
  locked_until bigint,
  last_error text,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index jobs_unique on jobs (unique_key) where unique_key is not null;
create index jobs_due on jobs (state, run_at, id);
create index jobs_listed on jobs (state, updated_at, id);

create table mails (
  territory_id uuid not null,
  id uuid not null,
  person_id uuid,
  kind text not null,
  address text not null,
  message_id text not null,
  subject text not null,
  text text not null,
  html text not null,
  headers text not null default '[]',
  state text collate "C" not null,
  last_error text,
  created_at bigint not null,
  sent_at bigint,
  primary key (territory_id, id)
);
create index mails_listed on mails (territory_id, created_at, id);
create index mails_by_state on mails (territory_id, state, created_at, id);
