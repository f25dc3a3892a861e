# dynamic: welcome-where-
# dynamic: welcome-cares-
# dynamic: welcome-offers-
welcome-title = Welcome
welcome-steps = Steps to get to know each other
welcome-step-of = Step { $step } of 3
welcome-skip = Skip
welcome-skip-step = this step
welcome-where-title = Where do you live?
welcome-where-short = Where
welcome-where-lead = So that we show you first what happens near you.
welcome-where-zone = Your quarter
welcome-where-hint = It stands on your page; your profile lets you choose who reads it.
welcome-where-nowhere = I would rather not say
welcome-where-none = This territory has no quarters yet: you may go on.
welcome-where-unknown = Choose a quarter of the list, or none.
welcome-cares-title = What do you care about?
welcome-cares-short = What matters
welcome-cares-lead = Your feed will tell you what happens there. Change your mind whenever you like.
welcome-cares-themes = Themes to follow
welcome-cares-zones = Quarters to follow
welcome-cares-most = Up to { $most }.
welcome-cares-quiet = Themes stand on your page as your causes. What you follow is shown to nobody.
welcome-cares-many-theme =
    { $n ->
        [one] Choose one theme at most.
       *[other] Choose { $n } themes at most.
    }
welcome-cares-many-zone =
    { $n ->
        [one] Choose one quarter at most.
       *[other] Choose { $n } quarters at most.
    }
welcome-offers-title = What could you bring?
welcome-offers-short = A helping hand
welcome-offers-lead = Mending a bicycle, keeping accounts, lending two arms: everything helps, even for an hour.
welcome-offers-skill = What you can do
welcome-offers-own = Your skills
welcome-offers-browse = Or choose by field
welcome-offers-listed = People may ask me for a hand
welcome-offers-listed-hint = Your name stands in the directory, and members read your skills there. Nobody sees your address.
welcome-offers-length = Write between 2 and 60 characters.
welcome-offers-unknown = “{ $skill }” is not in the list. Tick what comes near it, or propose this word.
welcome-done-title = You are one of us
welcome-done-lead = Here is where to begin in { $territory }.
welcome-done-feed = See my feed
welcome-done-ideas = Ideas after your own heart
welcome-done-growing = Ideas that grow
welcome-done-none = Everything is to be invented
welcome-done-none-text = Nobody has proposed an idea here yet: the first one may be yours.
welcome-done-people = People who share your causes
welcome-done-cause = { $cause }
welcome-done-followed = You follow
welcome-done-bodies = Organisations in your quarter: { $zone }
welcome-done-again = Look at my answers again
welcome-greeting-by = welcomes you
welcome-greeting-write = Write to { $name }
welcome-line =
    { $n ->
        [one] One step is left to get to know each other.
       *[other] { $n } steps are left to get to know each other.
    }
welcome-line-go = Go on
welcome-line-aside = Do not offer this again
welcome-door-title = { $who } invites you
welcome-door-by = invites you
welcome-door-head = Join { $territory }
welcome-door-text = In { $territory }, anybody may propose an idea, back those of others, offer an hour or a skill. It is free, open to all, without advertising.
welcome-door-join = Create my account
welcome-door-told = Who invites you will only know that one more person came.
welcome-door-member = You are a member already: nothing more to do.
welcome-door-over = This invitation no longer works
welcome-door-over-text = It was used, it was taken back, or its time is over. The door stays open: one may join without an invitation.
welcome-invitations-title = My invitations
welcome-invitations-lead = In { $territory }, every member may invite others: a neighbour, a colleague, somebody of the family.
welcome-link = A link to share
welcome-link-text = A link of yours, for as many people as you like: told aloud, sent in a message, shared on a network.
welcome-link-make = Create my link
welcome-link-revoke = Take this link back
welcome-link-came =
    { $n ->
        [0] Nobody has come by this link yet
        [one] { $n } person came by this link
       *[other] { $n } people came by this link
    }
