# dynamic: feed-tab-
# dynamic: feed-why-
feed-title = Mon fil
feed-parts = Parties du fil
feed-tab-followed = Ce que je suis
feed-tab-near = Près de moi
feed-tab-all = Tout
feed-tab-mine = Mes territoires
feed-newest = Revenir au plus récent
feed-older = Plus ancien
feed-stopped = Vous en étiez là
feed-quiet = Rien de neuf depuis votre dernier passage.
feed-published = { $name } propose une idée
feed-commented = { $name } commente une idée
feed-supported =
    { $n ->
        [one] Une personne soutient cette idée
       *[other] { $n } personnes soutiennent cette idée
    }
feed-archived = Cette idée est archivée
feed-restored = Cette idée est rouverte
feed-adopted = Cette idée devient un projet
feed-merged = Cette idée en rejoint une autre
feed-verified = Une organisation est vérifiée par la ville
feed-why-theme = Vous suivez le thème { $name }
feed-why-zone = Vous suivez le quartier { $name }
feed-why-search = Vous suivez la recherche { $name }
feed-why-person = Vous suivez { $name }
feed-why-body = Vous suivez { $name }
feed-why-idea = Vous suivez cette idée
feed-why-near = C’est dans votre quartier
feed-why-all = Tout ce qui se passe ici : { $place }
feed-begin = Votre fil vous attend
feed-begin-text = Suivez un thème, un quartier, une personne ou une association : ce qui s’y passe viendra ici, et nulle part ailleurs.
feed-near-where = Où habitez-vous ?
feed-near-where-text = Dites votre quartier dans votre profil : vous lirez ici ce qui s’y passe. Vous choisissez qui le voit.
feed-near-say = Dire mon quartier
feed-none = Rien ici pour le moment
feed-none-text = C’est calme. Suivez davantage, ou revenez dans quelques jours.
feed-further = Rien de récent
feed-further-text = Ce que vous suivez se tait depuis un moment. Regardez plus loin en arrière.
feed-key-title = Mon fil dans un lecteur
feed-key-lead = Lisez ce que vous suivez dans le lecteur de flux de votre choix (format Atom), sans courriel et sans ouvrir de session.
feed-key-once = Voici votre adresse. Copiez-la maintenant : elle ne sera plus montrée.
feed-key-since = Une adresse existe depuis le { $day }.
feed-key-make = Créer mon adresse
feed-key-renew = La remplacer par une nouvelle
feed-key-stop = La supprimer
feed-key-stopped = Cette adresse ne fonctionne plus.
feed-key-careful = Qui connaît cette adresse lit votre fil : ne la partagez pas.
