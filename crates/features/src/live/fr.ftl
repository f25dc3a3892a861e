live-readers =
    { $n ->
        [one] { $n } personne lit cette page
       *[other] { $n } personnes lisent cette page
    }
live-new-one = 1 nouveau commentaire
live-new-many = {"{n}"} nouveaux commentaires
live-message = Un nouveau message est arrivé.
