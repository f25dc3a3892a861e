-- How each member wants to be told of what happens, how far they were told, and what they have read.
create table notice_people (
  territory_id blob not null,
  person_id blob not null,
  ways text not null,
  hour integer not null default 8,
  day integer not null default 4,
  quiet_from integer not null default 21,
  quiet_until integer not null default 8,
  daily_at integer not null,
  weekly_at integer not null,
  due_at integer not null,
  follows_now integer not null default 0,
  read_upto integer not null default 0,
  updated_at integer not null,
  primary key (territory_id, person_id)
) strict;
create index notice_people_due on notice_people (territory_id, due_at, person_id);
create index notice_people_at_once on notice_people (territory_id, person_id) where follows_now = 1;

create table notice_reads (
  territory_id blob not null,
  person_id blob not null,
  kind text not null,
  object_id blob not null,
  upto integer not null,
  primary key (territory_id, person_id, kind, object_id)
) strict;

-- Up to which act those were told who want to know at once.
create table notice_places (
  territory_id blob not null primary key,
  told integer not null
) strict;

-- online: the table is as new as this one
create index activity_at on activity (territory_id, at, seq);

-- Members there were before hear of what happens from now on: an empty `ways` begins at the newest act.
insert into notice_people (territory_id, person_id, ways, daily_at, weekly_at, due_at, updated_at)
select territory_id, person_id, '', seen_at, seen_at, 0, seen_at from accounts;
