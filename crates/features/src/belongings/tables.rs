//! What an export holds besides accounts, ideas and comments: each statement named as its table, since an export reads
//! tables and knows no feature.

terreau_store::statements! {
    BLOCKS = "select other_id, chosen, at from blocks where territory_id = $1 and person_id = $2 and chosen <> ''
        order by at, other_id";
    ARRIVALS = "select by_id, step, aside_at, at from arrivals where territory_id = $1 and person_id = $2";
    INVITES = "select kind, name, state, came, created_at, expires_at, updated_at from invites
        where territory_id = $1 and person_id = $2 order by created_at, id";
    AMBASSADORS = "select state, words, created_at, updated_at from ambassadors
        where territory_id = $1 and person_id = $2";
    PORTRAITS = "select media_id, state, at from portraits where territory_id = $1 and person_id = $2";
    HANDOVERS = "select body_id, state, due, created_at, updated_at from handovers
        where territory_id = $1 and person_id = $2 order by created_at, id";
    KIN = "select identity_id, apart, since from kin where territory_id = $1 and person_id = $2";
    ENTRIES_ASKED = "select words, asked_at from entries_asked where territory_id = $1 and person_id = $2";
    NEWCOMERS = "select state, reason, at from newcomers where territory_id = $1 and person_id = $2";
    MESSAGE_SETTINGS = "select marks, letters, updated_at from message_settings
        where territory_id = $1 and person_id = $2";
    NOTICE_PEOPLE = "select ways, hour, day, quiet_from, quiet_until, daily_at, weekly_at, due_at, follows_now,
        read_upto, updated_at from notice_people where territory_id = $1 and person_id = $2";
    NOTICE_READS = "select kind, object_id, upto from notice_reads where territory_id = $1 and person_id = $2";
    CONVERSATIONS = "select c.id, c.kind, c.title, c.owner_kind, c.owner_id, c.body_id, c.state, c.waits, c.created_by,
        c.lines, c.last_at, c.created_at, case when c.assigned_id = $2 then c.assigned_id end as assigned_id
        from conversation_people cp
        join conversations c on c.territory_id = cp.territory_id and c.id = cp.conversation_id
        where cp.territory_id = $1 and cp.person_id = $2 and cp.state <> 'team' order by c.created_at, c.id";
    CONVERSATION_PEOPLE = "select conversation_id, state, from_at, last_at, unread, read_upto, told_at, muted,
        created_at from conversation_people where territory_id = $1 and person_id = $2
        order by created_at, conversation_id";
    CONVERSATION_LINES = "select l.conversation_id, l.at, l.kind, l.inside, l.person_id, l.body_id, l.subject_id,
        l.text, l.removed_at from conversation_lines l where l.territory_id = $1 and l.person_id = $2
        union select l.conversation_id, l.at, l.kind, l.inside, l.person_id, l.body_id, l.subject_id, l.text,
        l.removed_at from conversation_people cp join conversation_lines l on l.territory_id = cp.territory_id
        and l.conversation_id = cp.conversation_id and l.at >= cp.from_at and not l.inside
        where cp.territory_id = $1 and cp.person_id = $2 and cp.state in ('accepted', 'waiting', 'declined')
        order by 2, 1";
}
