-- What happened, what is to be done about it, and what was sent.
create table steps (
  territory_id blob not null,
  id blob not null,
  object_kind text not null,
  object_id blob not null,
  move text not null,
  from_state text not null,
  to_state text not null,
  person_id blob,
  body_id blob,
  reason text not null default '',
  at integer not null,
  primary key (territory_id, id)
) strict;
create index steps_of on steps (territory_id, object_id, at, id);

create table events (
  position integer primary key,
  tx integer not null,
  territory_id blob not null,
  kind text not null,
  object_id blob not null,
  subject_id blob,
  person_id blob,
  body_id blob,
  at integer not null
) strict;
create index events_by_tx on events (tx, position);
create index events_age on events (at);

create table followers (
  name text not null primary key,
  tx integer not null,
  position integer not null,
  updated_at integer not null
) strict;

create table jobs (
  id blob not null primary key,
  territory_id blob,
  kind text not null,
  payload text not null,
  unique_key text,
  state text not null,
  attempts integer not null default 0,
  run_at integer not null,
  locked_until integer,
  last_error text,
  created_at integer not null,
  updated_at integer not null
) strict;
create unique index jobs_unique on jobs (unique_key) where unique_key is not null;
create index jobs_due on jobs (state, run_at, id);
create index jobs_listed on jobs (state, updated_at, id);

create table mails (
  territory_id blob not null,
  id blob not null,
  person_id blob,
  kind text not null,
  address text not null,
  message_id text not null,
  subject text not null,
  text text not null,
  html text not null,
  headers text not null default '[]',
  state text not null,
  last_error text,
  created_at integer not null,
  sent_at integer,
  primary key (territory_id, id)
) strict;
create index mails_listed on mails (territory_id, created_at, id);
create index mails_by_state on mails (territory_id, state, created_at, id);
