# The territories of this installation, and the way from one to another.
# dynamic: crossing-join-lead crossing-ask-lead crossing-shut-lead crossing-known-lead crossing-unite-lead crossing-entry-
crossing-title = Territories
crossing-lead = Each territory has its site, its rules and its people. The same account opens all those you are a member of.
crossing-lead-one = This site gathers a single territory for now.
crossing-one-text = Other territories can take Terreau and adapt it.
crossing-map = Map of the territories
crossing-mine = { $n ->
    [one] Yours
   *[other] Yours
}
crossing-mine-text = Your profile holds in all your territories, except what you keep apart:
crossing-feed = The feed of all my territories
crossing-others = The others
crossing-all = All territories
crossing-here-chip = You are here
crossing-inhabitants = { $n ->
    [one] inhabitant
   *[other] inhabitants
}
crossing-people = { $n ->
    [one] member
   *[other] members
}
crossing-away = { $n } km away
crossing-entry-request = On request
crossing-entry-invited = By invitation
crossing-again = This passage no longer works: it serves once, in the browser where it began. Start again from the page of territories.
crossing-visitor = You were not signed in where you come from. Sign in here if you have an account.
crossing-here = Welcome to { $value }: you are signed in with your account.
crossing-prove = Here your account asks for one more proof: please sign in.
crossing-join-title = Join this territory
crossing-join = Join { $territory }
crossing-join-lead = You come from { $from }: the same address, password and code will open both. Your roles, ideas and messages stay where they are.
crossing-ask-lead = You come from { $from }. Here a person reads each request: you will get their answer by email.
crossing-shut-lead = You come from { $from }. Here one becomes a member by invitation; all that is public can be read without an account.
crossing-known-lead = An account has your address here already. Sign in once: we will offer to make one of it and that of { $from }.
crossing-unite-lead = You have an account here and another in { $from }. Make one of them?
crossing-unite-same = The address, password and security code of this one will hold for both. Your devices signed in over there will be signed out.
crossing-unite-apart = Your ideas, messages and roles stay where they are.
crossing-unite-button = Make them one
crossing-unite-not = Keep them apart
crossing-united = Done: these two accounts are one from now on.
crossing-name-hint = The one people will see here. It may be another.
crossing-zone-none = I would rather not say, or I do not live here
crossing-shared = Bring my profile here
crossing-shared-hint = Presentation, languages, links, skills and availability: what you change will hold in your territories. Quarter, causes and who may read stay each territory’s own.
crossing-join-button = Join
crossing-ask-button = Send my request
crossing-look = Look without joining
