live-readers =
    { $n ->
        [one] { $n } person is reading this page
       *[other] { $n } people are reading this page
    }
live-new-one = 1 new comment
live-new-many = {"{n}"} new comments
live-message = A new message has arrived.
