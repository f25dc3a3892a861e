# Who comes in, and the desk of those who ask.
# dynamic: joining-entry-
joining-title = Entrées
joining-lead = Qui devient membre ici, et qui attend une réponse.
joining-waiting = En attente
joining-none = Personne n’attend
joining-none-text = Les demandes arrivent ici, la plus ancienne d’abord.
joining-age = { $n ->
    [one] attend depuis { $n } jour
   *[other] attend depuis { $n } jours
}
joining-no-words = Sans un mot.
joining-admit = Accueillir
joining-decline = Ne pas accueillir
joining-decline-send = Envoyer la réponse
joining-reason = Pourquoi
joining-reason-hint = La personne lira ces mots. Dix lettres au moins.
joining-reason-needed = Dites pourquoi : la personne lira ces mots (dix lettres au moins).
joining-admitted = La personne est accueillie ; un courriel le lui dit.
joining-declined = La réponse est partie, et ce que la personne avait indiqué est effacé.
joining-start = Revenir au début
joining-rule = La règle
joining-who = Qui devient membre ?
joining-entry-open = Tout le monde
joining-entry-open-hint = Une adresse confirmée suffit.
joining-entry-request = Sur demande
joining-entry-request-hint = Une personne répond à chaque demande. Qui vient par l’invitation d’un membre entre aussitôt.
joining-entry-invited = Sur invitation
joining-entry-invited-hint = Seulement par l’invitation d’un membre ou d’un ambassadeur.
joining-listed = Paraître dans la liste des territoires
joining-listed-hint = La page « Territoires » des autres sites de cette installation.
joining-set = La règle est enregistrée. Qui attendait déjà attend toujours votre réponse.
