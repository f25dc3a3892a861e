# dynamic: search-kind-
# dynamic: search-sort-
search-title = Search
search-title-of = Search: { $q }
search-box = Search an idea, a comment, a person
search-suggestions = Suggestions
search-found = { "{" }n{ "}" } suggestions
search-start = What are you looking for?
search-start-text = One word is enough: accents, plurals and a typing mistake do not matter.
search-explore = Explore everything
search-propose = Propose my idea
search-total =
    { $n ->
        [0] No result
        [one] { $n } result
       *[other] { $n } results
    }
search-corrected = with “{ $q }”
search-none = Nothing found
search-none-text = Try a shorter or a nearby word. And if nobody thought of it yet, propose it.
search-sort = Order of results
search-sort-relevance = Relevance
search-sort-newest = Latest
search-sort-backed = Most backed
search-kind = What
search-kind-all = Everything
search-kind-idea = Ideas
search-kind-comment = Comments
search-kind-person = People
search-kind-idea-one = Idea
search-kind-comment-one = Comment
search-kind-person-one = Person
search-comment-title = Read this comment
search-comment-of = On “{ $title }”
search-unwell = Search is being put back in order. Try again in a minute: nothing is lost.
