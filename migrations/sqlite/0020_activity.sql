-- What happened that somebody may want to read, in an order that never changes; what each act is about, and to whom;
-- what people follow, how closely, and where they stopped reading.
create table activity (
  territory_id blob not null,
  seq integer not null,
  event integer not null,
  kind text not null,
  object_id blob not null,
  subject_id blob,
  idea_id blob,
  person_id blob,
  body_id blob,
  at integer not null,
  primary key (territory_id, seq)
) strict;
create unique index activity_events on activity (event);

create table activity_topics (
  territory_id blob not null,
  topic_id blob not null,
  way text not null,
  seq integer not null,
  primary key (territory_id, topic_id, way, seq)
) strict;
create index activity_topics_of on activity_topics (territory_id, seq, way, topic_id);

alter table follows add column kind text not null default 'idea';
alter table follows add column level text not null default 'all';

create table saved_searches (
  territory_id blob not null,
  id blob not null,
  person_id blob not null,
  words text not null,
  theme_id blob,
  zone_id blob,
  created_at integer not null,
  primary key (territory_id, id)
) strict;
create index saved_searches_of on saved_searches (territory_id, person_id, created_at, id);
create index saved_searches_matched on saved_searches (territory_id, theme_id, zone_id, id);

create table feed_marks (
  territory_id blob not null,
  person_id blob not null,
  stopped integer not null,
  seen integer not null,
  at integer not null,
  primary key (territory_id, person_id)
) strict;

create table feed_keys (
  territory_id blob not null,
  person_id blob not null,
  hash blob not null,
  created_at integer not null,
  primary key (territory_id, person_id)
) strict;
create unique index feed_keys_by_hash on feed_keys (territory_id, hash);
