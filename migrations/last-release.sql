-- terreau_kit::session::FIND
select s.id as session, s.fresh_at, s.seen_at, s.created_at, s.half_at, s.factor_due_at, p.id, p.slug,
            p.name, p.role, p.state, p.body_id, p.zone_id,
            (select max(t.number) from terms_members t where t.territory_id = s.territory_id
             and t.person_id = s.person_id and t.accepted_at is not null) as terms
            from sessions s join people p on p.territory_id = s.territory_id and p.id = s.person_id
            where s.token_hash = $1 and s.territory_id = $2 and s.expires_at > $3

-- terreau_kit::session::SEEN
update sessions set seen_at = $2, expires_at = $3 where token_hash = $1

-- terreau_kit::session::OPEN
insert into sessions (token_hash, territory_id, id, person_id, agent, fresh_at, created_at, seen_at,
            expires_at) values ($1, $2, $3, $4, $5, $6, $6, $6, $7)

-- terreau_kit::session::LIST
select id, agent, created_at, seen_at from sessions
            where territory_id = $1 and person_id = $2 and expires_at > $3 and half_at is null
            order by seen_at desc limit 50

-- terreau_kit::session::END
delete from sessions where territory_id = $1 and person_id = $2 and id = $3

-- terreau_kit::session::END_ALL
delete from sessions where territory_id = $1 and person_id = $2 and id <> $3

-- terreau_kit::session::HOLD
update sessions set half_at = $3, factor_due_at = $4, expires_at = $5
            where territory_id = $1 and id = $2

-- terreau_kit::session::REFRESH
update sessions set fresh_at = $3 where territory_id = $1 and id = $2

-- terreau_kit::session::EXPIRE
delete from sessions where expires_at < $1

-- terreau_kit::steps::RECORD
insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, person_id,
              body_id, reason, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- terreau_kit::steps::HISTORY
select s.move, s.from_state, s.to_state, s.person_id, p.name as person_name, p.slug as person_slug,
               s.reason, s.at from steps s
               left join people p on p.territory_id = s.territory_id and p.id = s.person_id
               where s.territory_id = $1 and s.object_id = $2 order by s.at, s.id limit 200

-- terreau_kit::territory::TERRITORIES
select id, slug, name, insee, population, outline, lat, lon, settings, is_default, is_demo,
                   updated_at, (select coalesce(max(v.number), 0) from terms_versions v
                   where v.territory_id = territories.id) as terms from territories order by is_default desc, slug

-- terreau_kit::territory::HOSTS
select host, territory_id from territory_hosts order by host

-- terreau_kit::territory::THEMES
select territory_id, id, slug, name_fr, name_en, line_fr, line_en, hue, retired_at from themes
              order by territory_id, retired_at is not null, position, slug

-- terreau_kit::territory::ZONES
select territory_id, id, slug, name, lat, lon, retired_at from zones
             order by territory_id, retired_at is not null, position, slug

-- terreau_kit::territory::KEEP
insert into installation (name, value) values ($1, $2) on conflict (name) do nothing

-- terreau_kit::territory::KEPT
select value from installation where name = $1

-- terreau_kit::territory::TOWNS
select territory_id, id, name from bodies where kind = 'town'

