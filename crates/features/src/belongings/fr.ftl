belongings-title = Télécharger mes données
belongings-lead = Tout ce que ce site sait de vous, dans des formats ouverts.
belongings-json = Tout, en JSON
belongings-json-text = Compte, idées, commentaires, soutiens, appareils, courriels, journal de sécurité.
belongings-csv = Mes contributions, en CSV
belongings-csv-text = Pour un tableur : ce que vous avez écrit, soutenu et suivi.
