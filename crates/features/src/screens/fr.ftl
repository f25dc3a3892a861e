home-title = Accueil
home-description = Proposez, soutenez et discutez des idées pour { $territory }.
home-hero = À { $territory }, une idée trouve toujours de la terre.
home-line = Proposez ce qui manque, soutenez ce qui pousse, discutez entre voisins : la collectivité et ses partenaires vous répondent.
home-population =
    { $n ->
        [one] { $n } habitant
       *[other] { $n } habitants
    }
home-ideas =
    { $n ->
        [0] aucune idée
        [one] { $n } idée
       *[other] { $n } idées
    }
home-supports =
    { $n ->
        [0] aucun soutien
        [one] { $n } soutien
       *[other] { $n } soutiens
    }
home-near = Voir près de chez moi
home-growing = Les idées qui poussent
home-aside = En ce moment
home-said = Dernières paroles
home-newest = Tout juste semées
home-newest-all = Toutes les nouveautés
home-way = De l’idée au projet
home-way-more = Comment ça marche
home-way-propose = Proposer une idée
home-way-back = Soutenir
home-way-discuss = Discuter
home-way-people = Se rencontrer
home-themes = Par thème
home-explore = Tout explorer
explore-title = Explorer
explore-description = Toutes les portes d’entrée vers les idées de { $territory } : par thème, par quartier, sur la carte.
explore-line = Choisissez une porte d’entrée : un mot, un thème, un quartier.
explore-search = Chercher une idée, une parole, une personne
explore-orders = Par envie
explore-zones = Par quartier
explore-figures = En chiffres
explore-figures-ideas = idées en discussion
explore-figures-supports = soutiens
explore-figures-comments = commentaires
explore-figures-people = personnes inscrites
idea-version = version { $version }
idea-see-changes = voir les changements
idea-crumbs = Fil d’Ariane
idea-chip = Idée
idea-back = Je soutiens
idea-backed = Vous soutenez
idea-support-failed = Votre soutien n’a pas pu être enregistré. Réessayez dans un instant.
idea-follow = Suivre
idea-following = Suivie
idea-act = Agir
idea-share = Partager
idea-share-done = Adresse copiée
idea-report = Signaler
idea-detail = L’idée en détail
idea-edit = Modifier
idea-archive = Archiver
idea-restore = Rouvrir
idea-publish = Reprendre et publier
idea-similar = Idées proches
idea-pictures = Images
idea-historic = Reprise d’une consultation antérieure
idea-historic-figures = Votes reçus alors : { $supports } pour, { $mixed } partagés, { $opposes } contre.
idea-archived-notice = Cette idée est archivée : on peut la lire, on ne peut plus la commenter.
idea-hidden-notice = Cette idée est masquée. Seules l’équipe de modération et la personne qui l’a proposée la voient.
idea-draft-notice = Ceci est votre brouillon : personne d’autre ne le voit.
idea-picture-open = Voir cette image en grand
idea-picture-report = Signaler cette image
idea-picture-moderate = Modérer cette image
idea-picture-hidden = Masquée par la modération
idea-moderate = Modérer

# My space, and gestures kept for those who had no account.
me-parts = Mon espace
me-ideas = Mes idées
me-comments = Mes commentaires
me-supports = Mes soutiens
me-follows = Ce que je suis
me-ideas-none = Pas encore d’idée
me-comments-none = Pas encore de commentaire
me-supports-none = Pas encore de soutien
me-follows-none = Vous ne suivez encore rien
me-none = Lisez ce qui se passe près de chez vous, ou semez la première graine.
me-untitled = Sans titre
me-draft = Brouillon
me-hidden = Masqué par la modération
me-archived = Archivé
me-removed = Retiré
me-more = La suite
gestures-title = Terminons ce que vous avez commencé
gestures-lead = Ceci était gardé pour vous.
gestures-do = C’est bien moi : publier
gestures-resume = C’est bien moi : reprendre mon brouillon
gestures-drop = Laisser tomber
erased-idea = Idée effacée par son auteur
gestures-late-title = Cela n’a pas pu être fait
gestures-late-lead = Les choses ont changé entre-temps : l’idée est close, ce à quoi vous répondiez n’est plus là, ou le brouillon a avancé ailleurs. Vos mots sont intacts : copiez ce que vous voulez garder. Ils restent ici trente jours, tant que vous ne les retirez pas.
gestures-words-title = Vos mots vous attendent
gestures-words-lead = Vous n’étiez plus connecté quand vous avez envoyé ceci. Rien n’est perdu : copiez vos mots, rouvrez le formulaire et envoyez-les de nouveau.
gestures-words-form = Rouvrir le formulaire (nouvelle fenêtre)
gestures-late-words = Ce que vous aviez écrit
gestures-late-read = J’ai gardé ce qu’il me faut, retirer
me-suspended = Votre compte est suspendu : vous pouvez lire, mais pas publier.
me-decision = Lire la décision ou la contester
me-replies =
    { $n ->
        [0] aucune réponse
        [one] { $n } réponse
       *[other] { $n } réponses
    }
explore-people = S’entraider
explore-people-line = Trouver qui sait faire, ou proposer ce que vous savez faire.