-- terreau_kit::mail::rows::INSERT
insert into mails (territory_id, id, person_id, kind, address, message_id, subject, text, html,
              headers, state, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', $11)

-- terreau_kit::mail::rows::GET
select id, person_id, kind, address, message_id, subject, text, html, headers, state, last_error,
           created_at, sent_at from mails where territory_id = $1 and id = $2

-- terreau_kit::mail::rows::LIST
select id, person_id, kind, address, message_id, subject, text, html, headers, state, last_error,
            created_at, sent_at from mails where territory_id = $1 and (created_at, id) < ($2, $3)
            order by created_at desc, id desc limit $4

-- terreau_kit::mail::rows::LIST_STATE
select id, person_id, kind, address, message_id, subject, text, html, headers, state, last_error,
            created_at, sent_at from mails where territory_id = $1 and state = $2 and (created_at, id) < ($3, $4)
            order by created_at desc, id desc limit $5

-- terreau_kit::mail::rows::LIST_TO
select id, person_id, kind, address, message_id, subject, text, html, headers, state, last_error,
            created_at, sent_at from mails where territory_id = $1 and address in ($2, $3)
            order by created_at desc, id desc limit $4

-- terreau_kit::mail::rows::SENT
update mails set state = 'sent', sent_at = $3, last_error = null where territory_id = $1 and id = $2

-- terreau_kit::mail::rows::FAILED
update mails set state = $3, last_error = $4 where territory_id = $1 and id = $2 and state <> 'sent'

-- terreau_kit::mail::rows::FORGET
delete from mails where created_at < $1 and state = 'sent'

-- terreau_store::events::POSITION_OF
select tx, position from followers where name = $1

-- terreau_store::events::LATEST
select tx, position from events order by tx desc, position desc limit 1

-- terreau_store::events::MOVE
insert into followers (name, tx, position, updated_at) values ($1, $2, $3, $4)
            on conflict (name) do update set tx = excluded.tx, position = excluded.position,
            updated_at = excluded.updated_at

-- terreau_store::events::FORGET
delete from events where at < $1

-- terreau_store::jobs::ENQUEUE
insert into jobs (id, territory_id, kind, payload, unique_key, state, run_at, created_at, updated_at)
               values ($1, $2, $3, $4, $5, 'queued', $6, $7, $7) on conflict do nothing

-- terreau_store::jobs::DONE
delete from jobs where id = $1 and state = 'running' and attempts = $2

-- terreau_store::jobs::FAILED
update jobs set state = $2, run_at = $3, last_error = $4, locked_until = null, updated_at = $5
              where id = $1 and state = 'running' and attempts = $6

-- terreau_store::jobs::RENEW
update jobs set locked_until = $3 where id = $1 and state = 'running' and attempts = $2

-- terreau_store::jobs::RECLAIM
update jobs set state = case when attempts >= $2 then 'dead' else 'queued' end, last_error = $3,
               locked_until = null where state = 'running' and locked_until < $1

-- terreau_store::jobs::RECLAIM_ALL
update jobs set state = case when attempts >= $1 then 'dead' else 'queued' end, last_error = $2,
                   locked_until = null where state = 'running'

-- terreau_store::jobs::RETRY
update jobs set state = 'queued', attempts = 0, run_at = $2, updated_at = $2
             where id = $1 and state in ('dead', 'queued')

-- terreau_store::jobs::RETRY_DEAD
update jobs set state = 'queued', attempts = 0, run_at = $1, updated_at = $1 where state = 'dead'

-- terreau_store::jobs::LIST
select id, territory_id, kind, payload, state, attempts, run_at, last_error, created_at, updated_at
            from jobs where state = $1 and (updated_at, id) < ($2, $3) order by updated_at desc, id desc limit $4

-- terreau_store::jobs::COUNT
select count(*) from jobs where state = $1

-- terreau_store::jobs::NEXT
select min(run_at) from jobs where state = 'queued'

-- terreau_store::jobs::DUE
select (select min(run_at) from jobs where state = 'queued'),
           (select max(updated_at) from jobs where state = 'queued')

-- terreau_store::jobs::GET
select id, territory_id, kind, payload, state, attempts, run_at, last_error, created_at, updated_at
           from jobs where id = $1

-- terreau_features::territories::rows::INSERT
insert into territories (id, slug, name, insee, population, outline, lat, lon, neighbours, settings,
              is_default, is_demo, created_at, updated_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)

-- terreau_features::territories::rows::COUNTS
insert into territory_counts (territory_id) values ($1)

-- terreau_features::territories::rows::TOWN
insert into bodies (territory_id, id, slug, name, kind, created_at) values ($1, $2, $3, $4, 'town', $5)

-- terreau_features::territories::rows::ANY
select count(*) from territories where is_default = $1

-- terreau_features::territories::rows::THEME
insert into themes (territory_id, id, slug, name_fr, name_en, line_fr, line_en, hue, position)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- terreau_features::territories::rows::THEME_SET
update themes set name_fr = $3, name_en = $4, line_fr = $5, line_en = $6, hue = $7, position = $8,
                 retired_at = $9 where territory_id = $1 and id = $2

-- terreau_features::territories::rows::ZONE
insert into zones (territory_id, id, slug, name, lat, lon, position) values ($1, $2, $3, $4, $5, $6, $7)

-- terreau_features::territories::rows::ZONE_SET
update zones set name = $3, lat = $4, lon = $5, position = $6, retired_at = $7
                where territory_id = $1 and id = $2

-- terreau_features::territories::rows::SETTINGS
update territories set name = $2, settings = $3, updated_at = $4 where id = $1

-- terreau_features::territories::rows::HOST
insert into territory_hosts (host, territory_id) values ($1, $2) on conflict (host) do nothing

-- terreau_features::territories::rows::NEIGHBOURS
select neighbours from territories where id = $1

-- terreau_features::factors::rows::FIND
select secret, last_step, confirmed_at from second_factors where territory_id = $1 and person_id = $2

-- terreau_features::factors::rows::BEGIN
insert into second_factors (territory_id, person_id, secret, last_step, created_at)
             values ($1, $2, $3, 0, $4) on conflict (territory_id, person_id) do nothing

-- terreau_features::factors::rows::CONFIRM
update second_factors set confirmed_at = $3, last_step = $4
               where territory_id = $1 and person_id = $2 and confirmed_at is null and last_step < $4

-- terreau_features::factors::rows::USE_STEP
update second_factors set last_step = $3
                where territory_id = $1 and person_id = $2 and confirmed_at is not null and last_step < $3

-- terreau_features::factors::rows::DROP
delete from second_factors where territory_id = $1 and person_id = $2

-- terreau_features::factors::rows::DROP_UNCONFIRMED
delete from second_factors where confirmed_at is null and created_at < $1

-- terreau_features::factors::rows::SPARE
insert into spare_codes (territory_id, person_id, code_hash) values ($1, $2, $3)

-- terreau_features::factors::rows::USE_SPARE
update spare_codes set used_at = $4
                 where territory_id = $1 and person_id = $2 and code_hash = $3 and used_at is null

-- terreau_features::factors::rows::SPARES_LEFT
select count(*) from spare_codes where territory_id = $1 and person_id = $2 and used_at is null

-- terreau_features::factors::rows::DROP_SPARES
delete from spare_codes where territory_id = $1 and person_id = $2

-- terreau_features::factors::rows::TRUST
insert into trusted_devices (token_hash, territory_id, person_id, agent, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6)

-- terreau_features::factors::rows::TRUSTED
select count(*) from trusted_devices
               where token_hash = $1 and territory_id = $2 and person_id = $3 and expires_at > $4

-- terreau_features::factors::rows::ALL_TRUSTED
select agent, created_at, expires_at from trusted_devices
                   where territory_id = $1 and person_id = $2 and expires_at > $3 order by created_at desc limit 50

-- terreau_features::factors::rows::DROP_DEVICES
delete from trusted_devices where territory_id = $1 and person_id = $2

-- terreau_features::factors::rows::EXPIRE
delete from trusted_devices where expires_at < $1

-- terreau_features::factors::rows::ASK
update accounts set factor_asked_at = $3
           where territory_id = $1 and person_id = $2 and factor_asked_at is null

-- terreau_features::factors::rows::ASKED
select factor_asked_at from accounts
             where territory_id = $1 and person_id = $2 and factor_asked_at is not null

-- terreau_features::factors::rows::ASK_ANEW
update accounts set factor_asked_at = null where territory_id = $1 and person_id = $2

-- terreau_features::gestures::KEEP
insert into gestures (territory_id, id, kind, payload, secret_hash, locale, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)

-- terreau_features::gestures::OF_BROWSER
select id, kind, payload, result from gestures where territory_id = $1 and secret_hash = $2
                  and done_at is null and expires_at > $3 order by created_at, id limit 20

-- terreau_features::gestures::OF_LINK
select g.id, g.kind, g.payload, g.result from gestures g
               join gestures k on k.territory_id = g.territory_id and k.secret_hash = g.secret_hash
               where k.territory_id = $1 and k.id = $2
               and g.done_at is null and g.expires_at > $3 order by g.created_at, g.id limit 20

-- terreau_features::gestures::OF_PERSON
select distinct g.id, g.kind, g.payload, g.result, g.created_at from links l
                 join gestures k on k.territory_id = l.territory_id and k.id = l.gesture_id
                 join gestures g on g.territory_id = k.territory_id and g.secret_hash = k.secret_hash
                 where l.territory_id = $1 and l.person_id = $2 and l.used_at is not null
                 and g.done_at is null and g.expires_at > $3 order by g.created_at, g.id limit 20

-- terreau_features::gestures::BEGIN
update gestures set result = $3 where territory_id = $1 and id = $2 and done_at is null
             and (result is null or result < $4)

-- terreau_features::gestures::LATE
update gestures set result = 'late' where territory_id = $1 and id = $2 and done_at is null

-- terreau_features::gestures::RELEASE
update gestures set result = null where territory_id = $1 and id = $2 and done_at is null

-- terreau_features::gestures::DONE
update gestures set done_at = $3, result = $4 where territory_id = $1 and id = $2 and done_at is null

-- terreau_features::gestures::EXPIRE
delete from gestures where expires_at < $1

-- terreau_features::accounts::rows::BY_KEY
select a.person_id, a.email, a.confirmed_at, a.password_hash, a.locale, a.time_zone, a.mail_optional,
         a.deletion_due_at, a.deletion_erases, p.slug, p.name, p.bio, p.role, p.state, p.body_id, p.zone_id
         from accounts a join people p on p.territory_id = a.territory_id and p.id = a.person_id where a.territory_id = $1 and a.email_key = $2

-- terreau_features::accounts::rows::BY_ID
select a.person_id, a.email, a.confirmed_at, a.password_hash, a.locale, a.time_zone, a.mail_optional,
         a.deletion_due_at, a.deletion_erases, p.slug, p.name, p.bio, p.role, p.state, p.body_id, p.zone_id
         from accounts a join people p on p.territory_id = a.territory_id and p.id = a.person_id where a.territory_id = $1 and a.person_id = $2

-- terreau_features::accounts::rows::STATE
select state from people where territory_id = $1 and id = $2

-- terreau_features::accounts::rows::PLAIN
select name, state from people where territory_id = $1 and id = $2

-- terreau_features::accounts::rows::SET_STATE
update people set state = $4, updated_at = $5
                 where territory_id = $1 and id = $2 and state = $3

-- terreau_features::accounts::rows::PERSON
insert into people (territory_id, id, slug, name, name_key, bio, bio_html, zone_id, state, role, body_id,
              joined_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
              on conflict (territory_id, slug) do nothing

-- terreau_features::accounts::rows::ACCOUNT
insert into accounts (territory_id, person_id, email, email_key, confirmed_at, password_hash, locale,
               of_age, terms_at, mail_optional, created_at, seen_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9, $9)
               on conflict (territory_id, email_key) do nothing

-- terreau_features::accounts::rows::ACCEPT
insert into terms_members (territory_id, person_id, number, accepted_at)
              select $1, $2, coalesce(max(number), 0), $3 from terms_versions
              where territory_id = $1 and published_at <= $4 on conflict do nothing

-- terreau_features::accounts::rows::COUNT
update territory_counts set people = people + $2 where territory_id = $1

-- terreau_features::accounts::rows::CONFIRM
update accounts set confirmed_at = $3
               where territory_id = $1 and person_id = $2 and confirmed_at is null

-- terreau_features::accounts::rows::SEEN
update accounts set seen_at = $3, absence_letters = 0 where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::PASSWORD
update accounts set password_hash = $3 where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::EMAIL
update accounts set email = $3, email_key = $4 where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::PROFILE
update people set name = $3, name_key = $4, bio = $5, bio_html = $6, zone_id = $7, updated_at = $8
               where territory_id = $1 and id = $2

-- terreau_features::accounts::rows::TASTES
update accounts set locale = $3, time_zone = $4, mail_optional = $5
              where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::NO_MAIL
update accounts set mail_optional = $3 where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::ROLE
update people set role = $3, body_id = $4, updated_at = $5 where territory_id = $1 and id = $2

-- terreau_features::accounts::rows::LEAVE
update accounts set deletion_due_at = $3, deletion_erases = $4
             where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::LEAVING
select territory_id, person_id, email, locale, deletion_erases from accounts
               where deletion_due_at is not null and deletion_due_at <= $1 order by deletion_due_at limit 100

-- terreau_features::accounts::rows::UNCONFIRMED
select a.territory_id, a.person_id, a.email, a.locale, a.deletion_erases from accounts a
                   join people p on p.territory_id = a.territory_id and p.id = a.person_id
                   where a.confirmed_at is null and a.created_at < $1 and p.state = 'unverified' limit 100

-- terreau_features::accounts::rows::DROP_PERSON
delete from people where territory_id = $1 and id = $2 and state = 'unverified'

-- terreau_features::accounts::rows::FORGET_PERSON
update people set name = '', name_key = '', slug = $3, bio = '', bio_html = '', zone_id = null,
                     role = 'member', body_id = null, updated_at = $4 where territory_id = $1 and id = $2

-- terreau_features::accounts::rows::DROP_ACCOUNT
delete from accounts where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::DROP_LINKS
delete from links where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::DROP_LINKS_TO
delete from links where territory_id = $1 and email = $2

-- terreau_features::accounts::rows::DROP_MAILS_TO
delete from mails where territory_id = $1 and address = $2

-- terreau_features::accounts::rows::DROP_SCOPES
delete from scope_members where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::DROP_FOLLOWS
delete from follows where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::DROP_TERMS
delete from terms_members where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::DROP_MAILS
delete from mails where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::UNNAME_REPORTS
update reports set reporter_name = '', reporter_email = ''
                      where territory_id = $1 and reporter_id = $2

-- terreau_features::accounts::rows::UNNAME_MEDIA
update media set person_id = null where territory_id = $1 and person_id = $2

-- terreau_features::accounts::rows::UNNAME_LOG
update security_log set person_id = null where territory_id = $1 and person_id = $2

-- terreau_features::accounts::links::INSERT
insert into links (token_hash, territory_id, kind, person_id, email, payload, gesture_id, created_at,
              expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- terreau_features::accounts::links::FIND
select kind, person_id, email, payload, gesture_id, created_at, expires_at, used_at from links
            where token_hash = $1 and territory_id = $2

-- terreau_features::accounts::links::USE
update links set used_at = $3 where token_hash = $1 and territory_id = $2 and used_at is null
           and expires_at > $3

-- terreau_features::accounts::links::OWN
update links set person_id = $3 where token_hash = $1 and territory_id = $2

-- terreau_features::accounts::links::VOID
delete from links where territory_id = $1 and person_id = $2 and kind = $3 and used_at is null

-- terreau_features::accounts::links::VOID_LATER
delete from links where territory_id = $1 and person_id = $2 and kind = $3 and used_at is null
                  and expires_at >= $4

-- terreau_features::accounts::links::EXPIRE
delete from links where expires_at < $1

-- terreau_features::accounts::log::WRITE
insert into security_log (id, territory_id, person_id, kind, network, agent, at)
             values ($1, $2, $3, $4, $5, $6, $7)

-- terreau_features::accounts::log::EXPIRE
delete from security_log where at < $1

-- terreau_features::accounts::export::PEOPLE
select * from people where territory_id = $1 and id = $2

-- terreau_features::accounts::export::ACCOUNTS
select email, confirmed_at, locale, time_zone, of_age, terms_at, mail_optional, undeliverable_at,
                deletion_due_at, deletion_erases, factor_asked_at, absence_letters, created_at, seen_at from accounts
                where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::SESSIONS
select id, agent, fresh_at, created_at, seen_at, expires_at from sessions
                where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::LINKS
select kind, email, created_at, expires_at, used_at from links
             where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::SECURITY_LOG
select kind, network, agent, at from security_log
                    where territory_id = $1 and person_id = $2 order by at, id

-- terreau_features::accounts::export::SECOND_FACTORS
select confirmed_at, created_at from second_factors
                      where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::SPARE_CODES
select used_at from spare_codes where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::TRUSTED_DEVICES
select agent, created_at, expires_at from trusted_devices
                       where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::SCOPE_MEMBERS
select scope_id from scope_members where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::IDEAS
select * from ideas where territory_id = $1 and author_id = $2 order by created_at, id

-- terreau_features::accounts::export::IDEA_VERSIONS
select * from idea_versions where territory_id = $1 and person_id = $2 order by at

-- terreau_features::accounts::export::IDEA_PICTURES
select p.* from idea_pictures p
                     join ideas i on i.territory_id = p.territory_id and i.id = p.idea_id
                     where i.territory_id = $1 and i.author_id = $2 order by p.idea_id, p.position

-- terreau_features::accounts::export::MEDIA
select id, mime, width, height, bytes, created_at from media
             where territory_id = $1 and person_id = $2 order by created_at, id

-- terreau_features::accounts::export::SUPPORTS
select idea_id, at from supports where territory_id = $1 and person_id = $2 order by at

-- terreau_features::accounts::export::FOLLOWS
select object_id, at from follows where territory_id = $1 and person_id = $2 order by at

-- terreau_features::accounts::export::COMMENTS
select * from comments where territory_id = $1 and author_id = $2 order by created_at, id

-- terreau_features::accounts::export::COMMENT_VERSIONS
select * from comment_versions where territory_id = $1 and person_id = $2 order by at

-- terreau_features::accounts::export::THANKS
select comment_id, at from thanks where territory_id = $1 and person_id = $2 order by at

-- terreau_features::accounts::export::STEPS
select * from steps where territory_id = $1 and person_id = $2 order by at, id

-- terreau_features::accounts::export::REPORTS
select id, object_kind, object_id, url, reporter_name, reporter_email, reason_code, text, state,
               created_at from reports where territory_id = $1 and reporter_id = $2 order by created_at, id

-- terreau_features::accounts::export::DECISIONS
select number, object_kind, object_id, action, reason_code, reason, at from decisions
                 where territory_id = $1 and (person_id = $2
                 or object_id in (select id from ideas where territory_id = $1 and author_id = $2)
                 or object_id in (select id from comments where territory_id = $1 and author_id = $2))
                 order by number

-- terreau_features::accounts::export::APPEALS
select id, decision_id, text, state, answer, created_at, updated_at from appeals
               where territory_id = $1 and (person_id = $2 or decided_by = $2) order by created_at, id

-- terreau_features::accounts::export::IMPORTS
select id, state, dry_run, created_at from imports where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::PAGES
select slug, locale, title, version, updated_at from pages
             where territory_id = $1 and person_id = $2

-- terreau_features::accounts::export::PAGE_VERSIONS
select slug, locale, version, title, at from page_versions
                     where territory_id = $1 and person_id = $2 order by at

-- terreau_features::accounts::export::TERMS_MEMBERS
select number, told_at, accepted_at from terms_members
                     where territory_id = $1 and person_id = $2 order by number

-- terreau_features::accounts::export::TERMS_VERSIONS
select number, locale, title, summary, published_at from terms_versions
                      where territory_id = $1 and person_id = $2 order by number, locale

-- terreau_features::accounts::export::MAILS
select kind, address, subject, text, state, created_at, sent_at from mails
             where territory_id = $1 and person_id = $2 order by created_at, id

-- terreau_features::accounts::export::SAID
select 'idea' as kind, i.published_at as at, i.title, i.body as text, i.slug from ideas i
            where i.territory_id = $1 and i.author_id = $2
            union all select 'comment', c.created_at, i.title, c.text, i.slug from comments c
            join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
            where c.territory_id = $1 and c.author_id = $2
            union all select 'support', s.at, i.title, '', i.slug from supports s
            join ideas i on i.territory_id = s.territory_id and i.id = s.idea_id and i.state <> 'hidden'
            where s.territory_id = $1 and s.person_id = $2
            union all select 'follow', f.at, i.title, '', i.slug from follows f
            join ideas i on i.territory_id = f.territory_id and i.id = f.object_id and i.state <> 'hidden'
            where f.territory_id = $1 and f.person_id = $2 order by 2

-- terreau_features::privacy::rows::ABSENT
select a.person_id, a.email, a.locale, p.name, a.seen_at, a.absence_letters from accounts a
              join people p on p.territory_id = a.territory_id and p.id = a.person_id
              where a.territory_id = $1 and a.seen_at < $2 and a.confirmed_at is not null
              and a.deletion_due_at is null and (a.absence_letters = 0 or a.absence_next_at <= $3)
              order by a.seen_at, a.person_id limit 200

-- terreau_features::privacy::rows::WARNED
update accounts set absence_letters = $5, absence_next_at = $6 where territory_id = $1
              and person_id = $2 and seen_at = $3 and absence_letters = $4

-- terreau_features::privacy::rows::LEAVES
update accounts set deletion_due_at = $4, deletion_erases = $5 where territory_id = $1
              and person_id = $2 and seen_at = $3 and deletion_due_at is null

-- terreau_features::privacy::rows::FORGET_JOBS
delete from jobs where state = 'dead' and updated_at < $1

-- terreau_features::privacy::rows::UNNAME_REPORTERS
update reports set reporter_name = '', reporter_email = '' where state <> 'open'
                        and updated_at < $1 and (reporter_name <> '' or reporter_email <> '')

-- terreau_features::privacy::disclose::ACCOUNT
select p.id, p.slug, p.name, p.role, p.state, p.joined_at, a.email, a.confirmed_at, a.seen_at
               from accounts a join people p on p.territory_id = a.territory_id and p.id = a.person_id
               where a.territory_id = $1 and a.email_key = $2

-- terreau_features::privacy::disclose::NAMED
select p.id, p.slug, p.name, p.role, p.state, p.joined_at, a.email, a.confirmed_at, a.seen_at
             from people p join accounts a on a.territory_id = p.territory_id and a.person_id = p.id
             where p.territory_id = $1 and p.slug = $2

-- terreau_features::privacy::disclose::LOG
select kind, network, agent, at from security_log where territory_id = $1 and person_id = $2
           order by at, id

-- terreau_features::pictures::rows::INSERT
insert into media (territory_id, id, person_id, mime, width, height, bytes, attached, created_at)
              values ($1, $2, $3, 'image/jpeg', $4, $5, $6, $7, $8)

-- terreau_features::pictures::rows::ATTACH
update media set attached = $4 where territory_id = $1 and id = $2 and attached = $3

-- terreau_features::pictures::rows::LOOSEN
update media set attached = $3, created_at = $4 where territory_id = $1 and id = $2

-- terreau_features::pictures::rows::LOOSE_OF
select person_id from media where territory_id = $1 and id = $2 and attached = $3

-- terreau_features::pictures::rows::SEEN
select m.person_id, m.attached, i.state, i.author_id, coalesce(p.state, 'shown') as picture,
            case when (i.circle <= $3 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $4)) then 1 else 0 end = 1 as open,
            coalesce(i.circle, 3) as circle
            from media m
            left join idea_pictures p on p.territory_id = m.territory_id and p.media_id = m.id
            left join ideas i on i.territory_id = p.territory_id and i.id = p.idea_id
            where m.territory_id = $1 and m.id = $2 limit 1

-- terreau_features::pictures::rows::STALE
select territory_id, id from media where not attached and created_at < $1 order by created_at limit 200

-- terreau_features::pictures::rows::FORGET
delete from media where territory_id = $1 and id = $2 and not attached

-- terreau_features::pictures::redraw::PAGE
select territory_id, id, width from media where (territory_id, id) > ($1, $2)
            order by territory_id, id limit $3

-- terreau_features::pictures::redraw::TOTAL
select count(*) from media

-- terreau_features::people::rows::BY_SLUG
select id, name, bio_html, zone_id, state, role, ideas, comments, joined_at from people
               where territory_id = $1 and slug = $2

-- terreau_features::people::rows::IDEAS
select i.id, i.slug, i.title, i.line, i.lang, i.supports, i.comments, i.published_at as at
        from ideas i where i.territory_id = $1 and i.author_id = $2 and i.body_id is null
        and i.state in ('published', 'archived', 'project') and (i.published_at, i.id) < ($3, $4) and (i.circle <= $5 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $6)) order by i.published_at desc, i.id desc limit $7

-- terreau_features::people::rows::WORDS
select c.id, c.text, c.lang, c.created_at as at, i.title from comments c
        join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
        where c.territory_id = $1 and c.author_id = $2 and c.state = 'published' and c.body_id is null
        and i.state in ('published', 'archived', 'project') and (c.created_at, c.id) < ($3, $4) and (i.circle <= $5 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $6)) order by c.created_at desc, c.id desc limit $7

