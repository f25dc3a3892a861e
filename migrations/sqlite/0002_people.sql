-- People are public, accounts are private; both belong to one territory.
create table people (
  territory_id blob not null,
  id blob not null,
  slug text not null,
  name text not null,
  name_key text not null,
  bio text not null default '',
  bio_html text not null default '',
  zone_id blob,
  state text not null,
  role text not null,
  body_id blob,
  ideas integer not null default 0,
  comments integer not null default 0,
  imported_ref text,
  imported_hash text,
  joined_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
) strict;
create unique index people_imported on people (territory_id, imported_ref) where imported_ref is not null;
create index people_by_name on people (territory_id, name_key, id);
create index people_by_role on people (territory_id, role, id);
create index people_by_state on people (territory_id, state, joined_at, id);

create table accounts (
  territory_id blob not null,
  person_id blob not null,
  email text not null,
  email_key text not null,
  confirmed_at integer,
  password_hash text,
  locale text not null,
  time_zone text not null default 'Europe/Paris',
  of_age integer not null,
  terms_at integer,
  mail_optional integer not null,
  undeliverable_at integer,
  deletion_due_at integer,
  deletion_erases integer not null default 0,
  created_at integer not null,
  seen_at integer not null,
  primary key (territory_id, person_id),
  unique (territory_id, email_key)
) strict;
create index accounts_to_delete on accounts (deletion_due_at) where deletion_due_at is not null;
create index accounts_unconfirmed on accounts (created_at) where confirmed_at is null;

create table sessions (
  token_hash blob not null primary key,
  territory_id blob not null,
  id blob not null,
  person_id blob not null,
  agent text not null,
  fresh_at integer not null,
  created_at integer not null,
  seen_at integer not null,
  expires_at integer not null
) strict;
create index sessions_of on sessions (territory_id, person_id, seen_at);
create index sessions_expired on sessions (expires_at);

create table links (
  token_hash blob not null primary key,
  territory_id blob not null,
  kind text not null,
  person_id blob,
  email text not null,
  payload text not null default '{}',
  gesture_id blob,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
create index links_expired on links (expires_at);
create index links_of on links (territory_id, person_id, kind);

create table gestures (
  territory_id blob not null,
  id blob not null,
  kind text not null,
  payload text not null,
  secret_hash blob not null,
  locale text not null,
  created_at integer not null,
  expires_at integer not null,
  done_at integer,
  result text,
  primary key (territory_id, id)
) strict;
create index gestures_expired on gestures (expires_at);

create table security_log (
  id blob not null primary key,
  territory_id blob not null,
  person_id blob,
  kind text not null,
  network text not null,
  agent text not null,
  at integer not null
) strict;
create index security_log_age on security_log (at);

create table scope_members (
  territory_id blob not null,
  scope_id blob not null,
  person_id blob not null,
  primary key (territory_id, scope_id, person_id)
) strict;
create index scopes_of on scope_members (territory_id, person_id, scope_id);

create table audience (
  territory_id blob not null,
  object_id blob not null,
  scope_id blob not null,
  primary key (territory_id, object_id, scope_id)
) strict;
