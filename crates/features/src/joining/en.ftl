# Who comes in, and the desk of those who ask.
# dynamic: joining-entry-
joining-title = Entries
joining-lead = Who becomes a member here, and who waits for an answer.
joining-waiting = Waiting
joining-none = Nobody waits
joining-none-text = Requests arrive here, the oldest first.
joining-age = { $n ->
    [one] waiting for { $n } day
   *[other] waiting for { $n } days
}
joining-no-words = Without a word.
joining-admit = Welcome
joining-decline = Do not welcome
joining-decline-send = Send the answer
joining-reason = Why
joining-reason-hint = The person will read these words. Ten letters at least.
joining-reason-needed = Say why: the person will read these words (ten letters at least).
joining-admitted = The person is welcome; an email tells them.
joining-declined = The answer has left, and what the person had told is erased.
joining-start = Back to the beginning
joining-rule = The rule
joining-who = Who becomes a member?
joining-entry-open = Everybody
joining-entry-open-hint = A confirmed address is enough.
joining-entry-request = On request
joining-entry-request-hint = A person answers each request. Whoever comes by the invitation of a member is in at once.
joining-entry-invited = By invitation
joining-entry-invited-hint = Only by the invitation of a member or an ambassador.
joining-listed = Appear in the list of territories
joining-listed-hint = The page “Territories” of the other sites of this installation.
joining-set = The rule is kept. Whoever was waiting still waits for your answer.
