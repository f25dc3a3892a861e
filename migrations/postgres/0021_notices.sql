-- How each member wants to be told of what happens, how far they were told, and what they have read.
create table notice_people (
  territory_id uuid not null,
  person_id uuid not null,
  ways text not null,
  hour bigint not null default 8,
  day bigint not null default 4,
  quiet_from bigint not null default 21,
  quiet_until bigint not null default 8,
  daily_at bigint not null,
  weekly_at bigint not null,
  due_at bigint not null,
  follows_now bigint not null default 0,
  read_upto bigint not null default 0,
  updated_at bigint not null,
  primary key (territory_id, person_id)
);
create index notice_people_due on notice_people (territory_id, due_at, person_id);
create index notice_people_at_once on notice_people (territory_id, person_id) where follows_now = 1;

create table notice_reads (
  territory_id uuid not null,
  person_id uuid not null,
  kind text collate "C" not null,
  object_id uuid not null,
  upto bigint not null,
  primary key (territory_id, person_id, kind, object_id)
);

-- Up to which act those were told who want to know at once.
create table notice_places (
  territory_id uuid not null primary key,
  told bigint not null
);

-- online: the table is as new as this one
create index activity_at on activity (territory_id, at, seq);

-- Members there were before hear of what happens from now on: an empty `ways` begins at the newest act.
insert into notice_people (territory_id, person_id, ways, daily_at, weekly_at, due_at, updated_at)
select territory_id, person_id, '', seen_at, seen_at, 0, seen_at from accounts;
