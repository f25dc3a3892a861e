# dynamic: idea-form-precision-
# dynamic: idea-move-
ideas-title = Ideas
ideas-description = Ideas from the people and organisations of { $territory }: read them, back them, discuss them, propose your own.
ideas-propose = Propose my idea
ideas-sort = Order of the list
ideas-sort-newest = Latest
ideas-sort-growing = Growing
ideas-sort-backed = Most backed
ideas-sort-discussed = Most discussed
ideas-map = Map
ideas-filters = Filter
ideas-filter = Apply
ideas-theme = Theme
ideas-theme-all = All themes
ideas-zone = Neighbourhood
ideas-zone-all = All neighbourhoods
ideas-state = State
ideas-all = See all ideas
ideas-more = Next ideas
ideas-empty = No idea here yet
ideas-empty-text = Somebody has to begin: what you noticed on your way is enough.
ideas-empty-filtered = No idea matches these choices. Widen them, or propose the first one.
idea-state-draft = Draft
idea-state-published = Under discussion
idea-state-archived = Archived
idea-state-hidden = Hidden
idea-state-project = Became a project
idea-state-merged = Merged into another
idea-supports-word =
    { $n ->
        [one] support
       *[other] supports
    }
idea-comments =
    { $n ->
        [0] no comment
        [one] { $n } comment
       *[other] { $n } comments
    }

idea-support-closed = This idea is no longer open to supports.
idea-supports =
    { $n ->
        [0] no support
        [one] { $n } support
       *[other] { $n } supports
    }

ideas-list = List
ideas-sort-near = Near here
ideas-near-title = Ideas near here
ideas-near-choose = Choose a neighbourhood, or a point on the map: the nearest ideas come first.
ideas-near-empty = No idea is on the map yet. Yours can be the first.
ideas-near-where = Around which place
ideas-near-point = Around a point
ideas-near-go = See the nearest ideas
ideas-near-refused = Your device did not give its position. Touch the map or choose a neighbourhood.
ideas-near-metres = { $n } m away
ideas-near-kilometres = { $n } km away
ideas-near-decimal = .
ideas-map-title = Map of ideas
ideas-map-view = View
ideas-map-label = Map of ideas: { $territory }
ideas-map-quarter = { $name }:
ideas-map-here =
    { $n ->
        [0] no idea
        [one] { $n } idea
       *[other] { $n } ideas
    }
ideas-map-many = {"{n}"} ideas here
ideas-map-in = Zoom in
ideas-map-out = Zoom out
ideas-map-wait = The map is coming…
ideas-map-failed = The map could not be opened. The list shows the same ideas.
ideas-map-none = The outline of this territory is not known yet. The list shows all ideas.
ideas-map-list = Ideas, the latest first
ideas-map-quarters = By neighbourhood

