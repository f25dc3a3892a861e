-- What waits in a browser is found by the secret of the browser.
create index gestures_browser on gestures (territory_id, secret_hash);
