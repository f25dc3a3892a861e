# Ce que deviennent les courriels, en chiffres.

mailing-title = Courriels en chiffres
mailing-figures = Les chiffres
mailing-list = Tous les courriels
mailing-now = En ce moment
mailing-waiting = { $n ->
    [one] courriel attend de partir
   *[other] courriels attendent de partir
}
mailing-oldest = le plus ancien, { $ago }
mailing-unreached = { $n ->
    [one] adresse où plus rien n’arrive
   *[other] adresses où plus rien n’arrive
}
mailing-past = Ces derniers jours
mailing-span = Durée
mailing-days = { $n ->
    [one] Un jour
    [365] Un an
   *[other] { $n } jours
}
mailing-sent = { $n ->
    [one] courriel parti
   *[other] courriels partis
}
mailing-failed = { $n ->
    [one] courriel refusé
   *[other] courriels refusés
}
mailing-gone = { $n ->
    [one] adresse disparue, dite par un serveur
   *[other] adresses disparues, dites par des serveurs
}
mailing-unwanted = { $n ->
    [one] courriel déclaré indésirable
   *[other] courriels déclarés indésirables
}
mailing-table = Selon leur sujet
mailing-about = Sujet
mailing-col-sent = Partis
mailing-col-failed = Refusés
mailing-about-notices = Réponses, mentions et suivis
mailing-about-digests = Nouvelles du jour et de la semaine
mailing-about-messages = Messages
mailing-about-network = Invitations, organisations, accueil
mailing-about-moderation = Signalements et décisions
mailing-about-account = Comptes et sécurité
mailing-none = Aucun courriel sur cette durée
mailing-none-text = Choisissez une durée plus longue, ou revenez plus tard.
mailing-how = Les courriels d’un jour sont comptés toutes les heures, et deux jours de suite. Le jour est celui où le courriel a été écrit.
