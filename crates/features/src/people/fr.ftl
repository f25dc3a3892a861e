person-left = Une personne partie
person-section = Personnes
person-bio = Présentation
person-since = ici depuis le { $date }
person-edit = Modifier mon profil
person-role-agent = Agent de la collectivité
person-role-elected = Élue ou élu
person-role-moderator = Équipe de modération
person-ideas =
    { $n ->
        [one] idée proposée
       *[other] idées proposées
    }
person-comments =
    { $n ->
        [one] commentaire
       *[other] commentaires
    }
person-their-ideas = Ses idées
person-their-words = Ses paroles
person-no-idea = Pas encore d’idée proposée.
person-no-word = Pas encore de commentaire.
person-report = Signaler cette personne
person-more-ideas = Ses idées plus anciennes
person-more-words = Ses paroles plus anciennes
person-start = Revenir au plus récent
