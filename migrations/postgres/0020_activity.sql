-- What happened that somebody may want to read, in an order that never changes; what each act is about, and to whom;
-- what people follow, how closely, and where they stopped reading.
create table activity (
  territory_id uuid not null,
  seq bigint not null,
  event bigint not null,
  kind text not null,
  object_id uuid not null,
  subject_id uuid,
  idea_id uuid,
  person_id uuid,
  body_id uuid,
  at bigint not null,
  primary key (territory_id, seq)
);
create unique index activity_events on activity (event);

create table activity_topics (
  territory_id uuid not null,
  topic_id uuid not null,
  way text collate "C" not null,
  seq bigint not null,
  primary key (territory_id, topic_id, way, seq)
);
create index activity_topics_of on activity_topics (territory_id, seq, way, topic_id);

alter table follows add column kind text not null default 'idea';
alter table follows add column level text not null default 'all';

create table saved_searches (
  territory_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  words text not null,
  theme_id uuid,
  zone_id uuid,
  created_at bigint not null,
  primary key (territory_id, id)
);
create index saved_searches_of on saved_searches (territory_id, person_id, created_at, id);
create index saved_searches_matched on saved_searches (territory_id, theme_id, zone_id, id);

create table feed_marks (
  territory_id uuid not null,
  person_id uuid not null,
  stopped bigint not null,
  seen bigint not null,
  at bigint not null,
  primary key (territory_id, person_id)
);

create table feed_keys (
  territory_id uuid not null,
  person_id uuid not null,
  hash bytea not null,
  created_at bigint not null,
  primary key (territory_id, person_id)
);
create unique index feed_keys_by_hash on feed_keys (territory_id, hash);
