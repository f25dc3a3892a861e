home-title = Home
home-description = Propose, back and discuss ideas for { $territory }.
home-hero = In { $territory }, every idea finds soil to grow.
home-line = Propose what is missing, back what is growing, talk it over with your neighbours: the town and its partners answer you.
home-population =
    { $n ->
        [one] { $n } inhabitant
       *[other] { $n } inhabitants
    }
home-ideas =
    { $n ->
        [0] no idea
        [one] { $n } idea
       *[other] { $n } ideas
    }
home-supports =
    { $n ->
        [0] no support
        [one] { $n } support
       *[other] { $n } supports
    }
home-near = See what is near me
home-growing = Growing ideas
home-aside = Right now
home-said = Latest words
home-newest = Freshly sown
home-newest-all = Everything new
home-way = From idea to project
home-way-more = How it works
home-way-propose = Propose an idea
home-way-back = Back it
home-way-discuss = Discuss
home-way-people = Meet
home-themes = By theme
home-explore = Explore everything
explore-title = Explore
explore-description = Every way into the ideas of { $territory }: by theme, by neighbourhood, on the map.
explore-line = Choose a way in: a word, a theme, a neighbourhood.
explore-search = Search an idea, a comment, a person
explore-orders = By mood
explore-zones = By neighbourhood
explore-figures = In figures
explore-figures-ideas = ideas under discussion
explore-figures-supports = supports
explore-figures-comments = comments
explore-figures-people = people signed up
idea-version = version { $version }
idea-see-changes = see the changes
idea-crumbs = Breadcrumb
idea-chip = Idea
idea-back = I back it
idea-backed = You back it
idea-support-failed = Your support could not be saved. Try again in a moment.
idea-follow = Follow
idea-following = Following
idea-act = Act
idea-share = Share
idea-share-done = Address copied
idea-report = Report
idea-detail = The idea in detail
idea-edit = Edit
idea-archive = Archive
idea-restore = Reopen
idea-publish = Resume and publish
idea-similar = Similar ideas
idea-pictures = Pictures
idea-historic = From an earlier consultation
idea-historic-figures = Votes cast then: { $supports } for, { $mixed } mixed, { $opposes } against.
idea-archived-notice = This idea is archived: it can be read but no longer commented on.
idea-hidden-notice = This idea is hidden. Only the moderation team and its author can see it.
idea-draft-notice = This is your draft: nobody else can see it.
idea-picture-open = See this picture larger
idea-picture-report = Report this picture
idea-picture-moderate = Moderate this picture
idea-picture-hidden = Hidden by moderation
idea-moderate = Moderate

# My space, and gestures kept for those who had no account.
me-parts = My space
me-ideas = My ideas
me-comments = My comments
me-supports = My supports
me-follows = What I follow
me-ideas-none = No idea yet
me-comments-none = No comment yet
me-supports-none = No support yet
me-follows-none = You follow nothing yet
me-none = Read what happens near you, or sow the first seed.
me-untitled = Untitled
me-draft = Draft
me-hidden = Hidden by moderation
me-archived = Archived
me-removed = Removed
me-more = More
gestures-title = Let us finish what you began
gestures-lead = This was kept for you.
gestures-do = Yes, it is me: publish
gestures-resume = Yes, it is me: go on with my draft
gestures-drop = Give it up
erased-idea = Idea erased by its author
gestures-late-title = This could not be done
gestures-late-lead = Things changed meanwhile: the idea is closed, what you were answering is gone, or the draft moved on elsewhere. Your words are intact: copy what you want to keep. They stay here for thirty days, until you take them away.
gestures-words-title = Your words are waiting
gestures-words-lead = You were no longer signed in when you sent this. Nothing is lost: copy your words, open the form again and send them anew.
gestures-words-form = Open the form again (new window)
gestures-late-words = What you had written
gestures-late-read = I kept what I need, take them away
me-suspended = Your account is suspended: you may read, but not publish.
me-decision = Read the decision or contest it
me-replies =
    { $n ->
        [0] no reply
        [one] { $n } reply
       *[other] { $n } replies
    }
explore-people = Helping each other
explore-people-line = Find who can do it, or offer what you can do.
