# The frame of every page.
site-name = { $name } in { $territory }
date-and-time = { $date } at { $time }
skip-to-content = Skip to content
nav-main = Main navigation
nav-shortcuts = Shortcuts
nav-footer = Footer
nav-home = Home
nav-ideas = Ideas
nav-explore = Explore
nav-notices = Notices
nav-people = Directory
nav-profile = My profile
nav-propose = Propose
nav-help = Help
nav-search = Search
nav-other-language = Version française
nav-log-in = Sign in
nav-log-out = Sign out
nav-feed = My feed
nav-me = My space
nav-me-short = Me
nav-messages = Messages
nav-messages-unread =
    { $n ->
        [one] { $n } conversation to read
       *[other] { $n } conversations to read
    }
nav-my-menu = My menu
nav-public-page = My public page
nav-moderation = Moderation
nav-admin = Administration
ui-terms-news = The rules of the site have changed.
ui-welcome = Get to know each other in three steps
ui-terms-news-link = See what changes and answer
footer-help = Help
footer-contact = Contact
footer-legal = Legal notice
footer-terms = House rules
footer-privacy = Privacy
footer-cookies = Cookies
footer-site-map = Site map
footer-about = About
footer-accessibility-none = Accessibility: not compliant
footer-accessibility-partial = Accessibility: partially compliant
footer-accessibility-full = Accessibility: fully compliant
theme-label = Appearance
theme-auto = Automatic
theme-light = Light
theme-dark = Dark
ui-count-left = characters left
ui-editor-bar = Formatting
ui-editor-bold = Bold
ui-editor-italic = Italic
ui-editor-heading = Heading
ui-editor-list = List
ui-editor-ordered = Numbered list
ui-editor-quote = Quotation
ui-editor-link = Link
ui-editor-preview = Preview
ui-optional = (optional)
ui-picture-drop = Drop pictures here, or choose them
ui-picture-alt = What the picture shows
ui-picture-alt-hint = For people who cannot see it.
ui-picture-up = Move picture up
ui-picture-down = Move picture down
ui-picture-remove = Remove picture
ui-picture-too-many = The number of pictures is limited: the last ones were not taken.
ui-error-summary =
    { $n ->
        [one] One answer needs another look
       *[other] { $n } answers need another look
    }
ui-previous = Previous
ui-next = Next
ui-pages = Pages
ui-cancel = Cancel
ui-save = Save
ui-continue = Continue
ui-back = Back
ui-wait-seconds =
    { $n ->
        [one] A little too fast: wait one second, then send again. Your text is still here.
       *[other] A little too fast: wait { $n } seconds, then send again. Your text is still here.
    }
ui-wait-minutes =
    { $n ->
        [one] A little too fast: wait one minute, then send again. Your text is still here.
       *[other] A little too fast: wait { $n } minutes, then send again. Your text is still here.
    }
ui-verified = Verified

# Problems.
problem-title = Error: { $title }
problem-retry = Try again
problem-home = Back to the home page
problem-search = Search
problem-contact = Write to us
problem-number = If it happens again, give us this number: { $number }
problem-not-found = This page does not exist
problem-not-found-text = The address may be incomplete, or what you are looking for is no longer visible. Search will help you find it.
problem-gone = This content was removed
problem-gone-text = Its author or the moderation team removed it.
problem-refused = This is not open to you
problem-refused-text = Your account does not allow this here.
problem-sign-in = Sign in to continue
problem-sign-in-text = This page needs an account.
problem-prove = Confirm it is you
problem-prove-text = Before this important step, enter your password again.
problem-factor = One safety step is missing
problem-factor-text = Your role needs two-step sign-in. Switch it on to go on.
problem-invalid = We could not read what was sent
problem-invalid-text = Go back: what you wrote is still there. Then try again.
problem-conflict = Somebody acted at the same time
problem-conflict-text = Reload the page to see how things stand, then start again.
problem-too-many = A little too fast
problem-too-many-text = Wait a moment, then try again.
problem-too-many-seconds =
    { $n ->
        [one] Try again in one second. Nothing you wrote is lost: just go back.
       *[other] Try again in { $n } seconds. Nothing you wrote is lost: just go back.
    }
problem-too-many-minutes =
    { $n ->
        [one] Try again in one minute. Nothing you wrote is lost: just go back.
       *[other] Try again in { $n } minutes. Nothing you wrote is lost: just go back.
    }
problem-too-large = This is too large
problem-too-large-text = Send a smaller file (12 MB at most for each picture) or a shorter text.
problem-method = This address does not take this
problem-method-text = Go back to the page before and use its buttons.
problem-slow = Sending took too long
problem-slow-text = Your connection may be slow. Go back and start again, for example with lighter pictures.
problem-away = The site is catching its breath
problem-away-text = Our data do not answer right now. Nothing is lost: try again in a few seconds.
problem-broken = Something broke on our side
problem-broken-text = It is not your fault, and the team has been told. Try again in a while.
refused-suspended = Your account is suspended: you can read but not publish. Your space and the e-mail you received say why, and how to appeal.
refused-foreign = This request comes from another site. Open the page here and try again.
form-unreadable = The form arrived incomplete. Go back and send it again.

# Letters.
mail-stop = Stop receiving these messages:
mail-fallback = If the button does not work, copy this address into your browser:

# Moves that are refused.
life-not-from = Things changed in the meantime: this is no longer possible. Reload the page.
life-not-yours = This is for somebody else to do.
life-too-late = It is too late for this.
life-too-early = It is still too early for this.
life-reason-missing = Say why in a few words: the person concerned will read it.
nav-territories = Territories
