skills-title = Compétences
skills-description = Ce que les habitants de { $territory } savent faire et proposent de partager : trouvez qui peut vous aider, ou proposez votre aide.
skills-directory = Voir l’annuaire
skills-offer = Proposer mes compétences
skills-lead =
    { $n ->
        [one] Une compétence du quotidien : choisissez pour voir qui peut aider.
       *[other] { $n } compétences du quotidien, rangées par domaine : choisissez pour voir qui peut aider.
    }
skills-find = Chercher une compétence
skills-find-example = comptabilité, vélo, jardin…
skills-find-do = Chercher
skills-found = Compétences pour « { $value } »
skills-found-none = Aucune compétence pour « { $value } »
skills-found-none-text = Essayez un autre mot, ou parcourez les domaines ci-dessous.
skills-domains = Domaines
skills-people =
    { $n ->
        [one] { $n } personne
       *[other] { $n } personnes
    }
