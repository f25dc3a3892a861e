ideas-title = Idées
ideas-description = Les idées des habitants et des organisations pour { $territory } : lisez-les, soutenez-les, discutez-les, proposez la vôtre.
ideas-propose = Proposer mon idée
ideas-sort = Ordre de la liste
ideas-sort-newest = Récentes
ideas-sort-growing = Qui poussent
ideas-sort-backed = Les plus soutenues
ideas-sort-discussed = Les plus discutées
ideas-map = Carte
ideas-filters = Filtrer
ideas-filter = Appliquer
ideas-theme = Thème
ideas-theme-all = Tous les thèmes
ideas-zone = Quartier
ideas-zone-all = Tous les quartiers
ideas-state = État
ideas-all = Voir toutes les idées
ideas-more = Idées suivantes
ideas-empty = Pas encore d’idée ici
ideas-empty-text = Quelqu’un doit bien commencer : ce que vous avez remarqué en chemin suffit.
ideas-empty-filtered = Aucune idée ne correspond à ces choix. Élargissez-les, ou proposez la première.
idea-state-draft = Brouillon
idea-state-published = En discussion
idea-state-archived = Archivée
idea-state-hidden = Masquée
idea-state-project = Devenue projet
idea-state-merged = Réunie à une autre
idea-supports-word =
    { $n ->
        [one] soutien
       *[other] soutiens
    }
idea-comments =
    { $n ->
        [0] aucun commentaire
        [one] { $n } commentaire
       *[other] { $n } commentaires
    }

idea-support-closed = Cette idée n’est plus ouverte aux soutiens.
