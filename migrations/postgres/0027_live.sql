-- What an open page missed is looked for by what it is about.
-- online: events of the last quarter only, and few of them are about something else.
create index events_of_subject on events (territory_id, subject_id, tx, position) where subject_id is not null;

-- How many read an object at each node that serves; a node that stopped is forgotten by the age of its rows.
create table live_readers (
  territory_id uuid not null,
  object_id uuid not null,
  node_id uuid not null,
  readers bigint not null,
  at bigint not null,
  primary key (territory_id, object_id, node_id)
);
create index live_readers_age on live_readers (at);
