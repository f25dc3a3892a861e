-- A second factor: its secret, its spare codes, the devices that spare their owner the code, sessions held back.
create table second_factors (
  territory_id uuid not null,
  person_id uuid not null,
  secret text not null,
  last_step bigint not null,
  confirmed_at bigint,
  created_at bigint not null,
  primary key (territory_id, person_id)
);

create table spare_codes (
  territory_id uuid not null,
  person_id uuid not null,
  code_hash bytea not null,
  used_at bigint,
  primary key (territory_id, person_id, code_hash)
);

create table trusted_devices (
  token_hash bytea not null primary key,
  territory_id uuid not null,
  person_id uuid not null,
  agent text not null,
  created_at bigint not null,
  expires_at bigint not null
);
create index trusted_devices_of on trusted_devices (territory_id, person_id);
create index trusted_devices_expired on trusted_devices (expires_at);

alter table accounts add column factor_asked_at bigint;
alter table sessions add column half_at bigint;
alter table sessions add column factor_due_at bigint;
