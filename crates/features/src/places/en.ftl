places-address = Address
places-hint = Type a street or a place to fill in the fields below. These words are sent to { $host }, and nothing about you.
places-choices = Places found
places-many = { "{" }n{ "}" } places found. Choose with the arrow keys, then Enter.
places-found =
    { $n ->
        [one] One place found. Choose it, then continue.
       *[other] { $n } places found. Choose, then continue.
    }
places-no-choice = None of these
places-none = No place found. Try other words, or give the name of the place and the point yourself.
places-away = The address search does not answer. Give the name of the place and the point yourself: nothing is lost.
places-busy = The address search is in great demand. Try again in a moment, or name the place yourself.
places-taken = The name of the place and the point are filled in. You can still change them.
