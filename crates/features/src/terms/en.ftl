terms-changes = What changes in the rules
terms-versions = Versions of the rules of the site
terms-version = Version { $number }
terms-read = Read the whole text
terms-words = Word by word
terms-accept-text = If you agree with these rules, say so: the line above your pages goes away. If you do not, you may take your data with you and close your account.
terms-accept = Accept these rules
terms-leave = Take my data with me
terms-accepted = Thank you, this is noted.
terms-publish-lead = Change the text in both languages first. Then publish here: every member gets a letter and sees a line on their pages, and the site remembers who accepted which version.
terms-edit-fr = Change the French text
terms-edit-en = Change the English text
terms-summary-fr = What changes, in French
terms-summary-en = What changes, in English
terms-summary-hint = One or two plain sentences: they stand in the letter.
terms-publish = Publish version { $number } and tell members
terms-needed = Say in one sentence what changes.
terms-too-long = This is too long: { $n } characters at most.
terms-same = The text has not changed since the last version: there is nothing to publish.
terms-meanwhile = Somebody has just published a version. See what is left to say, then publish again.
terms-published = The version is published. The letters are on their way.
terms-published-so-far = Versions published
terms-told = { $n ->
    [0] Latest version: nobody has been told yet.
    [one] Latest version: one member told.
   *[other] Latest version: { $n } members told.
}
terms-accepted-by = { $n ->
    [0] Nobody has accepted yet.
    [one] One member has accepted.
   *[other] { $n } members have accepted.
}
terms-letter-subject = The rules of { $site } are changing
terms-letter-text = Hello { $name }, the rules of the site have a new version. This is what changes:
terms-letter-button = See what changes
terms-letter-after = You can accept these rules from that page. If they do not suit you, you may take your data with you and close your account at any time.
terms-letter-reason = You get this letter because you have an account on { $site }. It is necessary and cannot be stopped.
