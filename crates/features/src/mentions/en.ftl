mentions-organisation = Organisation
mentions-list = People and organisations
