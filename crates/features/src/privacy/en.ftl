# Accounts nobody comes back to.
privacy-absence-subject = Your account on { $site } has been asleep for long
privacy-absence-text = Hello { $name }, you have not come for a long time. We do not keep the data of absent people for ever.
privacy-absence-more = Unless you come back, your account will be closed on { $day }: your name and address will disappear from the site, and your contributions will stay unsigned.
privacy-absence-button = Keep my account
privacy-absence-after = To keep your account, sign in once before that day. If you would rather leave, you have nothing to do.
privacy-absence-reason = You get this message because you have an account on { $site }.

# The record of processing.
# dynamic: privacy-field-
# dynamic: privacy-purpose-
# dynamic: privacy-basis-
# dynamic: privacy-sees-
# dynamic: privacy-keeps-
privacy-register-csv = Record of processing (table)
privacy-register-json = Record of processing (JSON)
privacy-to-fill = to be filled in the settings of the territory
privacy-field-name = Processing
privacy-field-aim = Purpose
privacy-field-controller = Controller
privacy-field-dpo = Data protection officer
privacy-field-basis = Legal basis
privacy-field-people = People concerned
privacy-field-data = Data
privacy-field-recipients = Recipients
privacy-field-keeps = How long it is kept
privacy-field-transfers = Transfers outside the European Union
privacy-field-measures = Safety measures
privacy-purpose-account = Accounts of participants
privacy-purpose-account-aim = Make an account, sign in, choose what others see
privacy-purpose-account-people = People who signed up
privacy-purpose-participation = Participation
privacy-purpose-participation-aim = Propose ideas, back them and discuss them in public
privacy-purpose-participation-people = People who signed up, and authors taken from an earlier consultation
privacy-purpose-messages = Messages
privacy-purpose-messages-aim = Write to participants: confirmations, answers, decisions, news they chose
privacy-purpose-messages-people = People who signed up, and people who gave their address
privacy-purpose-moderation = Moderation
privacy-purpose-moderation-aim = Receive reports, decide, give reasons, answer appeals
privacy-purpose-moderation-people = Authors, people who report, moderators
privacy-purpose-security = Safety
privacy-purpose-security-aim = Protect accounts and the service, answer requests of the courts
privacy-purpose-security-people = People who signed up and visitors
privacy-basis-public_task = Task in the public interest (article 6(1)(e) of the GDPR)
privacy-basis-legal_obligation = Legal obligation (article 6(1)(c) of the GDPR)
privacy-basis-consent = Consent (article 6(1)(a) of the GDPR)
privacy-sees-public = Everybody
privacy-sees-chosen = The circle the author chose, everybody by default
privacy-sees-members = Participants who are signed in
privacy-sees-moderators = Moderators
privacy-sees-administrators = Administrators
privacy-sees-self = The person themselves
privacy-sees-nobody = Nobody: technical use
privacy-keeps-account = Life of the account, closed after a long absence
privacy-keeps-session = Until signing out, 60 days without a visit, or a year
privacy-keeps-month = 30 days
privacy-keeps-link = 14 days at most
privacy-keeps-quarter = 90 days
privacy-keeps-year = One year
privacy-keeps-closed = One year after the account is closed, or the delay set for the territory
privacy-keeps-online = As long as the contribution is online, then public archives
privacy-keeps-archive = Six months at least, then rules of archives; names of people who report erased after a year
privacy-transfers = None made by the software; to be filled where a provider is added
privacy-measures = Passwords and tokens kept as digests, second factor for the team, security log, verified backups, updates followed, no third-party service
