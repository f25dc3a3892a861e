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
