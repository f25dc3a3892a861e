-- Without figures on its tables SQLite reads an index that holds all columns asked for rather than the right one: here
-- the right one holds them.
-- online: some ten thousand pictures in a large town, indexed in less than a second.
drop index idea_pictures_media;
create index idea_pictures_shown on idea_pictures (territory_id, media_id, idea_id);
-- Pictures without words are counted for administrators.
-- online: only those without words are held.
create index idea_pictures_bare on idea_pictures (territory_id) where alt = '';
-- The reports behind a decision.
-- online: some thousand reports in a large town.
create index reports_decided on reports (territory_id, decision_id) where decision_id is not null;
-- What waits for moderators is counted by the things reported.
-- online: some thousand reports in a large town.
create index reports_waiting on reports (territory_id, state, object_id);
