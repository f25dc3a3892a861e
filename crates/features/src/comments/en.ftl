# dynamic: comments-side-
# dynamic: comments-none-
comments-count =
    { $n ->
        [0] The discussion
        [one] { $n } comment
       *[other] { $n } comments
    }
comments-sort = Order of the discussion
comments-sort-best = Most useful
comments-sort-time = Latest
comments-sides = Arguments shown
comments-side-for = For
comments-side-against = Against
comments-side-question = Questions
comments-side-other = Other remarks
comments-side-for-choice = I am rather for
comments-side-against-choice = I am rather against
comments-side-question-choice = I have a question
comments-side-count =
    { $n ->
        [0] none
        [one] { $n } comment
       *[other] { $n } comments
    }
comments-side = You are…
comments-side-missing = Say where you stand: for, against, or a question.
comments-none-for = Nobody has said yet why they are for. Will you?
comments-none-against = Nobody has said yet why they are against. Disagreement helps an idea ripen too.
comments-none-question = No question yet.
comments-none-other = No comment yet.
comments-empty = Nobody has reacted yet
comments-empty-text = An opinion, a question, something you saw work elsewhere: open the discussion.
comments-closed = This discussion is closed: the idea no longer takes comments. Everything can still be read.
comments-text = Your comment
comments-text-hint = One idea and one reason are enough. You may write in **bold**, in *italics*, or make a list with dashes.
comments-text-missing = Write a few words before you send.
comments-text-long =
    { $n ->
        [one] Your text is one character too long. It is still here: shorten it.
       *[other] Your text is { $n } characters too long. It is still here: shorten it.
    }
comments-parent-gone = The comment you answer was just taken away. Your text is still here: copy it into a new comment.
comments-send = Publish my comment
comments-posted = Your comment is online. You can correct it freely for 15 minutes.
comments-write = Your comment
comments-where = You are here
comments-by = Comment by { $name }
comments-spokesperson = by { $name }
comments-author = Author
comments-edited = edited
comments-answers = In reply to { $name }
comments-reply = Reply
comments-reply-to = to { $name }
comments-reply-label = Your reply to { $name }
comments-reply-send = Publish my reply
comments-thank-count =
    { $n ->
        [0] Thank
       *[other] Thank · { $n }
    }
comments-thanked =
    { $n ->
        [one] You said thank you
       *[other] You said thank you · { $n }
    }
comments-thanks =
    { $n ->
        [one] { $n } thank-you
       *[other] { $n } thank-yous
    }
comments-own-thanks = One does not thank oneself, even when the comment deserves it.
comments-historic =
    { $n ->
        [one] { $n } vote in the original consultation
       *[other] { $n } votes in the original consultation
    }
comments-more-acts = More about the comment by { $name }
comments-copy = Copy the address
comments-copied = Address copied
comments-edit = Edit my comment
comments-edit-free = For 15 minutes after sending, a correction leaves no trace.
comments-edit-kept = The text before stays readable in the history of the comment.
comments-changed = Your comment was changed.
comments-meanwhile = This comment changed meanwhile
comments-meanwhile-text = Here is what separates the text online from yours. Yours is untouched below: take over what you want to keep, then save.
comments-versions = History of the comment
comments-version-first = First text
comments-version-changed = Changed
comments-diff-skipped =
    { $n ->
        [one] One unchanged paragraph
       *[other] { $n } unchanged paragraphs
    }
comments-remove = Remove my comment
comments-remove-ask = Remove this comment?
comments-remove-text = A line will hold its place if somebody answered, so that the replies still make sense. Your text will no longer be visible, and you cannot put it back.
comments-removed-done = Your comment was removed.
comments-removed = Comment removed by its author.
comments-hidden = Comment hidden by the moderation team.
comments-hidden-for = Comment hidden by the moderation team. Reason: { $reason }.
comments-report = Report
comments-moderate = Moderate
comments-more = More comments
comments-more-others =
    { $n ->
        [0] More comments
        [one] See the other comment
       *[other] See the { $n } other comments
    }
comments-start = Back to the beginning
comments-replies-more =
    { $n ->
        [one] See the next reply
       *[other] See the next { $n } replies
    }
comments-thread = Thread
comments-thread-title = Discussion: { $title }
comments-thread-start = Back to the beginning of the thread
comments-thread-more = More replies
comments-all = The whole discussion
comments-apart = Comment not shown.
