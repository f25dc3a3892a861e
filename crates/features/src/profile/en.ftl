# dynamic: profile-day-
# dynamic: profile-part-
# dynamic: profile-reach-
# dynamic: profile-lang-
# dynamic: profile-level-
# dynamic: profile-hint-
profile-title = My profile
profile-see = See my page
profile-parts = Parts of my profile
profile-part-about = About me
profile-part-skills = Skills
profile-part-free = Availability
profile-hints = So that people think of you at the right moment
profile-hint-skills = Add one or two skills you would like to share.
profile-hint-bio = Say in a few words what brings you here.
profile-hint-causes = Choose the causes you care about.
profile-hint-slots = Say when you are free: people will know when to ask.
profile-hint-listed = Your profile is not in the directory: you can appear there whenever you like.
profile-about = Who I am
profile-name = Displayed name
profile-name-hint = The name everybody reads beside your ideas.
profile-bio = About you
profile-bio-hint = What you do, what you like here. Markdown works.
profile-bio-long =
    { $n ->
        [one] The text is longer than { $n } character.
       *[other] The text is longer than { $n } characters.
    }
profile-zone = Neighbourhood
profile-zone-hint = Never your address: the neighbourhood is enough.
profile-zone-none = I would rather not say
profile-causes = My causes
profile-causes-legend = What I care about (five at most)
profile-causes-many =
    { $n ->
        [one] Choose one cause only.
       *[other] Choose { $n } causes at most.
    }
profile-languages = My languages
profile-languages-legend = Languages I speak
profile-links = My links
profile-links-legend = Site, page or network
profile-links-hint = Three addresses at most, for example example.org.
profile-link =
    { $n ->
        [one] Link { $n }
       *[other] Link { $n }
    }
profile-link-wrong = This address does not work: write it like example.org or https://example.org.
profile-found = Who finds me, who reads me
profile-listed = Appear in the directory
profile-listed-hint = People find you by what you offer. Each part keeps the visibility you chose.
profile-circle-all = Everybody
profile-circle-members = Members
profile-circle-me = Only me
profile-circle-bio = Who reads my presentation
profile-circle-zone = Who sees my neighbourhood
profile-circle-causes = Who sees my causes
profile-circle-languages = Who sees my languages
profile-circle-links = Who sees my links
profile-circle-skills = Who sees my skills
profile-circle-free = Who sees my availability
profile-circle-did = Who sees my ideas and words gathered on my page
profile-saved = Your profile is saved.
profile-skills-title = My skills
profile-skill-add = Add a skill
profile-skill = Skill
profile-skill-hint = A few letters are enough: “book”, “bike”, “English”…
profile-skill-suggested = Suggested skills
profile-skill-found = { "{n}" } skills suggested
profile-skill-none = No known skill: you will be able to propose it.
profile-skill-needed = Write the name of a skill.
profile-skill-long =
    { $n ->
        [one] The name is longer than { $n } character.
       *[other] The name is longer than { $n } characters.
    }
profile-skills-many =
    { $n ->
        [one] One skill at most: remove it to add another.
       *[other] You have { $n } skills already: remove one to add another.
    }
profile-skill-unknown = “{ $skill }” is not in the list.
profile-skill-near = Is it one of these?
profile-skill-no-near = Nothing near it in the list.
profile-skill-propose = Propose “{ $skill }” to the town
profile-skill-browse = Browse the list
profile-skill-add-do = Add
profile-skill-added = Skill added: { $value }.
profile-skill-proposed = Your skill “{ $value }” is proposed. Others will see it once the town has accepted it.
profile-skills-saved = Your skills are saved.
profile-skills-none = Everybody can do something
profile-skills-none-text = Repair, listen, count, cook, translate… Add a first skill above.
profile-skills-mine = What I can do
profile-skill-waits = proposed, waiting
profile-skill-refused = no longer in the list
profile-skill-remove = Remove
profile-ready = Ready to help
profile-level = My level
profile-level-of = Level in { $skill }
profile-level-expert = I know it well
profile-level-helps = I can help
profile-level-learning = I am learning
profile-level-wish = I would like to learn
profile-level-expert-title = Knows well
profile-level-helps-title = Can help
profile-level-learning-title = Is learning
profile-level-wish-title = Would like to learn
profile-free-title = My availability
profile-week = My week
profile-week-hint = Tick the moments when people may ask you. Nothing is promised.
profile-day-0 = Monday
profile-day-1 = Tuesday
profile-day-2 = Wednesday
profile-day-3 = Thursday
profile-day-4 = Friday
profile-day-5 = Saturday
profile-day-6 = Sunday
profile-part-0 = morning
profile-part-1 = afternoon
profile-part-2 = evening
profile-when = How much, and when
profile-hours = Hours a month
profile-hours-hint = Roughly, so that nobody asks too much.
profile-hours-wrong =
    { $n ->
        [one] Write a number of hours, from 0 to { $n }.
       *[other] Write a number of hours, from 0 to { $n }.
    }
profile-from = From
profile-until = Until
profile-date-wrong = This date cannot be read: write it like 2026-11-30.
profile-dates-wrong = The end comes before the beginning.
profile-where = Where
profile-reach = I come
profile-reach-0 = Within my neighbourhood
profile-reach-1 = Within one kilometre
profile-reach-3 = Within three kilometres
profile-reach-10 = Within ten kilometres
profile-reach-30 = Within thirty kilometres
profile-remote = I can also help remotely
profile-remote-hint = By phone, by message or by video call.
profile-free-saved = Your availability is saved.
profile-lang-fr = French
profile-lang-en = English
profile-lang-ar = Arabic
profile-lang-es = Spanish
profile-lang-pt = Portuguese
profile-lang-it = Italian
profile-lang-de = German
profile-lang-ber = Berber
profile-lang-tr = Turkish
profile-lang-pl = Polish
profile-lang-ro = Romanian
profile-lang-ru = Russian
profile-lang-uk = Ukrainian
profile-lang-zh = Chinese
profile-lang-vi = Vietnamese
profile-lang-ta = Tamil
profile-lang-bm = Bambara
profile-lang-wo = Wolof
profile-lang-gcf = Antillean Creole
profile-lang-fsl = French Sign Language
profile-kin = Your other territories
profile-kin-text = Your presentation, languages, links, skills and availability hold elsewhere too: { $territories }. Name, quarter, causes and who may read stay each territory’s own.
profile-apart = Keep this profile apart
profile-apart-hint = What you say here is not repeated elsewhere, nor the other way round.
profile-portrait = My picture beside my name
