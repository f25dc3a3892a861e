# dynamic: feed-tab-
# dynamic: feed-why-
feed-title = My feed
feed-parts = Parts of the feed
feed-tab-followed = What I follow
feed-tab-near = Near me
feed-tab-all = Everything
feed-tab-mine = My territories
feed-newest = Back to the newest
feed-older = Older
feed-stopped = You were here
feed-quiet = Nothing new since you last looked.
feed-published = { $name } proposes an idea
feed-commented = { $name } comments on an idea
feed-supported =
    { $n ->
        [one] One person backs this idea
       *[other] { $n } people back this idea
    }
feed-archived = This idea is archived
feed-restored = This idea is open again
feed-adopted = This idea becomes a project
feed-merged = This idea joins another one
feed-verified = An organisation is verified by the town
feed-why-theme = You follow the theme { $name }
feed-why-zone = You follow the quarter { $name }
feed-why-search = You follow the search { $name }
feed-why-person = You follow { $name }
feed-why-body = You follow { $name }
feed-why-idea = You follow this idea
feed-why-near = It is in your quarter
feed-why-all = Everything that happens here: { $place }
feed-begin = Your feed awaits you
feed-begin-text = Follow a theme, a quarter, a person or an association: what happens there will come here, and nowhere else.
feed-near-where = Where do you live?
feed-near-where-text = Name your quarter in your profile: you will read here what happens there. You choose who sees it.
feed-near-say = Name my quarter
feed-none = Nothing here for now
feed-none-text = It is quiet. Follow more, or come back in a few days.
feed-further = Nothing recent
feed-further-text = What you follow has been silent for a while. Look further back.
feed-key-title = My feed in a reader
feed-key-lead = Read what you follow in the feed reader of your choice (Atom), without mail and without signing in.
feed-key-once = Here is your address. Copy it now: it will not be shown again.
feed-key-since = There has been an address since { $day }.
feed-key-make = Make my address
feed-key-renew = Replace it by a new one
feed-key-stop = Remove it
feed-key-stopped = This address no longer works.
feed-key-careful = Whoever knows this address reads your feed: do not share it.
