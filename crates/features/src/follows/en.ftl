# dynamic: follows-follow
follows-follow = Follow
follows-follow-theme = Follow this theme
follows-follow-zone = Follow this quarter
follows-follow-search = Follow this search
follows-stop = Stop following
