person-left = Une personne partie
person-section = Personnes
person-bio = Présentation
person-since = ici depuis le { $date }
person-edit = Modifier mon profil
person-write = Écrire
person-role-agent = Agent de la collectivité
person-role-elected = Élue ou élu
person-role-moderator = Équipe de modération
person-speaks-for = Parle au nom de
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
people-title = Annuaire
people-title-skill = Qui peut aider : { $skill }
people-description = Les personnes de { $territory } qui partagent ce qu’elles savent faire : par compétence, quartier et disponibilité.
people-offer = Proposer mes compétences
people-filters = Chercher
people-skill = Compétence
people-skill-example = comptabilité, vélo…
people-zone = Près de
people-zone-all = Tout le territoire
people-day = Jour
people-day-all = N’importe quel jour
people-part = Moment
people-part-all = N’importe quand
people-cause = Cause
people-cause-all = Toutes les causes
people-name = Nom ou mot
people-filter = Chercher
people-skills = Toutes les compétences
people-in-force = Recherche en cours
people-take-off = Retirer : { $filter }
people-skill-unknown = « { $skill } » n’est pas une compétence de la liste.
people-skill-meant = Cherchez-vous l’une de celles-ci ?
people-skill-browse = Parcourez la liste :
people-empty = Personne, pour l’instant
people-empty-filtered = Élargissez la recherche : un autre jour, tout le territoire, une compétence voisine.
people-empty-text = L’annuaire se remplit avec celles et ceux qui le veulent bien. Ouvrez la voie.
people-members-see = Certaines personnes ne se montrent qu’aux membres.
people-all = Voir tout l’annuaire
people-their-skills = Compétences
people-more-skills =
    { $n ->
        [one] et { $n } autre
       *[other] et { $n } autres
    }
people-and = et
people-more = Personnes suivantes
people-near-skills = Compétences voisines
person-skills = Compétences
person-skills-ready = en vert : prêt ou prête à aider
person-free = Disponibilités
person-all-day = toute la journée
person-hours =
    { $n ->
        [one] À peu près une heure par mois
       *[other] À peu près { $n } heures par mois
    }
person-free-from = À partir du { $date }
person-free-until = Jusqu’au { $date }
person-remote = Aussi à distance
person-more = En plus
person-causes = Causes
person-languages = Langues
person-links = Liens
person-keep-away = Ne plus entendre, bloquer, signaler
person-mute = Mettre en sourdine
person-block = Bloquer…
person-muted = Cette personne est en sourdine : elle ne vient plus dans votre fil ni dans vos avis.
person-unmute = Entendre de nouveau
person-portrait = Mon image
person-report-picture = Signaler l’image