-- terreau_features::ideas::rows::BY_SLUG
select i.id, i.slug, i.title, i.line, i.body, i.body_html, i.theme_id, i.zone_id, i.place, i.lat, i.lon,
         i.point_precision, i.lang, i.state, i.circle, i.author_id, p.name as author_name, p.slug as author_slug,
         p.state as author_state, i.body_id, i.version, i.cover_id, i.supports, i.comments, i.historic_supports,
         i.historic_opposes, i.historic_mixed, i.imported_ref, i.created_at, i.published_at, i.updated_at
         from ideas i join people p on p.territory_id = i.territory_id and p.id = i.author_id where i.territory_id = $1 and i.slug = $2 and (i.circle <= $3 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $4))

-- terreau_features::ideas::rows::BY_ID
select i.id, i.slug, i.title, i.line, i.body, i.body_html, i.theme_id, i.zone_id, i.place, i.lat, i.lon,
         i.point_precision, i.lang, i.state, i.circle, i.author_id, p.name as author_name, p.slug as author_slug,
         p.state as author_state, i.body_id, i.version, i.cover_id, i.supports, i.comments, i.historic_supports,
         i.historic_opposes, i.historic_mixed, i.imported_ref, i.created_at, i.published_at, i.updated_at
         from ideas i join people p on p.territory_id = i.territory_id and p.id = i.author_id where i.territory_id = $1 and i.id = $2 and (i.circle <= $3 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $4))

