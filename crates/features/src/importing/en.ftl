# dynamic: import-state-
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
