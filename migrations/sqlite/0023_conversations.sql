-- Conversations: between people, in small groups, with a body; later objects own some of them.
-- How many of somebody's conversations hold something they did not read: kept, so that every page may say it.
alter table people add column messages_unread integer not null default 0;

create table conversations (
  territory_id blob not null,
  id blob not null,
  kind text not null,
  -- Whose it is, where there is one only: two people, a person and a body.
  pair text not null default '',
  title text not null default '',
  owner_kind text not null default '',
  owner_id blob,
  body_id blob,
  state text not null,
  -- The last word is of outside the body.
  waits integer not null default 0,
  assigned_id blob,
  created_by blob not null,
  lines integer not null default 0,
  last_at integer not null,
  created_at integer not null,
  primary key (territory_id, id)
) strict;
create unique index conversations_pair on conversations (territory_id, pair) where pair <> '';
create index conversations_inbox on conversations (territory_id, body_id, state, last_at, id) where body_id is not null;
create index conversations_assigned on conversations (territory_id, assigned_id) where assigned_id is not null;
create index conversations_of_owner on conversations (territory_id, owner_kind, owner_id) where owner_id is not null;

-- Who takes part, where they stand, and up to where they read.
create table conversation_people (
  territory_id blob not null,
  conversation_id blob not null,
  person_id blob not null,
  id blob not null,
  state text not null,
  from_at integer not null default 0,
  last_at integer not null default 0,
  unread integer not null default 0,
  read_upto integer not null default 0,
  told_at integer,
  muted integer not null default 0,
  created_at integer not null,
  primary key (territory_id, conversation_id, person_id)
) strict;
create index conversation_people_list on conversation_people
  (territory_id, person_id, state, last_at, conversation_id);

-- What was said, noted for oneself, or happened. No two of a conversation bear the same moment.
create table conversation_lines (
  territory_id blob not null,
  conversation_id blob not null,
  at integer not null,
  id blob not null,
  kind text not null,
  inside integer not null,
  person_id blob,
  body_id blob,
  subject_id blob,
  text text not null,
  text_html text not null default '',
  words text not null default '',
  removed_at integer,
  primary key (territory_id, conversation_id, at),
  unique (territory_id, id)
) strict;
create index conversation_lines_of_person on conversation_lines (territory_id, person_id, at, id);

-- What somebody chose about their messages; without a row, the defaults.
create table message_settings (
  territory_id blob not null,
  person_id blob not null,
  marks integer not null,
  letters text not null,
  updated_at integer not null,
  primary key (territory_id, person_id)
) strict;
