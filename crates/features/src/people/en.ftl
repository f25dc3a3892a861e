person-left = Somebody who left
person-section = People
person-bio = About
person-since = here since { $date }
person-edit = Edit my profile
person-write = Write
person-role-agent = Works for the town
person-role-elected = Elected official
person-role-moderator = Moderation team
person-speaks-for = Speaks for
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
people-title = Directory
people-title-skill = Who can help: { $skill }
people-description = People of { $territory } who share what they can do: by skill, neighbourhood and availability.
people-offer = Offer my skills
people-filters = Search
people-skill = Skill
people-skill-example = bookkeeping, bikes…
people-zone = Near
people-zone-all = The whole territory
people-day = Day
people-day-all = Any day
people-part = Moment
people-part-all = Any time
people-cause = Cause
people-cause-all = All causes
people-name = Name or word
people-filter = Search
people-skills = All skills
people-in-force = Current search
people-take-off = Remove: { $filter }
people-skill-unknown = “{ $skill }” is not a skill of the list.
people-skill-meant = Are you looking for one of these?
people-skill-browse = Browse the list:
people-empty = Nobody yet
people-empty-filtered = Widen the search: another day, the whole territory, a neighbouring skill.
people-empty-text = The directory fills with those who wish to be in it. Lead the way.
people-members-see = Some people show themselves to members only.
people-all = See the whole directory
people-their-skills = Skills
people-more-skills =
    { $n ->
        [one] and { $n } more
       *[other] and { $n } more
    }
people-and = and
people-more = More people
people-near-skills = Neighbouring skills
person-skills = Skills
person-skills-ready = in green: ready to help
person-free = Availability
person-all-day = all day
person-hours =
    { $n ->
        [one] About one hour a month
       *[other] About { $n } hours a month
    }
person-free-from = From { $date }
person-free-until = Until { $date }
person-remote = Also remotely
person-more = More
person-causes = Causes
person-languages = Languages
person-links = Links
person-keep-away = Mute, block, report
person-mute = Mute
person-block = Block…
person-muted = You muted this person: they no longer appear in your feed or your notices.
person-unmute = Hear them again
person-portrait = My picture
person-report-picture = Report the picture
