-- What moderators decided about the limits of somebody new; without a row the rule alone speaks.
create table newcomers (
  territory_id blob not null,
  person_id blob not null,
  id blob not null,
  -- 'lifted', 'held'
  state text not null,
  reason text not null default '',
  by_id blob,
  at integer not null,
  primary key (territory_id, person_id)
) strict;
create index newcomers_held on newcomers (territory_id, state, at, person_id);
