person-left = Somebody who left
person-section = People
person-bio = About
person-since = here since { $date }
person-edit = Edit my profile
person-role-agent = Works for the town
person-role-elected = Elected official
person-role-moderator = Moderation team
person-ideas =
    { $n ->
        [one] idea proposed
       *[other] ideas proposed
    }
person-comments =
    { $n ->
        [one] comment
       *[other] comments
    }
person-their-ideas = Their ideas
person-their-words = Their words
person-no-idea = No idea proposed yet.
person-no-word = No comment yet.
person-report = Report this person
person-more-ideas = Their older ideas
person-more-words = Their older words
person-start = Back to the latest
