-- What moderators decided about the limits of somebody new; without a row the rule alone speaks.
create table newcomers (
  territory_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  -- 'lifted', 'held'
  state text collate "C" not null,
  reason text not null default '',
  by_id uuid,
  at bigint not null,
  primary key (territory_id, person_id)
);
create index newcomers_held on newcomers (territory_id, state, at, person_id);
