# The territories of this installation, and the way from one to another.
# dynamic: crossing-join-lead crossing-ask-lead crossing-shut-lead crossing-known-lead crossing-unite-lead crossing-entry-
crossing-title = Territoires
crossing-lead = Chaque territoire a son site, ses règles et ses gens. Le même compte ouvre tous ceux dont vous êtes membre.
crossing-lead-one = Ce site réunit un seul territoire pour l’instant.
crossing-one-text = D’autres territoires peuvent reprendre Terreau et l’adapter.
crossing-map = Carte des territoires
crossing-mine = { $n ->
    [one] Le vôtre
   *[other] Les vôtres
}
crossing-mine-text = Votre profil vaut pour tous vos territoires, sauf ce que vous gardez à part :
crossing-feed = Le fil de tous mes territoires
crossing-others = Les autres
crossing-all = Tous les territoires
crossing-here-chip = Vous êtes ici
crossing-inhabitants = { $n ->
    [one] habitant
   *[other] habitants
}
crossing-people = { $n ->
    [one] membre
   *[other] membres
}
crossing-away = à { $n } km
crossing-entry-request = Sur demande
crossing-entry-invited = Sur invitation
crossing-again = Ce passage n’est plus valable : il ne sert qu’une fois, dans le navigateur où il a commencé. Reprenez depuis la page des territoires.
crossing-visitor = Vous n’étiez pas connecté là d’où vous venez. Connectez-vous ici si vous avez un compte.
crossing-here = Bienvenue à { $value } : vous êtes connecté avec votre compte.
crossing-prove = Ici, votre compte demande une preuve de plus : connectez-vous.
crossing-join-title = Rejoindre ce territoire
crossing-join = Rejoindre { $territory }
crossing-join-lead = Vous venez de { $from } : la même adresse, le même mot de passe et le même code vous ouvriront les deux. Vos rôles, vos idées et vos messages restent chacun chez soi.
crossing-ask-lead = Vous venez de { $from }. Ici, chaque demande est lue par une personne : vous aurez sa réponse par courriel.
crossing-shut-lead = Vous venez de { $from }. Ici, on devient membre sur invitation ; tout ce qui est public se lit sans compte.
crossing-known-lead = Un compte a déjà votre adresse ici. Connectez-vous une fois : nous vous proposerons de n’en faire qu’un avec celui de { $from }.
crossing-unite-lead = Vous avez un compte ici et un autre à { $from }. Voulez-vous n’en faire qu’un ?
crossing-unite-same = L’adresse, le mot de passe et le code de sécurité d’ici vaudront pour les deux. Vos appareils connectés là-bas seront déconnectés.
crossing-unite-apart = Vos idées, vos messages et vos rôles restent chacun chez soi.
crossing-unite-button = N’en faire qu’un
crossing-unite-not = Les garder séparés
crossing-united = C’est fait : ces deux comptes n’en font plus qu’un.
crossing-name-hint = Celui que l’on verra ici. Il peut être différent.
crossing-zone-none = Je ne dis pas, ou je n’habite pas ici
crossing-shared = Reprendre ici mon profil
crossing-shared-hint = Présentation, langues, liens, savoir-faire et disponibilités : ce que vous y changerez vaudra dans vos territoires. Le quartier, les causes et qui peut lire restent propres à chacun.
crossing-join-button = Rejoindre
crossing-ask-button = Envoyer ma demande
crossing-look = Regarder sans rejoindre
