-- The letters to one address: read in a demonstration, forgotten with an account.
-- online: letters are forgotten after some weeks; a large town has some ten thousand, indexed in less than a second.
create index mails_to on mails (territory_id, address, created_at, id);
