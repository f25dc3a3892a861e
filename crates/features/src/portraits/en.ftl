# A picture of oneself, beside one's name.

portraits-title = My picture
portraits-crumbs = Where you are
portraits-profile = My profile
portraits-alt = The picture beside your name
portraits-none = No picture: your initials stand for it.
portraits-seen = It stands beside your name, wherever that is written.
portraits-hidden = Moderators took this picture out of sight. The decision was sent to you; you can contest it, or choose another picture.
portraits-choose = Choose a picture
portraits-another = Choose another picture
portraits-hint = A photograph or a drawing, as JPEG, PNG or WebP. The square in its middle is kept, without anything the photograph says of place or device. Everybody sees it, like your name.
portraits-save = Keep this picture
portraits-remove = Take the picture out
portraits-needed = Choose a file first.
portraits-saved = Your picture is in place.
portraits-removed = Your picture is taken out.
portraits-page = See my public page
