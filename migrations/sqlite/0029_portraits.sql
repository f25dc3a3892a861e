-- A picture of oneself: kept apart, so that it can be hidden and shown again; what is shown stands beside the name.
create table portraits (
  territory_id blob not null,
  person_id blob not null,
  media_id blob not null,
  state text not null,
  at integer not null,
  primary key (territory_id, person_id)
) strict;
create unique index portraits_media on portraits (territory_id, media_id);
alter table people add column portrait_id blob;
