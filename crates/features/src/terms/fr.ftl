terms-changes = Ce qui change dans les règles
terms-versions = Versions des règles du site
terms-version = Version { $number }
terms-read = Lire le texte entier
terms-words = Mot à mot
terms-accept-text = Si ces règles vous conviennent, dites-le : la ligne en haut de vos pages s’en ira. Sinon, vous pouvez emporter vos données et fermer votre compte.
terms-accept = Accepter ces règles
terms-leave = Emporter mes données
terms-accepted = Merci, c’est noté.
terms-publish-lead = Changez d’abord le texte dans les deux langues. Publiez ensuite ici : chaque membre reçoit un courriel, voit une ligne sur ses pages, et le site retient qui a accepté quelle version.
terms-edit-fr = Changer le texte français
terms-edit-en = Changer le texte anglais
terms-summary-fr = Ce qui change, en français
terms-summary-en = Ce qui change, en anglais
terms-summary-hint = Une ou deux phrases simples : elles sont dans le courriel.
terms-publish = Publier la version { $number } et prévenir les membres
terms-needed = Dites en une phrase ce qui change.
terms-too-long = C’est trop long : { $n } caractères au plus.
terms-same = Le texte n’a pas changé depuis la dernière version : il n’y a rien à publier.
terms-meanwhile = Quelqu’un vient de publier une version. Vérifiez ce qui reste à dire, puis publiez de nouveau.
terms-published = La version est publiée. Les courriels partent.
terms-published-so-far = Versions publiées
terms-told = { $n ->
    [0] Dernière version : personne n’est encore prévenu.
    [one] Dernière version : un membre prévenu.
   *[other] Dernière version : { $n } membres prévenus.
}
terms-accepted-by = { $n ->
    [0] Personne n’a encore accepté.
    [one] Un membre a accepté.
   *[other] { $n } membres ont accepté.
}
terms-letter-subject = Les règles de { $site } changent
terms-letter-text = Bonjour { $name }, les règles du site ont une nouvelle version. Voici ce qui change :
terms-letter-button = Voir ce qui change
terms-letter-after = Vous pouvez accepter ces règles depuis cette page. Si elles ne vous conviennent pas, vous pouvez emporter vos données et fermer votre compte à tout moment.
terms-letter-reason = Vous recevez ce courriel parce que vous avez un compte sur { $site }. Il est nécessaire et ne peut pas être arrêté.
