-- Speaking for a body: what each signed is counted, the last voice of each place remembered, its log read by page.
alter table bodies add column ideas bigint not null default 0;
alter table bodies add column comments bigint not null default 0;
update bodies set
  ideas = (select count(*) from ideas i where i.territory_id = bodies.territory_id and i.body_id = bodies.id
    and i.state in ('published', 'archived', 'project') and i.circle = 0),
  comments = (select count(*) from comments c
    join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
    where c.territory_id = bodies.territory_id and c.body_id = bodies.id and c.state = 'published'
    and i.state in ('published', 'archived', 'project') and i.circle = 0);

create table voices (
  territory_id uuid not null,
  person_id uuid not null,
  place text collate "C" not null,
  body_id uuid,
  at bigint not null,
  primary key (territory_id, person_id, place)
);

-- online: partial, it holds what was done in the name of bodies
create index steps_of_body on steps (territory_id, body_id, at, id) where body_id is not null;

-- What was said in the name of a body until today enters its log.
insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, person_id, body_id, reason, at)
select territory_id, id, 'comment', id, 'create', '', 'published', author_id, body_id, '', created_at
from comments where body_id is not null
on conflict do nothing;
