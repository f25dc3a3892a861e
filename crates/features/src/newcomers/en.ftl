newcomers-title = New members
newcomers-lead = In the first days a few limits protect everybody. They lift by themselves; you may lift them sooner, or hold them and say why.
newcomers-list-held = Limits held
newcomers-list-new = Arrived in the last two weeks
newcomers-none = Nobody arrived lately
newcomers-none-text = New members appear here for two weeks.
newcomers-start = Back to the beginning
newcomers-state-new = Limited
newcomers-state-known = No limit
newcomers-state-lifted = Limits lifted
newcomers-state-held = Limits held
newcomers-words =
    { $n ->
        [one] { $n } contribution that stands
       *[other] { $n } contributions that stand
    }
newcomers-until = They lift by themselves on { $date } at the latest
newcomers-decide = Decide
newcomers-reason = Reason
newcomers-reason-hint = Needed to hold the limits. This person will read it in their data.
newcomers-lift = Lift the limits
newcomers-hold = Hold the limits
newcomers-lifted = The limits are lifted.
newcomers-held = The limits are held.
newcomers-again = You wrote these very words a short while ago. Say what is particular to this idea.
newcomers-links =
    { $n ->
       *[other] In the first days a text has two links at most; this one has { $n }.
    }
newcomers-names =
    { $n ->
       *[other] In the first days a text names five people at most; this one names { $n }.
    }
newcomers-comments = In the first days one writes ten comments a day at most. Keep your words, and come back tomorrow.
newcomers-ideas = In the first days one publishes three ideas a day at most. Your draft is kept: publish it tomorrow.
newcomers-card = Your first days here
newcomers-card-text = To protect everybody, new members put two links in a text, name five people, and publish ten comments and three ideas a day at most.
newcomers-card-words =
    { $n ->
        [one] One more contribution that stands, and these limits lift.
       *[other] { $n } more contributions that stand, and these limits lift.
    }
newcomers-card-until = On { $date } at the latest they lift by themselves.
newcomers-card-held = The moderation team holds these limits. You can write to them through the Contact page.
