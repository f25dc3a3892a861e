-- People are public, accounts are private; both belong to one territory.
create table people (
  territory_id uuid not null,
  id uuid not null,
  slug text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  bio text not null default '',
  bio_html text not null default '',
  zone_id uuid,
  state text not null,
  role text not null,
  body_id uuid,
  ideas bigint not null default 0,
  comments bigint not null default 0,
  imported_ref text collate "C",
  imported_hash text,
  joined_at bigint not null,
  updated_at bigint not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
);
create unique index people_imported on people (territory_id, imported_ref) where imported_ref is not null;
create index people_by_name on people (territory_id, name_key, id);
create index people_by_role on people (territory_id, role, id);
create index people_by_state on people (territory_id, state, joined_at, id);

create table accounts (
  territory_id uuid not null,
  person_id uuid not null,
  email text not null,
  email_key text collate "C" not null,
  confirmed_at bigint,
  password_hash text,
  locale text not null,
  time_zone text not null default 'Europe/Paris',
  of_age boolean not null,
  terms_at bigint,
  mail_optional boolean not null,
  undeliverable_at bigint,
  deletion_due_at bigint,
  deletion_erases boolean not null default false,
  created_at bigint not null,
  seen_at bigint not null,
  primary key (territory_id, person_id),
  unique (territory_id, email_key)
);
create index accounts_to_delete on accounts (deletion_due_at) where deletion_due_at is not null;
create index accounts_unconfirmed on accounts (created_at) where confirmed_at is null;

create table sessions (
  token_hash bytea not null primary key,
  territory_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  agent text not null,
  fresh_at bigint not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index sessions_of on sessions (territory_id, person_id, seen_at);
create index sessions_expired on sessions (expires_at);

create table links (
  token_hash bytea not null primary key,
  territory_id uuid not null,
  kind text not null,
  person_id uuid,
  email text not null,
  payload text not null default '{}',
  gesture_id uuid,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index links_expired on links (expires_at);
create index links_of on links (territory_id, person_id, kind);

create table gestures (
  territory_id uuid not null,
  id uuid not null,
  kind text not null,
  payload text not null,
  secret_hash bytea not null,
  locale text not null,
  created_at bigint not null,
  expires_at bigint not null,
  done_at bigint,
  result text,
  primary key (territory_id, id)
);
create index gestures_expired on gestures (expires_at);

create table security_log (
  id uuid not null primary key,
  territory_id uuid not null,
  person_id uuid,
  kind text not null,
  network text not null,
  agent text not null,
  at bigint not null
);
create index security_log_age on security_log (at);

create table scope_members (
  territory_id uuid not null,
  scope_id uuid not null,
  person_id uuid not null,
  primary key (territory_id, scope_id, person_id)
);
create index scopes_of on scope_members (territory_id, person_id, scope_id);

create table audience (
  territory_id uuid not null,
  object_id uuid not null,
  scope_id uuid not null,
  primary key (territory_id, object_id, scope_id)
);
