# dynamic: follows-follow
follows-follow = Suivre
follows-follow-theme = Suivre ce thème
follows-follow-zone = Suivre ce quartier
follows-follow-search = Suivre cette recherche
follows-stop = Ne plus suivre