-- terreau_features::ideas::rows::BY_OLD_SLUG
select i.id, i.slug, i.title, i.line, i.body, i.body_html, i.theme_id, i.zone_id, i.place, i.lat, i.lon,
         i.point_precision, i.lang, i.state, i.circle, i.author_id, p.name as author_name, p.slug as author_slug,
         p.state as author_state, i.body_id, i.version, i.cover_id, i.supports, i.comments, i.historic_supports,
         i.historic_opposes, i.historic_mixed, i.imported_ref, i.created_at, i.published_at, i.updated_at
         from ideas i join people p on p.territory_id = i.territory_id and p.id = i.author_id join idea_slugs o on o.territory_id = i.territory_id and o.idea_id = i.id
        where o.territory_id = $1 and o.slug = $2 and (i.circle <= $3 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $4))

-- terreau_features::ideas::rows::IDEA_OF_PICTURE
select idea_id from idea_pictures where territory_id = $1 and media_id = $2

-- terreau_features::ideas::rows::PICTURES
select p.media_id, p.alt, p.state, m.width, m.height from idea_pictures p
                join media m on m.territory_id = p.territory_id and m.id = p.media_id
                where p.territory_id = $1 and p.idea_id = $2 order by p.position

-- terreau_features::ideas::rows::gestures::BACK
insert into supports (territory_id, idea_id, person_id, at) values ($1, $2, $3, $4)
            on conflict do nothing

-- terreau_features::ideas::rows::gestures::TAKE_BACK
delete from supports where territory_id = $1 and idea_id = $2 and person_id = $3 returning at

-- terreau_features::ideas::rows::gestures::COUNT
update ideas set supports = supports + $3 where territory_id = $1 and id = $2
             returning supports, growth

-- terreau_features::ideas::rows::gestures::GROW
update ideas set growth = $3 where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::gestures::COUNT_ALL
update territory_counts set supports = supports + $2 where territory_id = $1

-- terreau_features::ideas::rows::gestures::MOMENTS
select at from supports where territory_id = $1 and idea_id = $2

-- terreau_features::ideas::rows::gestures::FOLLOW
insert into follows (territory_id, object_id, person_id, at) values ($1, $2, $3, $4)
              on conflict do nothing

-- terreau_features::ideas::rows::gestures::UNFOLLOW
delete from follows where territory_id = $1 and object_id = $2 and person_id = $3

-- terreau_features::ideas::rows::gestures::SUPPORTS
select supports from ideas where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::gestures::RELATION
select
                (select count(*) from supports where territory_id = $1 and idea_id = $2 and person_id = $3) as backed,
                (select count(*) from follows where territory_id = $1 and object_id = $2 and person_id = $3)
                as followed

-- terreau_features::ideas::rows::moves::MOVE
update ideas set state = $4, updated_at = $5 where territory_id = $1 and id = $2 and state = $3
            returning author_id, theme_id, zone_id, circle

-- terreau_features::ideas::rows::moves::COUNT_PERSON
update people set ideas = ideas + $3 where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::moves::COUNT_THEME
update themes set ideas = ideas + $3 where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::moves::COUNT_ZONE
update zones set ideas = ideas + $3 where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::moves::COUNT_TERRITORY
update territory_counts set ideas = ideas + $2 where territory_id = $1

-- terreau_features::ideas::rows::moves::COUNT_COMMENTS
update territory_counts set comments = comments + $3 * (select count(*) from comments
                      where territory_id = $1 and idea_id = $2 and state = 'published') where territory_id = $1

-- terreau_features::ideas::rows::moves::COUNT_VOICES
update people set comments = people.comments + $3 * t.n from (
                    select author_id, count(*) as n from comments
                    where territory_id = $1 and idea_id = $2 and state = 'published' group by author_id) t
                    where people.territory_id = $1 and people.id = t.author_id

-- terreau_features::ideas::rows::versions::BEGIN
insert into idea_versions (territory_id, idea_id, version, title, line, body, note, person_id, body_id, at)
             select territory_id, id, $3, $4, $5, $6, '', author_id, body_id, published_at from ideas
             where territory_id = $1 and id = $2 on conflict do nothing

-- terreau_features::ideas::rows::versions::LIST
select v.version, v.title, v.line, v.body, v.note, v.at, p.name as person_name,
            p.state as person_state
            from idea_versions v join people p on p.territory_id = v.territory_id and p.id = v.person_id
            where v.territory_id = $1 and v.idea_id = $2 order by v.version desc limit 200

-- terreau_features::ideas::rows::versions::PAIR
select v.version, v.title, v.line, v.body, v.note, v.at, p.name as person_name,
            p.state as person_state
            from idea_versions v join people p on p.territory_id = v.territory_id and p.id = v.person_id
            where v.territory_id = $1 and v.idea_id = $2 and v.version in ($3, $4) order by v.version

-- terreau_features::ideas::rows::writing::INSERT
insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, zone_id, place, lat,
              lon, lang, state, author_id, body_id, created_at, published_at, updated_at, point_precision)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $17, $18)
              on conflict do nothing

-- terreau_features::ideas::rows::writing::CHANGE
update ideas set title = $3, line = $4, body = $5, body_html = $6, theme_id = $7, zone_id = $8,
              place = $9, lat = $10, lon = $11, lang = $12, body_id = $13, updated_at = $14,
              point_precision = $16 where territory_id = $1 and id = $2 and state = $15

-- terreau_features::ideas::rows::writing::NEXT_VERSION
update ideas set version = version + 1
                    where territory_id = $1 and id = $2 and version = $3 and state in ('published', 'project')
                    returning author_id, theme_id, zone_id, circle

-- terreau_features::ideas::rows::writing::RENAME
update ideas set slug = $3 where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::writing::PUBLISH
update ideas set slug = $3, published_at = $4, updated_at = $4 where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::writing::OWNER
select author_id, state, slug from ideas where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::writing::SLUG_TAKEN
select count(*) from ideas where territory_id = $1 and slug = $2 and id <> $3

-- terreau_features::ideas::rows::writing::SLUG_HOLDER
select idea_id from idea_slugs where territory_id = $1 and slug = $2

-- terreau_features::ideas::rows::writing::SLUG_KEEP
insert into idea_slugs (territory_id, slug, idea_id) values ($1, $2, $3) on conflict do nothing

-- terreau_features::ideas::rows::writing::VERSION
insert into idea_versions (territory_id, idea_id, version, title, line, body, note, person_id, body_id,
               at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing

-- terreau_features::ideas::rows::writing::PICTURE
insert into idea_pictures (territory_id, idea_id, media_id, position, alt) values ($1, $2, $3, $4, $5)
               on conflict (territory_id, idea_id, media_id) do update set position = excluded.position,
               alt = excluded.alt

-- terreau_features::ideas::rows::writing::PICTURE_OUT
delete from idea_pictures where territory_id = $1 and idea_id = $2 and media_id = $3

-- terreau_features::ideas::rows::writing::PICTURE_STATE
update idea_pictures set state = $4 where territory_id = $1 and media_id = $2 and state = $3

-- terreau_features::ideas::rows::writing::COVER
update ideas set cover_id = (select p.media_id from idea_pictures p
             where p.territory_id = $1 and p.idea_id = $2 and p.state = 'shown' order by p.position, p.media_id limit 1)
             where territory_id = $1 and id = $2

-- terreau_features::ideas::rows::writing::DRAFTS
select i.id, i.title, i.updated_at from ideas i
              where i.territory_id = $1 and i.author_id = $2 and i.state = 'draft'
              order by i.published_at desc, i.id desc limit 20

-- terreau_features::ideas::rows::writing::DISCARD
delete from ideas where territory_id = $1 and id = $2 and state = 'draft'

-- terreau_features::map::ZONE_COUNTS
select id, ideas from zones where territory_id = $1

-- terreau_features::comments::rows::FULL
select c.id, c.idea_id, c.parent_id, c.root_id, c.depth, c.author_id, p.name as author_name,
        p.slug as author_slug, p.state as author_state, c.body_id, c.side, c.text, c.text_html, c.lang, c.state,
        c.version, c.replies, c.thanks, c.created_at, c.edited_at
        from comments c join people p on p.territory_id = c.territory_id and p.id = c.author_id
        where c.territory_id = $1 and c.id = $2

-- terreau_features::comments::rows::SIDES
select side, first_comments from comment_sides where territory_id = $1 and idea_id = $2

-- terreau_features::comments::rows::VERSIONS
select text, at from comment_versions where territory_id = $1 and comment_id = $2
        order by version limit 200

-- terreau_features::comments::rows::READER
select a.email, a.locale from accounts a
        join people p on p.territory_id = a.territory_id and p.id = a.person_id
        join ideas i on i.territory_id = a.territory_id and i.id = $4
        where a.territory_id = $1 and a.person_id = $2 and a.mail_optional = $3 and a.confirmed_at is not null
        and a.undeliverable_at is null and p.state in ('active', 'suspended') and (i.circle <= 1 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $2))

