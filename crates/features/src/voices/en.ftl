# dynamic: voices-did-

voices-choice = You speak
voices-me = In my own name
voices-of = In the name of: { $name }
voices-by = by { $name }
voices-signed = Signed by { $name }. You change it in its name.
voices-lost = You no longer speak in the name of “{ $name }”: your words are still here. Send them in your own name, or ask the team of the organisation.
voices-lost-edit = You no longer speak in the name of “{ $name }”: this text belongs to it, and did not change. Your words are still here, copy them if you want to keep them.
voices-not-yours = This text is signed by an organisation you do not speak for, or no longer. Its administrators may withdraw it.
voices-unknown = We do not know in whose name you speak: choose from the list.
voices-log = Log of what was said
voices-log-lead = Who spoke in the name of the organisation, when, and to say what. Only those who administer it read this page.
voices-log-empty = Nobody spoke in its name yet
voices-log-empty-text = Ideas and comments signed by the organisation will appear here, with the name of whoever wrote them.
voices-log-open = Log of what was said
voices-when = When
voices-who = Who
voices-what = What
voices-out-of-sight = a text out of sight
voices-did-idea-publish = proposed the idea
voices-did-idea-edit = changed the idea
voices-did-idea-archive = archived the idea
voices-did-idea-restore = reopened the idea
voices-did-idea-adopt = made a project of the idea
voices-did-comment-create = commented
voices-did-comment-edit = corrected a comment under
voices-did-comment-remove = withdrew a comment under
