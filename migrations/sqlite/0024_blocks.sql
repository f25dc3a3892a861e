-- Kept free for the blocks of somebody's own: replaced when both come together.
create table blocks_placeholder (a integer not null primary key) strict;