-- terreau_features::comments::writes::INSERT
insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, body_id, side,
        text, text_html, lang, state, relevance, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'published', $13, $14)
        on conflict (territory_id, id) do nothing

-- terreau_features::comments::writes::REPLIES
update comments set replies = replies + $3 where territory_id = $1 and id = $2
        returning thanks, replies, coalesce(historic_supports, 0), created_at

-- terreau_features::comments::writes::THANKS
update comments set thanks = thanks + $3 where territory_id = $1 and id = $2
        returning thanks, replies, coalesce(historic_supports, 0), created_at

-- terreau_features::comments::writes::SCORE
update comments set relevance = $3 where territory_id = $1 and id = $2

-- terreau_features::comments::writes::IDEA
update ideas set comments = comments + $3 where territory_id = $1 and id = $2
        returning growth, state, circle

-- terreau_features::comments::writes::GROW
update ideas set growth = $3 where territory_id = $1 and id = $2

-- terreau_features::comments::writes::PERSON
update people set comments = comments + $3 where territory_id = $1 and id = $2

-- terreau_features::comments::writes::TERRITORY
update territory_counts set comments = comments + $2 where territory_id = $1

-- terreau_features::comments::writes::SIDE
insert into comment_sides (territory_id, idea_id, side, first_comments) values ($1, $2, $3, $4)
        on conflict (territory_id, idea_id, side)
        do update set first_comments = comment_sides.first_comments + excluded.first_comments

-- terreau_features::comments::writes::STATE
update comments set state = $4 where territory_id = $1 and id = $2 and state = $3

-- terreau_features::comments::writes::CHANGE
update comments set text = $4, text_html = $5, version = version + 1, edited_at = $6
        where territory_id = $1 and id = $2 and version = $3 and state = 'published'

-- terreau_features::comments::writes::KEEP
insert into comment_versions (territory_id, comment_id, version, text, person_id, at)
        values ($1, $2, $3, $4, $5, $6)

-- terreau_features::thanks::THANK
insert into thanks (territory_id, comment_id, person_id, at) values ($1, $2, $3, $4)
        on conflict (territory_id, comment_id, person_id) do nothing

-- terreau_features::thanks::UNTHANK
delete from thanks where territory_id = $1 and comment_id = $2 and person_id = $3

-- terreau_features::decisions::LOCK
insert into installation (name, value) values ($1, $2)
        on conflict (name) do update set value = installation.value returning value

-- terreau_features::decisions::HEAD
select value from installation where name = $1

-- terreau_features::decisions::ADVANCE
update installation set value = $2 where name = $1

-- terreau_features::decisions::APPEND
insert into decisions (territory_id, number, id, object_kind, object_id, action, reason_code, reason,
        person_id, snapshot_hash, previous_hash, hash, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- terreau_features::decisions::AFTER
select number, id, object_kind, object_id, action, reason_code, reason, person_id, snapshot_hash,
        previous_hash, hash, at from decisions where territory_id = $1 and number > $2 order by number limit 500

-- terreau_features::decisions::BY_ID
select number, id, object_kind, object_id, action, reason_code, reason, person_id, snapshot_hash,
        previous_hash, hash, at from decisions where territory_id = $1 and id = $2

-- terreau_features::moderation::rows::PERSON
select id, slug, name, bio, state, role from people where territory_id = $1 and id = $2

-- terreau_features::moderation::rows::REPORTED
select id from reports where territory_id = $1 and object_id = $2 and state = 'open'
        and (reporter_id = $3 or (reporter_id is null and reporter_email = $4 and reporter_email <> '')) limit 1

-- terreau_features::moderation::rows::INSERT
insert into reports (territory_id, id, object_kind, object_id, url, reporter_id, reporter_name,
        reporter_email, reason_code, text, state, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $11)

-- terreau_features::moderation::rows::OF
select r.id, r.reporter_id, coalesce(p.name, r.reporter_name) as reporter_name, r.reporter_email,
        r.reason_code, r.text, r.state, r.decision_id, r.created_at from reports r
        left join people p on p.territory_id = r.territory_id and p.id = r.reporter_id
        where r.territory_id = $1 and r.object_id = $2 order by r.created_at desc limit 200

-- terreau_features::moderation::rows::ONE
select r.id, r.reporter_id, coalesce(p.name, r.reporter_name) as reporter_name, r.reporter_email,
        r.reason_code, r.text, r.state, r.decision_id, r.created_at from reports r
        left join people p on p.territory_id = r.territory_id and p.id = r.reporter_id
        where r.territory_id = $1 and r.id = $2

-- terreau_features::moderation::rows::ANSWER
update reports set state = $4, decision_id = coalesce(decision_id, $5), updated_at = $6
        where territory_id = $1 and id = $2 and state = $3

-- terreau_features::moderation::rows::NOTIFIED
select count(*) from reports where territory_id = $1 and decision_id = $2

-- terreau_features::moderation::rows::ANSWERED
select r.id, r.reporter_id, coalesce(p.name, r.reporter_name) as reporter_name, r.reporter_email,
        r.reason_code, r.text, r.state, r.decision_id, r.created_at from reports r
        left join people p on p.territory_id = r.territory_id and p.id = r.reporter_id
        where r.territory_id = $1 and r.object_id = $2 and r.decision_id = $3

-- terreau_features::moderation::rows::IDEA
select author_id, title, body as words from ideas where territory_id = $1 and id = $2

-- terreau_features::moderation::rows::PICTURE
select i.author_id, case when p.alt = '' then i.title else p.alt end as title, i.title as words
        from idea_pictures p join ideas i on i.territory_id = p.territory_id and i.id = p.idea_id
        where p.territory_id = $1 and p.media_id = $2

-- terreau_features::moderation::rows::COMMENT
select author_id, text as title, text as words from comments where territory_id = $1 and id = $2

-- terreau_features::moderation::rows::WHO
select id as author_id, name as title, bio as words from people where territory_id = $1 and id = $2

-- terreau_features::moderation::rows::MINE
select id from reports where territory_id = $1 and decision_id = $2 and reporter_id = $3 limit 1

-- terreau_features::moderation::rows::ACCOUNT
select a.email, a.locale, p.name from accounts a
        join people p on p.territory_id = a.territory_id and p.id = a.person_id
        where a.territory_id = $1 and a.person_id = $2 and a.confirmed_at is not null

-- terreau_features::moderation::rows::DECISIONS_OF
select d.id, d.action, d.reason_code, d.reason, p.name, d.at from decisions d
        join people p on p.territory_id = d.territory_id and p.id = d.person_id
        where d.territory_id = $1 and d.object_id = $2 order by d.number desc limit 100

-- terreau_features::moderation::rows::LOG
select d.number, d.id, d.object_kind, d.object_id, d.action, d.reason_code, d.reason, p.name, d.hash, d.at
        from decisions d join people p on p.territory_id = d.territory_id and p.id = d.person_id
        where d.territory_id = $1 and d.number < $2 order by d.number desc limit $3

-- terreau_features::moderation::rows::APPEAL
insert into appeals (territory_id, id, decision_id, person_id, text, state, created_at, updated_at)
        values ($1, $2, $3, $4, $5, 'open', $6, $6) on conflict (territory_id, id) do nothing

-- terreau_features::moderation::rows::APPEALS
select a.id, a.text, a.created_at, d.object_kind, d.object_id, d.action, p.name as decided_by
        from appeals a join decisions d on d.territory_id = a.territory_id and d.id = a.decision_id
        join people p on p.territory_id = d.territory_id and p.id = d.person_id
        where a.territory_id = $1 and a.state = $2 and (a.created_at, a.id) > ($3, $4)
        order by a.created_at, a.id limit $5

-- terreau_features::moderation::rows::APPEAL_OF
select id, decision_id, person_id, text, state, answer, created_at from appeals
        where territory_id = $1 and id = $2

-- terreau_features::moderation::rows::DECIDE
update appeals set state = $3, answer = $4, decided_by = $5, updated_at = $6
        where territory_id = $1 and id = $2 and state = 'open'

-- terreau_features::moderation::rows::LAST
select id from decisions where territory_id = $1 and object_id = $2 order by number desc limit 1

-- terreau_features::moderation::rows::WAITING
select (select count(*) from (select distinct object_id from reports where territory_id = $1
        and state = 'open') o) as objects, (select count(*) from appeals where territory_id = $1 and state = 'open')
        as appeals

-- terreau_features::import::rows::PEOPLE_KNOWN
select imported_ref, id, imported_hash from people
                    where territory_id = $1 and imported_ref is not null

-- terreau_features::import::rows::IDEAS_KNOWN
select imported_ref, id, imported_hash from ideas
                   where territory_id = $1 and imported_ref is not null

-- terreau_features::import::rows::COMMENTS_KNOWN
select imported_ref, id, imported_hash, idea_id from comments
                      where territory_id = $1 and imported_ref is not null

-- terreau_features::import::rows::PERSON
insert into people (territory_id, id, slug, name, name_key, state, role, imported_ref, imported_hash,
              joined_at, updated_at) values ($1, $2, $3, $4, $5, 'imported', 'member', $6, $7, $8, $8)
              on conflict do nothing

-- terreau_features::import::rows::PERSON_SET
update people set name = $3, name_key = $4, updated_at = $5
                  where territory_id = $1 and id = $2 and state = 'imported'

-- terreau_features::import::rows::PERSON_SEEN
update people set imported_hash = $3 where territory_id = $1 and id = $2

-- terreau_features::import::rows::PEOPLE_COUNT
update territory_counts set people = people + $2 where territory_id = $1

-- terreau_features::import::rows::THEME
insert into themes (territory_id, id, slug, name_fr, name_en, hue, position)
             values ($1, $2, $3, $4, $4, $5, $6)

-- terreau_features::import::rows::SLUG_TAKEN
select 1 from ideas where territory_id = $1 and slug = $2

-- terreau_features::import::rows::OLD_SLUG_TAKEN
select 1 from idea_slugs where territory_id = $1 and slug = $2

-- terreau_features::import::rows::IDEA
insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, lang, state, author_id,
            growth, historic_supports, historic_opposes, historic_mixed, imported_ref, imported_hash, created_at,
            published_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'fr', $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18)

