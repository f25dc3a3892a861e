# dynamic: search-kind-
# dynamic: search-sort-
search-title = Chercher
search-title-of = Recherche : { $q }
search-box = Chercher une idée, une parole, une personne
search-suggestions = Suggestions
search-found = { "{" }n{ "}" } suggestions
search-start = Que cherchez-vous ?
search-start-text = Un mot suffit : les accents, les pluriels et une faute de frappe ne gênent pas.
search-explore = Tout explorer
search-propose = Proposer mon idée
search-total =
    { $n ->
        [0] Aucun résultat
        [one] { $n } résultat
       *[other] { $n } résultats
    }
search-corrected = avec « { $q } »
search-none = Rien trouvé
search-none-text = Essayez un mot plus court ou voisin. Et si personne n’y a encore pensé, proposez-le.
search-sort = Ordre des résultats
search-sort-relevance = Pertinence
search-sort-newest = Plus récents
search-sort-backed = Plus soutenus
search-kind = Quoi
search-kind-all = Tout
search-kind-idea = Idées
search-kind-comment = Commentaires
search-kind-person = Personnes
search-kind-idea-one = Idée
search-kind-comment-one = Commentaire
search-kind-person-one = Personne
search-comment-title = Lire ce commentaire
search-comment-of = Sur « { $title } »
search-unwell = La recherche se remet en ordre. Réessayez dans une minute : rien n’est perdu.
