-- What waits in a browser is found by the secret of the browser.
-- online: what waits in browsers is kept for days only, some hundreds of rows.
create index gestures_browser on gestures (territory_id, secret_hash);