idea-propose-title = Propose an idea
idea-steps = Steps
idea-step-of = Step { $step } of 5
idea-step-1 = The idea
idea-step-2 = The text
idea-step-3 = The place
idea-step-4 = Pictures
idea-step-5 = Check
idea-publish-do = Publish my idea
idea-drafts = Your drafts
idea-draft-untitled = Idea without a title
idea-draft-kept = kept { $when }
idea-draft-found = We found your draft.
idea-draft-drop = Start afresh
idea-draft-saved = Draft kept
idea-draft-failed = Draft not kept
idea-draft-discard = Throw this draft away
idea-draft-discarded = The draft is thrown away.
idea-preview-empty = Nothing to show yet.
idea-alike = Is it one of these?
idea-alike-text = If so, back it: an idea carried by several goes further. If not, go on.
idea-alike-none = None of these: go on
idea-alike-window = (new window)
idea-form-title = Title of your idea
idea-form-title-hint = In a few words, as you would tell a neighbour.
idea-form-title-missing = Give your idea a title, of four characters at least.
idea-form-title-long = This title is too long: { $n } characters at most.
idea-form-line = In one sentence
idea-form-line-hint = What people will understand without opening the idea.
idea-form-line-missing = Sum your idea up in one sentence.
idea-form-line-long = This sentence is too long: { $n } characters at most.
idea-form-body = The text of your idea
idea-form-body-hint = What you saw, what you propose, what it would take to begin.
idea-form-body-missing = Describe your idea in a few lines.
idea-form-body-long = This text is too long: { $n } characters at most.
idea-form-lang = Language of the text
idea-form-theme-missing = Choose a theme.
idea-form-zone-unknown = Choose a neighbourhood from the list.
idea-form-zone-all = The whole territory
idea-form-place = Name of the place
idea-form-place-hint = A square, a street, a school: what everybody knows.
idea-form-place-long = This name is too long: { $n } characters at most.
idea-form-point = Point on the map
idea-form-point-hint = Touch the map, or move it with the arrow keys and press Enter.
idea-form-point-clear = Remove the point
idea-form-point-taken = The point is noted.
idea-form-point-wrong = These are not the coordinates of a place: give latitude and longitude in degrees, or leave both empty.
idea-form-precision = What others see of the point
idea-form-precision-hint = If it is near your home, choose the block: the exact point is not kept.
idea-form-precision-exact = The exact point
idea-form-precision-block = The block, within 200 metres
idea-form-precision-zone = The quarter only, without a point
idea-form-here = Use my position
idea-form-coordinates = Coordinates
idea-form-lat = Latitude
idea-form-lon = Longitude
idea-form-pictures = Pictures
idea-form-pictures-kept = Pictures already received
idea-form-pictures-hint = Five at most, 12 MB each. The date, place and device they hold are erased.
idea-form-picture-refused = “{ $name }”: { $why }
idea-form-alt-missing = Say what the picture shows, or tick “decorative picture”.
idea-form-alt-long = This description is too long: { $n } characters at most.
idea-form-decorative = This picture is decorative
idea-form-position = Place
idea-recap-intro = Read it again. You can still change your idea once it is published.
idea-recap-change = Change
idea-recap-place = Place
idea-recap-point = with a point on the map
idea-recap-no-picture = No picture
idea-recap-decorative = Decorative picture
idea-recap-next = Your idea will be visible at once. Everybody can back it and discuss it.
idea-published-title = Your idea is online
idea-published-text = “{ $title }” is visible to everybody from now on.
idea-published-see = See my idea
idea-published-share = Share it
idea-published-copied = Address copied
idea-published-next = What comes next?
idea-published-next-1 = Talk about it around you: the first supports often come from neighbours.
idea-published-next-2 = You receive an e-mail when somebody comments on your idea. Answer: that is how it grows.
idea-published-next-3 = Complete it whenever you like: earlier versions stay readable.
idea-edit-title = Change “{ $title }”
idea-edit-note = What changes
idea-edit-note-hint = A few words for those who have read the idea already.
idea-edit-done = Your changes are online.
idea-edit-closed = This idea cannot be changed in its present state.
idea-edit-conflict = Somebody changed this idea while you were writing.
idea-edit-conflict-text = Nothing is lost: here is what separates the version online (struck through) from yours (underlined). The form holds your text. Adapt it where needed, then save.
idea-edit-merged = Both texts are brought together in the form.
idea-diff-skipped =
    { $n ->
        [one] { $n } paragraph without change
       *[other] { $n } paragraphs without change
    }
idea-back-to-idea = Back to the idea
idea-versions-title = Versions of “{ $title }”
idea-versions-all = All versions
idea-versions-none = This idea has not changed since it was published.
idea-part-title = Title
idea-part-line = Summary
idea-part-body = Text
idea-version-number = Version { $number }
idea-version-title = Version { $number } of “{ $title }”
idea-version-first = This is the first version: all of it is new.
idea-version-same = The text is the same as in the version before.
idea-moves = What happened
idea-move-archive = Archived
idea-move-restore = Open to discussion again
idea-move-hide = Hidden by moderators
idea-move-show = Visible again
idea-move-adopt = Became a project
idea-move-merge = Joined to another idea
idea-archive-do = Archive the idea
idea-archive-title = Archive “{ $title }”
idea-archive-text = The idea stays readable, with its discussion, but can no longer be backed. You can open it again.
idea-archive-reason = Why archive it
idea-archive-reason-hint = For instance: it came true, or another one replaces it.
idea-archive-done = The idea is archived.
idea-restore-do = Open the idea again
idea-restore-title = Open “{ $title }” again
idea-restore-text = The idea comes back among the others: people can back it and change it again.
idea-restore-done = The idea is open again.
ideas-near-around = Around this neighbourhood: { $name }
