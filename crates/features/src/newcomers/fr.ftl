# dynamic: newcomers-state-
newcomers-title = Nouveaux membres
newcomers-lead = Les premiers jours, quelques limites protègent tout le monde. Elles se lèvent seules ; vous pouvez les lever plus tôt, ou les maintenir en disant pourquoi.
newcomers-list-held = Limites maintenues
newcomers-list-new = Arrivés ces deux dernières semaines
newcomers-none = Personne n’est arrivé ces jours-ci
newcomers-none-text = Les nouveaux membres paraîtront ici pendant deux semaines.
newcomers-start = Revenir au début
newcomers-state-new = Limité
newcomers-state-known = Sans limite
newcomers-state-lifted = Limites levées
newcomers-state-held = Limites maintenues
newcomers-words =
    { $n ->
        [one] { $n } contribution visible
       *[other] { $n } contributions visibles
    }
newcomers-until = Levées d’elles-mêmes au plus tard le { $date }
newcomers-decide = Décider
newcomers-reason = Raison
newcomers-reason-hint = Nécessaire pour maintenir les limites. Cette personne la lira dans ses données.
newcomers-lift = Lever les limites
newcomers-hold = Maintenir les limites
newcomers-lifted = Les limites sont levées.
newcomers-held = Les limites sont maintenues.
newcomers-again = Vous avez déjà écrit ces mots il y a peu. Dites ce qui est propre à cette idée.
newcomers-links =
    { $n ->
       *[other] Les premiers jours, un texte porte deux liens au plus ; celui-ci en a { $n }.
    }
newcomers-names =
    { $n ->
       *[other] Les premiers jours, un texte cite cinq personnes au plus ; celui-ci en cite { $n }.
    }
newcomers-comments = Les premiers jours, on écrit dix commentaires par jour au plus. Gardez vos mots, revenez demain.
newcomers-ideas = Les premiers jours, on publie trois idées par jour au plus. Votre brouillon est gardé : publiez-le demain.
newcomers-card = Vos premiers jours ici
newcomers-card-text = Pour protéger tout le monde, les nouveaux membres mettent deux liens par texte, citent cinq personnes, et publient dix commentaires et trois idées par jour au plus.
newcomers-card-words =
    { $n ->
        [one] Encore une contribution visible, et ces limites se lèvent.
       *[other] Encore { $n } contributions visibles, et ces limites se lèvent.
    }
newcomers-card-until = Au plus tard le { $date }, elles se lèvent d’elles-mêmes.
newcomers-card-held = L’équipe de modération maintient ces limites. Vous pouvez lui écrire par la page Contact.
