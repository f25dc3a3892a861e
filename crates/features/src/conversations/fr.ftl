# dynamic: conversations-change-
# dynamic: conversations-mail-

conversations-text-missing = Écrivez votre message.
conversations-text-long =
    { $n ->
        [one] Votre message est trop long d’un signe.
       *[other] Votre message est trop long de { $n } signes.
    }
conversations-many = Une conversation réunit douze personnes au plus.
conversations-cannot = Cette personne ne peut pas recevoir de message pour le moment.
conversations-body-closed = Cette organisation ne répond plus ici.
conversations-waits = Votre premier message est arrivé. La conversation s’ouvrira quand cette personne l’aura accepté.
conversations-declined = Cette personne ne souhaite pas poursuivre cette conversation.
conversations-taken = Quelqu’un d’autre l’a prise en charge entre-temps : revenez à la conversation.
conversations-alone = Conversation sans autre personne
conversations-older = Messages plus anciens
conversations-newest = Revenir aux derniers messages
conversations-by = Message de { $name }
conversations-written-by = écrit par { $name }
conversations-note = Note interne
conversations-take-back = Retirer
conversations-taken-back = Message retiré
conversations-read = Lu
conversations-change-accepted = { $who } a rejoint la conversation.
conversations-change-added = { $who } a invité { $whom }.
conversations-change-left = { $who } a quitté la conversation.
conversations-change-done = Demande traitée.
conversations-change-reopened = Conversation rouverte.
conversations-change-taken = { $who } s’en charge.
conversations-change-given = { $who } confie la conversation à { $whom }.
conversations-change-free = { $who } laisse la conversation à toute l’équipe.
conversations-change-other = La conversation a changé.
conversations-mail-hello = Bonjour,
conversations-mail-button = Lire et répondre
conversations-mail-reason = Vous recevez ce courriel parce qu’un message vous attend. Il n’en viendra pas d’autre pour cette conversation avant votre lecture.
conversations-mail-message-subject = { $who } vous a écrit
conversations-mail-message = { $who } vous a envoyé un message.
conversations-mail-request-subject = { $who } souhaite vous écrire
conversations-mail-request = { $who } vous écrit pour la première fois. Vous pouvez accepter ou décliner.
conversations-mail-body-subject = { $who } écrit à { $body }
conversations-mail-body = { $who } a écrit à { $body }. Toute l’équipe qui la représente peut répondre.
conversations-mail-added-subject = On vous invite dans une conversation
conversations-mail-added = Vous êtes invité dans une conversation à plusieurs.
