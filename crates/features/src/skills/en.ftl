skills-title = Skills
skills-description = What people of { $territory } can do and offer to share: find who can help you, or offer your help.
skills-directory = See the directory
skills-offer = Offer my skills
skills-lead =
    { $n ->
        [one] One everyday skill: choose it to see who can help.
       *[other] { $n } everyday skills, by domain: choose one to see who can help.
    }
skills-find = Find a skill
skills-find-example = bookkeeping, bikes, gardening…
skills-find-do = Search
skills-found = Skills for “{ $value }”
skills-found-none = No skill for “{ $value }”
skills-found-none-text = Try another word, or browse the domains below.
skills-domains = Domains
skills-people =
    { $n ->
        [one] { $n } person
       *[other] { $n } people
    }
