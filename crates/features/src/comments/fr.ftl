# dynamic: comments-side-
# dynamic: comments-none-
comments-count =
    { $n ->
        [0] La discussion
        [one] { $n } commentaire
       *[other] { $n } commentaires
    }
comments-sort = Ordre de la discussion
comments-sort-best = Les plus utiles
comments-sort-time = Les plus récents
comments-sides = Arguments affichés
comments-side-for = Pour
comments-side-against = Contre
comments-side-question = Questions
comments-side-other = Autres remarques
comments-side-for-choice = Je suis plutôt pour
comments-side-against-choice = Je suis plutôt contre
comments-side-question-choice = Je pose une question
comments-side-count =
    { $n ->
        [0] aucun
        [one] { $n } commentaire
       *[other] { $n } commentaires
    }
comments-side = Vous êtes…
comments-side-missing = Dites de quel côté vous vous placez : pour, contre, ou question.
comments-none-for = Personne n’a encore dit pourquoi être pour. Vous, peut-être ?
comments-none-against = Personne n’a encore dit pourquoi être contre. Un désaccord aide aussi une idée à mûrir.
comments-none-question = Pas encore de question.
comments-none-other = Pas encore de commentaire.
comments-empty = Personne n’a encore réagi
comments-empty-text = Un avis, une question, une expérience vécue ailleurs : ouvrez la discussion.
comments-closed = Cette discussion est close : l’idée n’est plus ouverte aux commentaires. Tout reste lisible.
comments-text = Votre commentaire
comments-text-hint = Une idée et une raison suffisent. Vous pouvez écrire en **gras**, en *italique*, ou faire une liste avec des tirets.
comments-text-missing = Écrivez quelques mots avant d’envoyer.
comments-text-long =
    { $n ->
        [one] Votre texte dépasse d’un caractère. Il est toujours là : raccourcissez-le.
       *[other] Votre texte dépasse de { $n } caractères. Il est toujours là : raccourcissez-le.
    }
comments-parent-gone = Le commentaire auquel vous répondez vient d’être retiré. Votre texte est toujours là : copiez-le dans un nouveau commentaire.
comments-send = Publier mon commentaire
comments-posted = Votre commentaire est en ligne. Vous pouvez le corriger librement pendant 15 minutes.
comments-write = Votre commentaire
comments-where = Vous êtes ici
comments-by = Commentaire de { $name }
comments-spokesperson = par { $name }
comments-author = Auteur
comments-edited = modifié
comments-answers = En réponse à { $name }
comments-reply = Répondre
comments-reply-to = à { $name }
comments-reply-label = Votre réponse à { $name }
comments-reply-send = Publier ma réponse
comments-thank-count =
    { $n ->
        [0] Merci
       *[other] Merci · { $n }
    }
comments-thanked =
    { $n ->
        [one] Vous avez dit merci
       *[other] Vous avez dit merci · { $n }
    }
comments-thanks =
    { $n ->
        [one] { $n } merci
       *[other] { $n } mercis
    }
comments-own-thanks = On ne se remercie pas soi-même, même si le commentaire le mérite.
comments-historic =
    { $n ->
        [one] { $n } soutien lors de la consultation d’origine
       *[other] { $n } soutiens lors de la consultation d’origine
    }
comments-more-acts = Autres gestes sur le commentaire de { $name }
comments-copy = Copier l’adresse
comments-copied = Adresse copiée
comments-edit = Modifier mon commentaire
comments-edit-free = Pendant les 15 minutes qui suivent l’envoi, une correction ne laisse pas de trace.
comments-edit-kept = Le texte précédent restera lisible dans l’historique du commentaire.
comments-changed = Votre commentaire est modifié.
comments-meanwhile = Ce commentaire a changé entre-temps
comments-meanwhile-text = Voici ce qui sépare le texte en ligne du vôtre. Votre texte est intact ci-dessous : reprenez ce que vous voulez garder, puis enregistrez.
comments-versions = Historique du commentaire
comments-version-first = Premier texte
comments-version-changed = Modifié
comments-diff-skipped =
    { $n ->
        [one] Un paragraphe inchangé
       *[other] { $n } paragraphes inchangés
    }
comments-remove = Retirer mon commentaire
comments-remove-ask = Retirer ce commentaire ?
comments-remove-text = Une ligne gardera sa place si l’on vous a répondu, pour que les réponses restent compréhensibles. Votre texte ne sera plus visible, et vous ne pourrez pas le remettre en ligne.
comments-removed-done = Votre commentaire est retiré.
comments-removed = Commentaire retiré par son auteur.
comments-hidden = Commentaire masqué par la modération.
comments-hidden-for = Commentaire masqué par la modération. Motif : { $reason }.
comments-report = Signaler
comments-moderate = Modérer
comments-more = Commentaires suivants
comments-more-others =
    { $n ->
        [0] Commentaires suivants
        [one] Voir l’autre commentaire
       *[other] Voir les { $n } autres commentaires
    }
comments-start = Revenir au début
comments-replies-more =
    { $n ->
        [one] Voir la réponse suivante
       *[other] Voir les { $n } réponses suivantes
    }
comments-thread = Fil de discussion
comments-thread-title = Discussion : { $title }
comments-thread-start = Revenir au début du fil
comments-thread-more = Réponses suivantes
comments-all = Toute la discussion
comments-apart = Commentaire non affiché.
