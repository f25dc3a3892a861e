person-left = Une personne partie
