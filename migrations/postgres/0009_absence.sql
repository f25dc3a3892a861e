-- Accounts nobody comes back to: letters they got about it since they last came, and when the next step is due.
alter table accounts add column absence_letters bigint not null default 0;
alter table accounts add column absence_next_at bigint;
