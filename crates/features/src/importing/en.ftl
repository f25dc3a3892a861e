# dynamic: import-state-
# dynamic: import-why-
import-title = Import a consultation
import-line = Bring in people, ideas and comments from elsewhere. You can import the same files twice: nothing is doubled.
import-no-file = Choose at least one file.
import-people = People
import-ideas = Ideas
import-comments = Comments
import-dry = Try without writing anything
import-dry-hint = You will read what would happen, line by line.
import-dry-short = trial
import-start = Import
import-past = Earlier imports
import-state-queued = Waiting
import-state-running = Under way
import-state-done = Done
import-state-failed = Interrupted
import-done = The import is done.
import-dry-done = The trial is done: nothing was written.
import-report = What became of each file
import-file = File
import-created = New
import-updated = Changed
import-unchanged = Unchanged
import-refused = Refused
import-errors = Refused lines
import-errors-line = The other lines went in. Correct these in your files and import again.
import-row = Line
import-reason = Reason
import-more =
    { $n ->
        [one] And one more line.
       *[other] And { $n } more lines.
    }
import-leave = You may leave this page: the work goes on.
import-refresh = See how far it is
import-why-unreadable = The rest of this file cannot be read. Check that it is a whole CSV file.
import-why-columns-missing = Columns are missing: { $columns }.
import-why-cells = Number of cells: { $found }, where the header has { $wanted }.
import-why-not-text = { $column }: this text is not UTF-8.
import-why-ref-missing = ref: give every row its lasting name.
import-why-ref-unfit = ref: this name is too long, or holds something else than text.
import-why-ref-twice = ref: “{ $value }” stands twice in this file.
import-why-not-a-count = { $column }: “{ $value }” is not a whole number.
import-why-not-a-date = { $column }: “{ $value }” is not a date such as 2015-10-18T21:49:42+02:00.
import-why-name-missing = display_name: give every person a name.
import-why-name-long = display_name: this name is too long, { $most } characters at most.
import-why-title-missing = title: give every idea a title.
import-why-author-unknown = author_ref: nobody is named “{ $value }”.
import-why-hidden-unclear = hidden: write true or false rather than “{ $value }”.
import-why-idea-unknown = idea_ref: no idea is named “{ $value }”.
import-why-idea-moved = idea_ref: a comment cannot move to another idea.
import-why-parent-unknown = parent_ref: no comment is named “{ $value }”.
import-why-parent-refused = parent_ref: “{ $value }” was refused.
import-why-parent-circle = parent_ref: this comment answers itself, or one that was refused.
import-why-parent-elsewhere = parent_ref: the comment it answers is about another idea.
import-why-side-unknown = side: write for, against or question rather than “{ $value }”.
import-why-body-empty = body: this comment says nothing.
import-why-body-long = body: this comment is too long, { $most } characters at most.
import-why-removed-here = This comment was removed here since.