-- terreau_features::import::rows::IDEA_BEFORE
select i.theme_id, i.state, i.author_id, i.version, i.title, i.line, i.body, i.body_html,
                   i.updated_at, p.state as author_state, coalesce((select s.reason from steps s
                   where s.territory_id = i.territory_id and s.object_id = i.id order by s.at desc, s.id desc limit 1),
                   'import') as last_reason from ideas i
                   join people p on p.territory_id = i.territory_id and p.id = i.author_id
                   where i.territory_id = $1 and i.id = $2

-- terreau_features::import::rows::IDEA_SET
update ideas set title = $3, line = $4, body = $5, body_html = $6, theme_id = $7, state = $8,
                historic_supports = $9, historic_opposes = $10, historic_mixed = $11, imported_hash = $12,
                updated_at = $13 where territory_id = $1 and id = $2

-- terreau_features::import::rows::IDEAS_COUNT
update territory_counts set ideas = ideas + $2 where territory_id = $1

-- terreau_features::import::rows::THEME_COUNT
update themes set ideas = ideas + $3 where territory_id = $1 and id = $2

-- terreau_features::import::rows::AUTHOR_IDEAS
update people set ideas = ideas + $3 where territory_id = $1 and id = $2

-- terreau_features::import::rows::COMMENT
insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, side, text,
               text_html, lang, state, relevance, historic_supports, imported_ref, imported_hash, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'fr', 'published', $11, $12, $13, $14, $15)

-- terreau_features::import::rows::COMMENT_PLACE
select id, root_id, depth from comments where territory_id = $1 and imported_ref = $2

-- terreau_features::import::rows::COMMENT_SET
update comments set side = $3, text = $4, text_html = $5, historic_supports = $6,
                   imported_hash = $7 where territory_id = $1 and id = $2

-- terreau_features::import::rows::COMMENT_BEFORE
select c.side, c.depth, c.state, c.edited_at, c.text, c.text_html,
                      p.state as author_state from comments c
                      join people p on p.territory_id = c.territory_id and p.id = c.author_id
                      where c.territory_id = $1 and c.id = $2

-- terreau_features::import::rows::IDEA_OPEN
select state, circle from ideas where territory_id = $1 and id = $2

-- terreau_features::import::rows::COMMENTS_COUNT
update territory_counts set comments = comments + $2 where territory_id = $1

-- terreau_features::import::rows::IDEA_COMMENTS
update ideas set comments = comments + $3 where territory_id = $1 and id = $2

-- terreau_features::import::rows::AUTHOR_COMMENTS
update people set comments = comments + $3 where territory_id = $1 and id = $2

-- terreau_features::import::rows::REPLIES
update comments set replies = replies + 1 where territory_id = $1 and id = $2

-- terreau_features::import::rows::SIDES
insert into comment_sides (territory_id, idea_id, side, first_comments) values ($1, $2, $3, $4)
             on conflict (territory_id, idea_id, side)
             do update set first_comments = comment_sides.first_comments + excluded.first_comments

-- terreau_features::import::rows::STEP
insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, reason, at)
            values ($1, $2, 'idea', $3, $4, $5, $6, 'import', $7)

-- terreau_features::importing::rows::INSERT
insert into imports (territory_id, id, person_id, state, dry_run, created_at, updated_at)
              values ($1, $2, $3, 'queued', $4, $5, $5)

-- terreau_features::importing::rows::GET
select id, state, dry_run, done, total, report, created_at from imports
           where territory_id = $1 and id = $2

-- terreau_features::importing::rows::LIST
select id, state, dry_run, done, total, report, created_at from imports
            where territory_id = $1 order by created_at desc, id desc limit 20

-- terreau_features::importing::rows::NOTE
update imports set done = $3, total = $4, state = $5, report = $6, updated_at = $7
            where territory_id = $1 and id = $2 and state <> 'done'

-- terreau_features::open::rows::STATS
select ideas, comments, people, supports from territory_counts where territory_id = $1

-- terreau_features::open::rows::THEMES
select id, ideas from themes where territory_id = $1

-- terreau_features::open::rows::PERSON
select id from people where territory_id = $1 and slug = $2 and state <> 'anonymised'

-- terreau_features::open::rows::STILL
select id from people where territory_id = $1 and id = $2 and state <> 'anonymised'

-- terreau_features::open::rows::BOUNDS
select published_at, id from (select i.published_at, i.id,
        row_number() over (order by i.published_at, i.id) as place from ideas i
        where i.territory_id = $1 and i.state = 'published' and (i.circle <= $2 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $3))) as ranked
        where place % $4 = 1 order by published_at, id

-- terreau_features::pages::rows::GET
select title, body, version, updated_at from pages where territory_id = $1 and slug = $2 and locale = $3

-- terreau_features::pages::rows::INSERT
insert into pages (territory_id, slug, locale, title, body, version, person_id, updated_at)
              select $1, $2, $3, $4, $5, coalesce(max(version), 0) + 1, $6, $7 from page_versions
              where territory_id = $1 and slug = $2 and locale = $3
              on conflict do nothing

-- terreau_features::pages::rows::UPDATE
update pages set title = $4, body = $5, version = version + 1, person_id = $6, updated_at = $7
              where territory_id = $1 and slug = $2 and locale = $3 and version = $8

-- terreau_features::pages::rows::KEEP
insert into page_versions (territory_id, slug, locale, version, title, body, person_id, at)
            select territory_id, slug, locale, version, title, body, person_id, updated_at from pages
            where territory_id = $1 and slug = $2 and locale = $3

-- terreau_features::pages::rows::VERSIONS
select v.version, v.title, v.body, v.at, p.name as person_name, p.state as person_state
                from page_versions v
                left join people p on p.territory_id = v.territory_id and p.id = v.person_id
                where v.territory_id = $1 and v.slug = $2 and v.locale = $3 order by v.version desc limit 100

-- terreau_features::pages::rows::OLDER
select title, body from page_versions
             where territory_id = $1 and slug = $2 and locale = $3 and version = $4

-- terreau_features::pages::rows::DELETE
delete from pages where territory_id = $1 and slug = $2 and locale = $3

-- terreau_features::admin::rows::REPORTS_OPEN
select count(*) from reports where territory_id = $1 and state = 'open'

-- terreau_features::admin::rows::APPEALS_OPEN
select count(*) from appeals where territory_id = $1 and state = 'open'

-- terreau_features::admin::rows::JOBS_DEAD
select count(*) from jobs where state = 'dead'

-- terreau_features::admin::rows::MAIL_FAILED
select count(*) from mails where territory_id = $1 and state = 'failed'

-- terreau_features::admin::rows::NO_ALT
select count(*) from idea_pictures where territory_id = $1 and alt = ''

-- terreau_features::admin::rows::PERSON
select p.id, p.slug, p.name, p.role, p.state, p.ideas, p.comments, p.joined_at, a.email,
              a.confirmed_at from people p
              left join accounts a on a.territory_id = p.territory_id and a.person_id = p.id
              where p.territory_id = $1 and p.id = $2

-- terreau_features::admin::rows::MAIL_AGAIN
update mails set state = 'queued', last_error = null
                  where territory_id = $1 and id = $2 and state <> 'sent'

-- terreau_features::admin::rows::POSITION
select coalesce(max(position), 0) + 1 from themes where territory_id = $1

-- terreau_features::admin::rows::ZONE_POSITION
select coalesce(max(position), 0) + 1 from zones where territory_id = $1

-- terreau_features::terms::rows::LATEST
select number, summary, body, published_at from terms_versions
              where territory_id = $1 and locale = $2 order by number desc limit 1

-- terreau_features::terms::rows::BODY
select body from terms_versions where territory_id = $1 and number = $2 and locale = $3

-- terreau_features::terms::rows::SUMMARY
select summary from terms_versions where territory_id = $1 and number = $2 and locale = $3

-- terreau_features::terms::rows::LISTED
select v.number, v.summary, v.published_at, p.name as person_name, p.state as person_state
              from terms_versions v left join people p on p.territory_id = v.territory_id and p.id = v.person_id
              where v.territory_id = $1 and v.locale = $2 order by v.number desc limit 100

