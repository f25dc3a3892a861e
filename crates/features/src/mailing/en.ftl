# What becomes of letters, in figures.

mailing-title = E-mails in figures
mailing-figures = The figures
mailing-list = All e-mails
mailing-now = Right now
mailing-waiting = { $n ->
    [one] e-mail waits to leave
   *[other] e-mails wait to leave
}
mailing-oldest = the oldest, { $ago }
mailing-unreached = { $n ->
    [one] address that nothing reaches any more
   *[other] addresses that nothing reaches any more
}
mailing-past = These last days
mailing-span = Length of time
mailing-days = { $n ->
    [one] One day
    [365] One year
   *[other] { $n } days
}
mailing-sent = { $n ->
    [one] e-mail left
   *[other] e-mails left
}
mailing-failed = { $n ->
    [one] e-mail refused
   *[other] e-mails refused
}
mailing-gone = { $n ->
    [one] address that is gone, as told by a server
   *[other] addresses that are gone, as told by servers
}
mailing-unwanted = { $n ->
    [one] e-mail called unwanted
   *[other] e-mails called unwanted
}
mailing-table = By subject
mailing-about = Subject
mailing-col-sent = Left
mailing-col-failed = Refused
mailing-about-notices = Answers, mentions and what is followed
mailing-about-digests = News of the day and of the week
mailing-about-messages = Messages
mailing-about-network = Invitations, organisations, welcome
mailing-about-moderation = Reports and decisions
mailing-about-account = Accounts and safety
mailing-none = No e-mail over this time
mailing-none-text = Choose a longer time, or come back later.
mailing-how = The e-mails of a day are counted every hour, two days running. The day is the one on which the e-mail was written.
