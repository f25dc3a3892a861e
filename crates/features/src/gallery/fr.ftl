gallery-title = Galerie des composants
