# Les organisations sur une carte.

doors-title = Carte des organisations
doors-lead = Associations, entreprises, services publics : chacune à sa porte, sur la carte.
doors-label = Carte des organisations : { $territory }
doors-many = { "{n}" } organisations
doors-failed = La carte ne s’est pas chargée. La liste ci-dessous dit la même chose.
doors-none-drawn = Le contour du territoire n’est pas encore dessiné. La liste ci-dessous dit la même chose.
doors-list = À leur porte
doors-empty = Aucune porte ici
doors-empty-text = Une organisation qui donne son adresse se trouve sur cette carte.
