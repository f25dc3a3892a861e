-- Whom somebody does not want to hear (mute), or neither to see nor to be seen by (block). One row a person and another,
-- with what they chose; where one of the two blocked the other, both rows say that they are kept apart, so that whoever
-- looks asks one key only.
create table blocks (
  territory_id uuid not null,
  person_id uuid not null,
  other_id uuid not null,
  -- '', 'mute', 'block'
  chosen text collate "C" not null,
  apart boolean not null,
  at bigint not null,
  primary key (territory_id, person_id, other_id)
);
create index blocks_chosen on blocks (territory_id, person_id, at, other_id) where chosen <> '';
create index blocks_of_other on blocks (territory_id, other_id);