-- terreau_features::terms::rows::INSERT
insert into terms_versions (territory_id, number, locale, summary, title, body, person_id, published_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing

-- terreau_features::terms::rows::COUNTS
select count(told_at), count(accepted_at) from terms_members where territory_id = $1 and number = $2

-- terreau_features::terms::rows::TO_TELL
select a.person_id, a.email, a.locale, p.name from accounts a
               join people p on p.territory_id = a.territory_id and p.id = a.person_id
               where a.territory_id = $1 and a.person_id > $2 and a.confirmed_at is not null
               and p.state in ('active', 'suspended')
               and not exists (select 1 from terms_members t
                               where t.territory_id = $1 and t.person_id = a.person_id and t.number = $3)
               order by a.person_id limit $4

-- terreau_features::terms::rows::TOLD
insert into terms_members (territory_id, person_id, number, told_at) values ($1, $2, $3, $4)
            on conflict do nothing

-- terreau_features::terms::rows::ACCEPT
insert into terms_members (territory_id, person_id, number, accepted_at) values ($1, $2, $3, $4)
              on conflict (territory_id, person_id, number) do update set accepted_at = $4
              where terms_members.accepted_at is null

-- terreau_features::demo::rows::PERSON
insert into people (territory_id, id, slug, name, name_key, bio, bio_html, zone_id, state, role, body_id,
              ideas, comments, joined_at, updated_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)

-- terreau_features::demo::rows::ACCOUNT
insert into accounts (territory_id, person_id, email, email_key, confirmed_at, password_hash, locale,
               of_age, terms_at, mail_optional, created_at, seen_at)
               values ($1, $2, $3, $3, $4, $5, 'fr', $6, $4, $6, $4, $7)

-- terreau_features::demo::rows::IDEA
insert into ideas (territory_id, id, slug, title, line, body, body_html, theme_id, zone_id, place, lat, lon,
            lang, state, author_id, version, cover_id, supports, comments, growth, created_at, published_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'fr', $13, $14, $15, $16, $17, $18, $19, $20, $20,
            $21)

-- terreau_features::demo::rows::VERSION
insert into idea_versions (territory_id, idea_id, version, title, line, body, note, person_id, at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- terreau_features::demo::rows::MEDIA
insert into media (territory_id, id, person_id, mime, width, height, bytes, attached, created_at)
             values ($1, $2, $3, 'image/jpeg', $4, $5, $6, $7, $8)

-- terreau_features::demo::rows::PICTURE
insert into idea_pictures (territory_id, idea_id, media_id, position, alt) values ($1, $2, $3, $4, $5)

-- terreau_features::demo::rows::COMMENT
insert into comments (territory_id, id, idea_id, parent_id, root_id, depth, author_id, body_id, side,
               text, text_html, lang, state, replies, thanks, relevance, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'fr', $12, $13, $14, $15, $16)

-- terreau_features::demo::rows::SIDES
insert into comment_sides (territory_id, idea_id, side, first_comments)
             select territory_id, idea_id, coalesce(side, ''), count(*) from comments
             where territory_id = $1 and depth = 0 and state = 'published'
             group by territory_id, idea_id, coalesce(side, '')

-- terreau_features::demo::rows::SUPPORT
insert into supports (territory_id, idea_id, person_id, at) values ($1, $2, $3, $4)

-- terreau_features::demo::rows::FOLLOW
insert into follows (territory_id, object_id, person_id, at) values ($1, $2, $3, $4)

-- terreau_features::demo::rows::THANK
insert into thanks (territory_id, comment_id, person_id, at) values ($1, $2, $3, $4)

-- terreau_features::demo::rows::STEP
insert into steps (territory_id, id, object_kind, object_id, move, from_state, to_state, person_id, body_id,
            reason, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- terreau_features::demo::rows::REPORT
insert into reports (territory_id, id, object_kind, object_id, url, reporter_id, reason_code, text, state,
              decision_id, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- terreau_features::demo::rows::APPEAL
insert into appeals (territory_id, id, decision_id, person_id, text, state, created_at, updated_at)
              values ($1, $2, $3, $4, $5, 'open', $6, $6)

-- terreau_features::demo::rows::STOP_LETTERS
update jobs set state = 'dead', attempts = $2, last_error = $3
                    where territory_id = $1 and kind = 'send-mail' and state = 'queued'

-- terreau_features::demo::rows::MARK
insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = $2

-- terreau_features::demo::rows::MARKED
select value from installation where name = $1

-- terreau_features::demo::rows::THEMES_OF
select count(*) from themes where territory_id = $1

-- terreau_features::screens::rows::COUNTS
select ideas, comments, people, supports from territory_counts where territory_id = $1

-- terreau_features::screens::rows::THEMES
select id, ideas from themes where territory_id = $1

-- terreau_features::screens::rows::ZONES
select id, ideas from zones where territory_id = $1

-- terreau_features::screens::rows::LATEST
select c.id, c.text, c.lang, c.created_at, c.body_id, p.name, p.state as author_state
        from comments c
        join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
        join people p on p.territory_id = c.territory_id and p.id = c.author_id
        where c.territory_id = $1 and c.state = 'published' and i.state = 'published' and (i.circle <= $2 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $3)) order by c.created_at desc, c.id desc limit $4

-- terreau_features::screens::me::LEAVING
select deletion_due_at from accounts where territory_id = $1 and person_id = $2
               and deletion_due_at is not null

-- terreau_features::screens::me::IDEAS
select i.id, i.slug, i.title, i.line as text, i.state, i.published_at as at,
             i.supports as backed, i.comments as said from ideas i
             where i.territory_id = $1 and i.author_id = $2 and (i.published_at, i.id) < ($3, $4)
             order by i.published_at desc, i.id desc limit $5

-- terreau_features::screens::me::COMMENTS
select c.id, i.slug, i.title, c.text, c.state, c.created_at as at,
                c.thanks as backed, c.replies as said from comments c
                join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
                where c.territory_id = $1 and c.author_id = $2 and (c.created_at, c.id) < ($3, $4)
                order by c.created_at desc, c.id desc limit $5

-- terreau_features::screens::me::SUPPORTS
select i.id, i.slug, i.title, i.line as text, i.state, s.at,
                i.supports as backed, i.comments as said from supports s
                join ideas i on i.territory_id = s.territory_id and i.id = s.idea_id
                where s.territory_id = $1 and s.person_id = $2 and (s.at, s.idea_id) < ($3, $4)
                and i.state in ('published', 'archived', 'project', 'merged') and (i.circle <= 1 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $2)) order by s.at desc, s.idea_id desc limit $5

-- terreau_features::screens::me::FOLLOWS
select i.id, i.slug, i.title, i.line as text, i.state, f.at,
               i.supports as backed, i.comments as said from follows f
               join ideas i on i.territory_id = f.territory_id and i.id = f.object_id
               where f.territory_id = $1 and f.person_id = $2 and (f.at, f.object_id) < ($3, $4)
               and i.state in ('published', 'archived', 'project', 'merged') and (i.circle <= 1 or exists (select 1 from audience a join scope_members m on m.territory_id = a.territory_id and m.scope_id = a.scope_id where a.territory_id = i.territory_id and a.object_id = i.id and m.person_id = $2)) order by f.at desc, f.object_id desc limit $5

-- terreau_features::screens::leave::IDEAS
select id, state from ideas where territory_id = $1 and author_id = $2
             and slug not like 'efface-%' order by id limit 100

-- terreau_features::screens::leave::COMMENTS
select id, state from comments where territory_id = $1 and author_id = $2 and text <> ''
                order by id limit 100

-- terreau_features::screens::leave::BLANK_IDEA
update ideas set slug = $3, title = $4, line = '', body = '', body_html = '', place = '',
                  lat = null, lon = null, cover_id = null, updated_at = $5 where territory_id = $1 and id = $2

-- terreau_features::screens::leave::BLANK_COMMENT
update comments set text = '', text_html = '' where territory_id = $1 and id = $2

-- terreau_features::screens::leave::IDEA_VERSIONS
delete from idea_versions where territory_id = $1 and idea_id = $2

-- terreau_features::screens::leave::IDEA_SLUGS
delete from idea_slugs where territory_id = $1 and idea_id = $2

-- terreau_features::screens::leave::LOOSEN
update media set attached = $3, created_at = $4 where territory_id = $1
              and id in (select media_id from idea_pictures where territory_id = $1 and idea_id = $2)

-- terreau_features::screens::leave::IDEA_PICTURES
delete from idea_pictures where territory_id = $1 and idea_id = $2

-- terreau_features::screens::leave::COMMENT_VERSIONS
delete from comment_versions where territory_id = $1 and comment_id = $2

-- territory_counts.ideas
select count(*) from territory_counts o join (select id, cast(sum(n) as bigint) as n from (select territory_id as id, 0 as n from territory_counts where territory_id = $1 union all select territory_id as id, count(*) as n from ideas where territory_id = $1 and territory_id is not null and state in ('published', 'archived', 'project') and circle = 0 group by territory_id) u group by id) t on t.id = o.territory_id where o.territory_id = $1 and o.ideas <> t.n

-- territory_counts.ideas
update territory_counts set ideas = t.n from (select id, cast(sum(n) as bigint) as n from (select territory_id as id, 0 as n from territory_counts where territory_id = $1 union all select territory_id as id, count(*) as n from ideas where territory_id = $1 and territory_id is not null and state in ('published', 'archived', 'project') and circle = 0 group by territory_id) u group by id) t where territory_counts.territory_id = $1 and territory_counts.territory_id = t.id and territory_counts.ideas <> t.n

-- territory_counts.comments
select count(*) from territory_counts o join (select id, cast(sum(n) as bigint) as n from (select territory_id as id, 0 as n from territory_counts where territory_id = $1 union all select c.territory_id as id, count(*) as n from comments c join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
             where c.territory_id = $1 and c.state = 'published'
             and i.state in ('published', 'archived', 'project') and i.circle = 0 group by c.territory_id) u group by id) t on t.id = o.territory_id where o.territory_id = $1 and o.comments <> t.n

-- territory_counts.comments
update territory_counts set comments = t.n from (select id, cast(sum(n) as bigint) as n from (select territory_id as id, 0 as n from territory_counts where territory_id = $1 union all select c.territory_id as id, count(*) as n from comments c join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
             where c.territory_id = $1 and c.state = 'published'
             and i.state in ('published', 'archived', 'project') and i.circle = 0 group by c.territory_id) u group by id) t where territory_counts.territory_id = $1 and territory_counts.territory_id = t.id and territory_counts.comments <> t.n

-- territory_counts.people
select count(*) from territory_counts o join (select id, cast(sum(n) as bigint) as n from (select territory_id as id, 0 as n from territory_counts where territory_id = $1 union all select territory_id as id, count(*) as n from people where territory_id = $1
         and state in ('imported', 'active', 'suspended', 'inactive') group by territory_id) u group by id) t on t.id = o.territory_id where o.territory_id = $1 and o.people <> t.n

-- territory_counts.people
update territory_counts set people = t.n from (select id, cast(sum(n) as bigint) as n from (select territory_id as id, 0 as n from territory_counts where territory_id = $1 union all select territory_id as id, count(*) as n from people where territory_id = $1
         and state in ('imported', 'active', 'suspended', 'inactive') group by territory_id) u group by id) t where territory_counts.territory_id = $1 and territory_counts.territory_id = t.id and territory_counts.people <> t.n

-- territory_counts.supports
select count(*) from territory_counts o join (select id, cast(sum(n) as bigint) as n from (select territory_id as id, 0 as n from territory_counts where territory_id = $1 union all select territory_id as id, count(*) as n from supports where territory_id = $1 group by territory_id) u group by id) t on t.id = o.territory_id where o.territory_id = $1 and o.supports <> t.n

-- territory_counts.supports
update territory_counts set supports = t.n from (select id, cast(sum(n) as bigint) as n from (select territory_id as id, 0 as n from territory_counts where territory_id = $1 union all select territory_id as id, count(*) as n from supports where territory_id = $1 group by territory_id) u group by id) t where territory_counts.territory_id = $1 and territory_counts.territory_id = t.id and territory_counts.supports <> t.n

-- themes.ideas
select count(*) from themes o join (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from themes where territory_id = $1 union all select theme_id as id, count(*) as n from ideas where territory_id = $1 and theme_id is not null and state in ('published', 'archived', 'project') and circle = 0 group by theme_id) u group by id) t on t.id = o.id where o.territory_id = $1 and o.ideas <> t.n

-- themes.ideas
update themes set ideas = t.n from (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from themes where territory_id = $1 union all select theme_id as id, count(*) as n from ideas where territory_id = $1 and theme_id is not null and state in ('published', 'archived', 'project') and circle = 0 group by theme_id) u group by id) t where themes.territory_id = $1 and themes.id = t.id and themes.ideas <> t.n

