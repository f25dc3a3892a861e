-- What identifies an account that was closed, kept apart for legal orders, for as long as the territory says. Written as
-- the account goes; no page reads it.
create table closed_accounts (
  territory_id blob not null,
  person_id blob not null,
  slug text not null,
  name text not null,
  email text not null,
  email_key text not null,
  confirmed_at integer,
  opened_at integer not null,
  seen_at integer not null,
  closed_at integer not null,
  primary key (territory_id, person_id)
) strict;
create index closed_accounts_address on closed_accounts (territory_id, email_key);
create index closed_accounts_page on closed_accounts (territory_id, slug);
create index closed_accounts_age on closed_accounts (territory_id, closed_at);

-- From where they signed in, a year from each sign-in.
create table closed_connections (
  territory_id blob not null,
  person_id blob not null,
  id blob not null,
  kind text not null,
  network text not null,
  agent text not null,
  at integer not null,
  primary key (territory_id, person_id, id)
) strict;
create index closed_connections_age on closed_connections (territory_id, at);
