# What stays known of an account that is closed.
closed-kept = { $n ->
    [one] The law asks us to keep apart, for a month after an account is closed, its name, e-mail address, dates and sign-ins: only courts may ask for them, no page shows them, your archive cannot hold them, and the right to erasure applies to them only afterwards.
   *[other] The law asks us to keep apart, for { $n } months after an account is closed, its name, e-mail address, dates and sign-ins: only courts may ask for them, no page shows them, your archive cannot hold them, and the right to erasure applies to them only afterwards.
}
closed-nothing = Nothing that identifies you is kept after your account is closed.
