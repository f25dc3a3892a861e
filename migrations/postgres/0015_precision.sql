-- How near the point of an idea is, as its author chose: exact, about its block, or its zone only (no point).
alter table ideas add column point_precision text not null default 'exact';
