-- Conversations: between people, in small groups, with a body; later objects own some of them.
-- How many of somebody's conversations hold something they did not read: kept, so that every page may say it.
alter table people add column messages_unread bigint not null default 0;

create table conversations (
  territory_id uuid not null,
  id uuid not null,
  kind text not null,
  -- Whose it is, where there is one only: two people, a person and a body.
  pair text collate "C" not null default '',
  title text not null default '',
  owner_kind text not null default '',
  owner_id uuid,
  body_id uuid,
  state text not null,
  -- The last word is of outside the body.
  waits boolean not null default false,
  assigned_id uuid,
  created_by uuid not null,
  lines bigint not null default 0,
  last_at bigint not null,
  created_at bigint not null,
  primary key (territory_id, id)
);
create unique index conversations_pair on conversations (territory_id, pair) where pair <> '';
create index conversations_inbox on conversations (territory_id, body_id, state, last_at, id) where body_id is not null;
create index conversations_assigned on conversations (territory_id, assigned_id) where assigned_id is not null;
create index conversations_of_owner on conversations (territory_id, owner_kind, owner_id) where owner_id is not null;

-- Who takes part, where they stand, and up to where they read.
create table conversation_people (
  territory_id uuid not null,
  conversation_id uuid not null,
  person_id uuid not null,
  id uuid not null,
  state text not null,
  from_at bigint not null default 0,
  last_at bigint not null default 0,
  unread bigint not null default 0,
  read_upto bigint not null default 0,
  told_at bigint,
  muted boolean not null default false,
  created_at bigint not null,
  primary key (territory_id, conversation_id, person_id)
);
create index conversation_people_list on conversation_people
  (territory_id, person_id, state, last_at, conversation_id);

-- What was said, noted for oneself, or happened. No two of a conversation bear the same moment.
create table conversation_lines (
  territory_id uuid not null,
  conversation_id uuid not null,
  at bigint not null,
  id uuid not null,
  kind text not null,
  inside boolean not null,
  person_id uuid,
  body_id uuid,
  subject_id uuid,
  text text not null,
  text_html text not null default '',
  words text not null default '',
  removed_at bigint,
  primary key (territory_id, conversation_id, at),
  unique (territory_id, id)
);
create index conversation_lines_of_person on conversation_lines (territory_id, person_id, at, id);

-- What somebody chose about their messages; without a row, the defaults.
create table message_settings (
  territory_id uuid not null,
  person_id uuid not null,
  marks boolean not null,
  letters text not null,
  updated_at bigint not null,
  primary key (territory_id, person_id)
);