welcome-until = Works until { $day }
welcome-letter = A letter to somebody
welcome-letter-text = We write to them once only, in your name.
welcome-letter-name = Their first name or name
welcome-letter-email = Their e-mail address
welcome-letter-email-hint = It serves for this letter only, and we forget it after thirty days.
welcome-letter-note = A word from you
welcome-letter-send = Send the invitation
welcome-letters = Letters sent
welcome-letters-kept = Thirty days after it was sent, the name and the address are erased from here.
welcome-letters-many =
    { $n ->
        [one] One invitation waits already: take it back or leave it some time.
       *[other] { $n } invitations wait already: take one back or leave them some time.
    }
welcome-letter-known = You have invited this address already: your letter waits.
welcome-email-wrong = Write a whole address, such as marie@example.org.
welcome-plain = No e-mail address and no link here, only words.
welcome-note-long =
    { $n ->
        [one] One character at most.
       *[other] { $n } characters at most.
    }
welcome-sent = The invitation of { $value } has left.
welcome-revoke = Take back
welcome-revoked = The invitation is taken back: it no longer works.
welcome-state-open = Waiting
welcome-state-used = One of us now
welcome-state-revoked = Taken back
welcome-state-over = Time is over
welcome-mail-subject = { $who } invites you to join { $territory }
welcome-mail-hello = Hello { $name },
welcome-mail-text = { $who } takes part in { $site } and thinks you would like it: people propose ideas there, back those of others and give each other a hand.
welcome-mail-button = See the invitation
welcome-mail-until = The invitation is for you only and works until { $day }.
welcome-mail-why = { $who } gave your address to invite you. We will not write again, and we forget it after thirty days.
welcome-ambassador = You are an ambassador
welcome-ambassador-text = You make the network of { $territory } known and welcome those who come by you.
welcome-came =
    { $n ->
        [one] person came
       *[other] people came
    }
welcome-stayed =
    { $n ->
        [one] stayed
       *[other] stayed
    }
welcome-stayed-means = Whoever opened an account by your link or your letters came. Whoever proposed, backed or commented something more than a day after they came stayed.
welcome-stayed-few = The second number is shown from five arrivals on, so that it points at nobody.
welcome-words = Your words of welcome
welcome-words-label = What those who come by you read
welcome-words-hint = At the end of their first visit, signed with your name, with a link to write to you.
welcome-words-long =
    { $n ->
        [one] One character at most.
       *[other] { $n } characters at most.
    }
welcome-words-kept = Your words of welcome are kept.
welcome-resign = Stop being an ambassador
welcome-resign-text = Your words of welcome and your poster go. Your invitations keep working.
welcome-resigned = Noted. Thank you for all you did.
welcome-poster-title = Your poster
welcome-poster-text = An A4 page with your link to read with a phone: for a hall, a shop window, a board.
welcome-poster-see = See and print
welcome-poster-first = Create your link first.
welcome-poster-head = In { $territory }, your ideas count
welcome-poster-line = Propose, back, give a hand. It is free and open to all.
welcome-poster-scan = Point your phone at this drawing, or go to
welcome-poster-drawing = Drawing to read with a phone: it leads to the invitation
welcome-poster-by = { $who } is waiting for you there.
welcome-poster-print = Print this page from your browser: the poster alone comes out. The link works until { $day }.
welcome-ambassadors-title = Ambassadors
welcome-ambassadors-lead = Members who make the network known, with a poster and their words of welcome.
welcome-ambassadors-name = Name somebody
welcome-ambassadors-slug = Their name in addresses
welcome-ambassadors-slug-hint = The end of the address of their page: “marie-durand” in /people/marie-durand.
welcome-ambassadors-why = Why
welcome-ambassadors-do = Name
welcome-ambassadors-none = Nobody for now
welcome-ambassadors-none-text = Name a member who knows many people: a shopkeeper, a caretaker, a volunteer.
welcome-ambassadors-nobody = No active member has this name in addresses.
welcome-ambassadors-already = { $name } is one already.
welcome-ambassadors-since = Since { $day }
welcome-ambassadors-speaks = Welcomes in their words
welcome-ambassadors-end = End it
welcome-ambassadors-end-why = Why
welcome-named = { $value } may invite and welcome for the territory.
welcome-ended = It is over for { $value }; the reason is kept.
