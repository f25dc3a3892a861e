-- A member asks to take over an organisation whose administrators are silent: what was said is in the steps.
create table handovers (
  territory_id blob not null,
  id blob not null,
  body_id blob not null,
  -- who would take over
  person_id blob not null,
  -- who of the town began it for them; nobody when they asked themselves
  starter_id blob,
  state text not null,
  -- the notice given to the administrators ends
  due integer not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (territory_id, id)
) strict;
create unique index handovers_open on handovers (territory_id, body_id) where state = 'asked';
create index handovers_of_body on handovers (territory_id, body_id, created_at, id);
create index handovers_waiting on handovers (territory_id, state, due, id);
create index handovers_of_person on handovers (territory_id, person_id);
