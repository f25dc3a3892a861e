mentions-organisation = Organisation
mentions-list = Personnes et organisations
