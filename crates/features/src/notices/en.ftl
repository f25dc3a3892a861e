notices-title = Notices
notices-settings = Adjust
notices-none = Nothing new for you
notices-none-text = Answers to your words, support for your ideas and what you follow arrive here.
notices-none-here = Nothing here for you.
notices-follow = Choose what I follow
notices-read-all = Mark all as read
notices-read = Mark as read
notices-read-one = Mark as read: { $what }
notices-all-read = All is read.
notices-unread = (unread)
notices-more = Older
notices-because = You follow { $name }
notices-unreachable = Our e-mails no longer reach you: your address refuses them.
notices-unreachable-mend = Check or change my address
notices-somebody = Somebody
notices-two = { $one } and { $other }
notices-many = { $n ->
    [one] { $one } and one other person
   *[other] { $one } and { $n } other people
  }
notices-says-reply = { $n ->
    [one] { $who } answers you about “{ $title }”
   *[other] { $who } answer you about “{ $title }”
  }
notices-says-comment = { $n ->
    [one] { $who } comments on your idea “{ $title }”
   *[other] { $who } comment on your idea “{ $title }”
  }
notices-says-followed = { $n ->
    [one] { $who } has commented on “{ $title }”
   *[other] { $who } have commented on “{ $title }”
  }
notices-says-idea = { $n ->
    [one] { $who } proposes an idea: “{ $title }”
   *[other] { $who } propose an idea: “{ $title }”
  }
notices-says-backed = { $n ->
    [one] { $who } backs your idea “{ $title }”
   *[other] { $who } back your idea “{ $title }”
  }
notices-says-thanked = { $n ->
    [one] { $who } thanks you for your comment on “{ $title }”
   *[other] { $who } thank you for your comment on “{ $title }”
  }
notices-says-mentioned = { $n ->
    [one] { $who } writes about you under “{ $title }”
   *[other] { $who } write about you under “{ $title }”
  }
notices-says-body = { $n ->
    [one] { $who } joins the directory of organisations
   *[other] { $who } join the directory of organisations
  }
notices-quoted = “{ $words }”
notices-says-moved = News about “{ $title }”
notices-kind-answer = People answer you
notices-kind-answer-text = A comment under your idea, an answer to your words.
notices-kind-mention = People write about you
notices-kind-mention-text = Somebody writes your name in a text you may read.
notices-kind-backing = People back you
notices-kind-backing-text = Support for your idea, thanks for your words.
notices-kind-follow = What you follow
notices-kind-follow-text = The ideas, people, organisations, themes, quarters and searches you chose.
notices-rhythm-now = At once
notices-rhythm-daily = Once a day
notices-rhythm-weekly = Once a week
notices-rhythm-never = Never
notices-rhythm = By e-mail
notices-rhythm-wrong = Choose one of the rhythms offered.
notices-on-page = Show on the page of notices
notices-settings-title = My notices
notices-settings-text = Choose what you are told, where and how often. Security and moderation messages always leave.
notices-mail = E-mails
notices-mail-wanted = Receive e-mails
notices-mail-hint = They go to { $address }. Without them, all stays on your page of notices.
notices-kinds = What you are told
notices-when = When
notices-clock = By the clock of { $zone }.
notices-clock-change = Change the clock
notices-day = Day of the weekly summary
notices-at = Hour of summaries
notices-hour = { $hour }:00
notices-hour-wrong = Choose one of the values offered.
notices-quiet = Quiet hours
notices-quiet-hint = What leaves at once waits for the end of these hours. The same hour twice: no quiet hours.
notices-quiet-from = From
notices-quiet-until = To
notices-objects = One by one
notices-objects-text = For each thing you follow, choose: everything, what concerns you, or nothing.
notices-saved = Noted.
notices-conflict = Your notices have just been changed elsewhere. Reload the page, then choose again.
notices-letter-hello = Hello,
notices-letter-reply = Read and reply
notices-letter-see = See
notices-letter-all = See all my notices
notices-letter-more = { $n ->
    [one] and one more on your page of notices
   *[other] and { $n } more on your page of notices
  }
notices-letter-manage = Choose what you receive:
notices-letter-weekly = { $n ->
    [one] Your week in { $name }: one piece of news
   *[other] Your week in { $name }: { $n } pieces of news
  }
notices-letter-weekly-text = This is what happened for you this week. Two minutes to read.
notices-letter-daily = { $n ->
    [one] Your day in { $name }: one piece of news
   *[other] Your day in { $name }: { $n } pieces of news
  }
notices-letter-daily-text = This is what happened for you since yesterday.
notices-letter-now = { $n ->
    [one] One piece of news for you in { $name }
   *[other] { $n } pieces of news for you in { $name }
  }
notices-letter-now-text = This is what has just happened for you.
notices-reason-reply = You get this message because you commented on this idea.
notices-reason-answer = You get this message because you proposed this idea.
notices-reason-mention = You get this message because somebody wrote your name.
notices-reason-backing = You get this message because this idea or these words are yours.
notices-reason-follow = You get this message because you follow this.
notices-reason-weekly = You get this summary once a week, when there is news for you.
notices-reason-daily = You get this summary once a day, when there is news for you.
notices-reason-now = You get this message because you chose to know at once.
notices-stop-title = Stop these messages
notices-stop-text = You will no longer get: { $what }. The rest goes on.
notices-stop-button = Stop these messages
notices-stop-done = Done. You will no longer get: { $what }.
notices-stop-all-text = Or get none at all, apart from security and moderation:
notices-stop-all-button = Stop all optional messages
notices-stop-all = optional messages
notices-stop-answer = answers to your words
notices-stop-mention = messages when people write about you
notices-stop-backing = messages when people back you
notices-stop-follow = news of what you follow
notices-stop-weekly = the weekly summary
notices-stop-daily = the daily summary
notices-stop-now = news sent at once, except answers to your words