-- zones.ideas
select count(*) from zones o join (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from zones where territory_id = $1 union all select zone_id as id, count(*) as n from ideas where territory_id = $1 and zone_id is not null and state in ('published', 'archived', 'project') and circle = 0 group by zone_id) u group by id) t on t.id = o.id where o.territory_id = $1 and o.ideas <> t.n

-- zones.ideas
update zones set ideas = t.n from (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from zones where territory_id = $1 union all select zone_id as id, count(*) as n from ideas where territory_id = $1 and zone_id is not null and state in ('published', 'archived', 'project') and circle = 0 group by zone_id) u group by id) t where zones.territory_id = $1 and zones.id = t.id and zones.ideas <> t.n

-- people.ideas
select count(*) from people o join (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from people where territory_id = $1 union all select author_id as id, count(*) as n from ideas where territory_id = $1 and author_id is not null and state in ('published', 'archived', 'project') and circle = 0 group by author_id) u group by id) t on t.id = o.id where o.territory_id = $1 and o.ideas <> t.n

-- people.ideas
update people set ideas = t.n from (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from people where territory_id = $1 union all select author_id as id, count(*) as n from ideas where territory_id = $1 and author_id is not null and state in ('published', 'archived', 'project') and circle = 0 group by author_id) u group by id) t where people.territory_id = $1 and people.id = t.id and people.ideas <> t.n

-- people.comments
select count(*) from people o join (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from people where territory_id = $1 union all select c.author_id as id, count(*) as n from comments c join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
             where c.territory_id = $1 and c.state = 'published'
             and i.state in ('published', 'archived', 'project') and i.circle = 0 group by c.author_id) u group by id) t on t.id = o.id where o.territory_id = $1 and o.comments <> t.n

-- people.comments
update people set comments = t.n from (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from people where territory_id = $1 union all select c.author_id as id, count(*) as n from comments c join ideas i on i.territory_id = c.territory_id and i.id = c.idea_id
             where c.territory_id = $1 and c.state = 'published'
             and i.state in ('published', 'archived', 'project') and i.circle = 0 group by c.author_id) u group by id) t where people.territory_id = $1 and people.id = t.id and people.comments <> t.n

-- ideas.supports
select count(*) from ideas o join (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from ideas where territory_id = $1 union all select idea_id as id, count(*) as n from supports where territory_id = $1 group by idea_id) u group by id) t on t.id = o.id where o.territory_id = $1 and o.supports <> t.n

-- ideas.supports
update ideas set supports = t.n from (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from ideas where territory_id = $1 union all select idea_id as id, count(*) as n from supports where territory_id = $1 group by idea_id) u group by id) t where ideas.territory_id = $1 and ideas.id = t.id and ideas.supports <> t.n

-- ideas.comments
select count(*) from ideas o join (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from ideas where territory_id = $1 union all select idea_id as id, count(*) as n from comments where territory_id = $1 and state = 'published'
         group by idea_id) u group by id) t on t.id = o.id where o.territory_id = $1 and o.comments <> t.n

-- ideas.comments
update ideas set comments = t.n from (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from ideas where territory_id = $1 union all select idea_id as id, count(*) as n from comments where territory_id = $1 and state = 'published'
         group by idea_id) u group by id) t where ideas.territory_id = $1 and ideas.id = t.id and ideas.comments <> t.n

-- comments.replies
select count(*) from comments o join (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from comments where territory_id = $1 union all select c.parent_id as id, count(*) as n from comments c
         join comments p on p.territory_id = c.territory_id and p.id = c.parent_id
         where c.territory_id = $1 and c.state = 'published' and p.depth > 0 group by c.parent_id
         union all
         select root_id as id, count(*) as n from comments
         where territory_id = $1 and state = 'published' and depth > 0 group by root_id) u group by id) t on t.id = o.id where o.territory_id = $1 and o.replies <> t.n

-- comments.replies
update comments set replies = t.n from (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from comments where territory_id = $1 union all select c.parent_id as id, count(*) as n from comments c
         join comments p on p.territory_id = c.territory_id and p.id = c.parent_id
         where c.territory_id = $1 and c.state = 'published' and p.depth > 0 group by c.parent_id
         union all
         select root_id as id, count(*) as n from comments
         where territory_id = $1 and state = 'published' and depth > 0 group by root_id) u group by id) t where comments.territory_id = $1 and comments.id = t.id and comments.replies <> t.n

-- comments.thanks
select count(*) from comments o join (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from comments where territory_id = $1 union all select comment_id as id, count(*) as n from thanks where territory_id = $1 group by comment_id) u group by id) t on t.id = o.id where o.territory_id = $1 and o.thanks <> t.n

-- comments.thanks
update comments set thanks = t.n from (select id, cast(sum(n) as bigint) as n from (select id as id, 0 as n from comments where territory_id = $1 union all select comment_id as id, count(*) as n from thanks where territory_id = $1 group by comment_id) u group by id) t where comments.territory_id = $1 and comments.id = t.id and comments.thanks <> t.n

-- comment_sides.first_comments
select count(*) from comment_sides o right join (select territory_id, idea_id, side, cast(sum(n) as bigint) as n from (
           select territory_id, idea_id, side, 0 as n from comment_sides where territory_id = $1
           union all
           select territory_id, idea_id, coalesce(side, '') as side, count(*) as n from comments
           where territory_id = $1 and depth = 0 and state = 'published'
           group by territory_id, idea_id, coalesce(side, '')
         ) u group by territory_id, idea_id, side) t on o.territory_id = t.territory_id and o.idea_id = t.idea_id and o.side = t.side
             where coalesce(o.first_comments, -1) <> t.n

-- comment_sides.first_comments
insert into comment_sides (territory_id, idea_id, side, first_comments)
             select t.territory_id, t.idea_id, t.side, t.n from (select territory_id, idea_id, side, cast(sum(n) as bigint) as n from (
           select territory_id, idea_id, side, 0 as n from comment_sides where territory_id = $1
           union all
           select territory_id, idea_id, coalesce(side, '') as side, count(*) as n from comments
           where territory_id = $1 and depth = 0 and state = 'published'
           group by territory_id, idea_id, coalesce(side, '')
         ) u group by territory_id, idea_id, side) t left join comment_sides o on o.territory_id = t.territory_id and o.idea_id = t.idea_id and o.side = t.side
             where coalesce(o.first_comments, -1) <> t.n
             on conflict (territory_id, idea_id, side) do update set first_comments = excluded.first_comments

