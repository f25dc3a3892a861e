-- A second factor: its secret, its spare codes, the devices that spare their owner the code, sessions held back.
create table second_factors (
  territory_id blob not null,
  person_id blob not null,
  secret text not null,
  last_step integer not null,
  confirmed_at integer,
  created_at integer not null,
  primary key (territory_id, person_id)
) strict;

create table spare_codes (
  territory_id blob not null,
  person_id blob not null,
  code_hash blob not null,
  used_at integer,
  primary key (territory_id, person_id, code_hash)
) strict;

create table trusted_devices (
  token_hash blob not null primary key,
  territory_id blob not null,
  person_id blob not null,
  agent text not null,
  created_at integer not null,
  expires_at integer not null
) strict;
create index trusted_devices_of on trusted_devices (territory_id, person_id);
create index trusted_devices_expired on trusted_devices (expires_at);

alter table accounts add column factor_asked_at integer;
alter table sessions add column half_at integer;
alter table sessions add column factor_due_at integer;
