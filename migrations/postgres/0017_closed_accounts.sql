-- What identifies an account that was closed, kept apart for legal orders, for as long as the territory says. Written as
-- the account goes; no page reads it.
create table closed_accounts (
  territory_id uuid not null,
  person_id uuid not null,
  slug text collate "C" not null,
  name text not null,
  email text not null,
  email_key text collate "C" not null,
  confirmed_at bigint,
  opened_at bigint not null,
  seen_at bigint not null,
  closed_at bigint not null,
  primary key (territory_id, person_id)
);
create index closed_accounts_address on closed_accounts (territory_id, email_key);
create index closed_accounts_page on closed_accounts (territory_id, slug);
create index closed_accounts_age on closed_accounts (territory_id, closed_at);

-- From where they signed in, a year from each sign-in.
create table closed_connections (
  territory_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  kind text not null,
  network text not null,
  agent text not null,
  at bigint not null,
  primary key (territory_id, person_id, id)
);
create index closed_connections_age on closed_connections (territory_id, at);
