places-address = Adresse
places-hint = Tapez une rue ou un lieu pour remplir les champs ci-dessous. Ces mots sont envoyés à { $host }, et rien sur vous.
places-choices = Lieux trouvés
places-many = { "{" }n{ "}" } lieux trouvés. Choisissez avec les flèches, puis Entrée.
places-found =
    { $n ->
        [one] Un lieu trouvé. Choisissez-le, puis continuez.
       *[other] { $n } lieux trouvés. Choisissez, puis continuez.
    }
places-no-choice = Aucun de ces lieux
places-none = Aucun lieu trouvé. Essayez autrement, ou donnez le nom du lieu et le point vous-même.
places-away = La recherche d’adresses ne répond pas. Donnez le nom du lieu et le point vous-même : rien n’est perdu.
places-busy = La recherche d’adresses est très demandée. Réessayez dans un instant, ou donnez le nom du lieu vous-même.
places-taken = Le nom du lieu et le point sont remplis. Vous pouvez encore les changer.
