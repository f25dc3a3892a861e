notices-title = Avis
notices-settings = Régler
notices-none = Rien de nouveau pour vous
notices-none-text = Ici arrivent les réponses à vos paroles, les soutiens à vos idées et ce que vous suivez.
notices-none-here = Rien ici pour vous.
notices-follow = Choisir ce que je suis
notices-read-all = Tout marquer comme lu
notices-read = Marquer comme lu
notices-read-one = Marquer comme lu : { $what }
notices-all-read = Tout est lu.
notices-unread = (non lu)
notices-more = Plus anciens
notices-because = Vous suivez { $name }
notices-unreachable = Nos courriels ne vous parviennent plus : votre adresse les refuse.
notices-unreachable-mend = Vérifier ou changer mon adresse
notices-somebody = Quelqu’un
notices-two = { $one } et { $other }
notices-many = { $n ->
    [one] { $one } et une autre personne
   *[other] { $one } et { $n } autres personnes
  }
notices-says-reply = { $n ->
    [one] { $who } vous répond au sujet de « { $title } »
   *[other] { $who } vous répondent au sujet de « { $title } »
  }
notices-says-comment = { $n ->
    [one] { $who } commente votre idée « { $title } »
   *[other] { $who } commentent votre idée « { $title } »
  }
notices-says-followed = { $n ->
    [one] { $who } a commenté « { $title } »
   *[other] { $who } ont commenté « { $title } »
  }
notices-says-idea = { $n ->
    [one] { $who } propose une idée : « { $title } »
   *[other] { $who } proposent une idée : « { $title } »
  }
notices-says-backed = { $n ->
    [one] { $who } soutient votre idée « { $title } »
   *[other] { $who } soutiennent votre idée « { $title } »
  }
notices-says-thanked = { $n ->
    [one] { $who } vous remercie pour votre commentaire sur « { $title } »
   *[other] { $who } vous remercient pour votre commentaire sur « { $title } »
  }
notices-says-mentioned = { $n ->
    [one] { $who } parle de vous au sujet de « { $title } »
   *[other] { $who } parlent de vous au sujet de « { $title } »
  }
notices-says-body = { $n ->
    [one] { $who } rejoint l’annuaire des organisations
   *[other] { $who } rejoignent l’annuaire des organisations
  }
notices-quoted = « { $words } »
notices-says-moved = Du nouveau pour « { $title } »
notices-kind-answer = On vous répond
notices-kind-answer-text = Un commentaire sous votre idée, une réponse à vos paroles.
notices-kind-mention = On parle de vous
notices-kind-mention-text = Quelqu’un écrit votre nom dans un texte que vous pouvez lire.
notices-kind-backing = On vous soutient
notices-kind-backing-text = Un soutien à votre idée, un merci pour vos paroles.
notices-kind-follow = Ce que vous suivez
notices-kind-follow-text = Les idées, personnes, organisations, thèmes, quartiers et recherches que vous avez choisis.
notices-rhythm-now = Tout de suite
notices-rhythm-daily = Une fois par jour
notices-rhythm-weekly = Une fois par semaine
notices-rhythm-never = Jamais
notices-rhythm = Par courriel
notices-rhythm-wrong = Choisissez l’un des rythmes proposés.
notices-on-page = Montrer sur la page des avis
notices-settings-title = Mes avis
notices-settings-text = Choisissez ce qui vous est dit, où et à quel rythme. Les messages de sécurité et de modération partent toujours.
notices-mail = Courriels
notices-mail-wanted = Recevoir des courriels
notices-mail-hint = Ils partent à { $address }. Sans eux, tout reste sur la page de vos avis.
notices-kinds = Ce qui vous est dit
notices-when = Quand
notices-clock = À l’heure de { $zone }.
notices-clock-change = Changer d’horloge
notices-day = Jour du résumé de la semaine
notices-at = Heure des résumés
notices-hour = { $hour } h
notices-hour-wrong = Choisissez l’une des valeurs proposées.
notices-quiet = Heures calmes
notices-quiet-hint = Ce qui part tout de suite attend la fin de ces heures. Deux fois la même heure : pas d’heures calmes.
notices-quiet-from = De
notices-quiet-until = À
notices-objects = Sujet par sujet
notices-objects-text = Pour chaque chose que vous suivez, choisissez : tout, ce qui vous concerne, ou rien.
notices-saved = C’est noté.
notices-conflict = Vos avis viennent d’être changés ailleurs. Rechargez la page, puis choisissez à nouveau.
notices-letter-hello = Bonjour,
notices-letter-reply = Lire et répondre
notices-letter-see = Voir
notices-letter-all = Voir tous mes avis
notices-letter-more = { $n ->
    [one] et une autre nouvelle sur votre page d’avis
   *[other] et { $n } autres nouvelles sur votre page d’avis
  }
notices-letter-manage = Choisir ce que vous recevez :
notices-letter-weekly = { $n ->
    [one] Votre semaine à { $name } : une nouvelle
   *[other] Votre semaine à { $name } : { $n } nouvelles
  }
notices-letter-weekly-text = Voici ce qui s’est passé pour vous cette semaine. Deux minutes de lecture.
notices-letter-daily = { $n ->
    [one] Votre journée à { $name } : une nouvelle
   *[other] Votre journée à { $name } : { $n } nouvelles
  }
notices-letter-daily-text = Voici ce qui s’est passé pour vous depuis hier.
notices-letter-now = { $n ->
    [one] Une nouvelle pour vous à { $name }
   *[other] { $n } nouvelles pour vous à { $name }
  }
notices-letter-now-text = Voici ce qui vient de se passer pour vous.
notices-reason-reply = Vous recevez ce message parce que vous avez commenté cette idée.
notices-reason-answer = Vous recevez ce message parce que vous avez proposé cette idée.
notices-reason-mention = Vous recevez ce message parce que quelqu’un a écrit votre nom.
notices-reason-backing = Vous recevez ce message parce que vous êtes à l’origine de cette idée ou de ces paroles.
notices-reason-follow = Vous recevez ce message parce que vous suivez ce sujet.
notices-reason-weekly = Vous recevez ce résumé une fois par semaine, quand il y a du nouveau pour vous.
notices-reason-daily = Vous recevez ce résumé une fois par jour, quand il y a du nouveau pour vous.
notices-reason-now = Vous recevez ce message parce que vous avez choisi de savoir tout de suite.
notices-stop-title = Ne plus recevoir ces messages
notices-stop-text = Vous ne recevrez plus : { $what }. Le reste continue.
notices-stop-button = Arrêter ces messages
notices-stop-done = C’est fait. Vous ne recevrez plus : { $what }.
notices-stop-all-text = Ou n’en recevoir plus aucun, hors sécurité et modération :
notices-stop-all-button = Arrêter tous les messages facultatifs
notices-stop-all = les messages facultatifs
notices-stop-answer = les réponses à vos paroles
notices-stop-mention = les messages quand on parle de vous
notices-stop-backing = les messages quand on vous soutient
notices-stop-follow = les nouvelles de ce que vous suivez
notices-stop-weekly = le résumé de la semaine
notices-stop-daily = le résumé du jour
notices-stop-now = les nouvelles envoyées tout de suite, sauf les réponses à vos paroles
