-- The letters to one address: read in a demonstration, forgotten with an account.
create index mails_to on mails (territory_id, address, created_at, id);
