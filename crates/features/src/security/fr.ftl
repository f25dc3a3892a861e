# The safety of an account.
security-title = Ma sécurité
security-factor = Double authentification
security-factor-text = En plus du mot de passe ou du lien, un code lu sur votre téléphone. Qui vole votre mot de passe ne peut alors rien en faire.
security-on = Activée
security-off = Désactivée
security-since = Depuis le { $day }
security-codes-left =
    { $n ->
        [0] Il ne vous reste aucun code de secours.
        [one] Il vous reste un code de secours.
       *[other] Il vous reste { $n } codes de secours.
    }
security-codes-new = Obtenir d’autres codes de secours
security-switch-on = Activer la double authentification
security-switch-off = Désactiver la double authentification
security-off-required = Votre rôle demande la double authentification : elle ne peut pas être désactivée.
security-not-on = La double authentification n’est pas activée.
security-is-on = La double authentification est activée. Vos autres appareils sont déconnectés.
security-is-off = La double authentification est désactivée.
security-due = Votre rôle demande la double authentification. Activez-la avant le { $day } : passé ce jour, ses pages vous seront fermées.
security-due-now = Votre rôle demande la double authentification. Activez-la pour retrouver ses pages.
security-spared = Appareils dispensés du code
security-spared-text = Sur ces appareils, votre mot de passe ou un lien suffit.
security-until = jusqu’au { $day }
security-forget = Redemander le code partout
security-forgotten = Le code sera demandé de nouveau sur tous vos appareils.
security-rest = Aussi pour votre sécurité
security-set-up-title = Activer la double authentification
security-step-app = 1. Ouvrez une application de codes
security-step-app-text = Celle de votre choix : gestionnaire de mots de passe, FreeOTP, Aegis, ou une autre qui suit la norme TOTP.
security-step-scan = 2. Faites-lui lire ce dessin
security-step-scan-text = Ajoutez un compte dans l’application, puis visez ce dessin.
security-drawing = Dessin à lire avec votre application de codes
security-step-open = L’application est sur cet appareil : l’ouvrir
security-step-type = Ou recopiez cette clé :
security-step-code = 3. Recopiez le code affiché
security-first-code = Code affiché par l’application
security-first-code-hint = Six chiffres, qui changent toutes les trente secondes.
security-codes-title = Vos codes de secours
security-codes-lead = Ils vous ouvriront la porte si vous perdez votre téléphone. Chacun sert une fois.
security-codes-keep = Imprimez cette page ou recopiez ces codes en lieu sûr : ils ne seront plus jamais montrés. Les codes d’avant ne fonctionnent plus.
security-codes-kept = Je les ai mis en lieu sûr
security-code-title = Votre code
security-code-lead = Bonjour { $name }, il reste une étape : le code lu sur votre téléphone.
security-code-hint = Six chiffres de votre application, ou un code de secours.
security-code-lost = Téléphone et codes de secours perdus ? L’équipe peut vous aider, après vous avoir reconnu.
security-trust = Ne plus me le demander sur cet appareil pendant trente jours
security-trust-hint = Seulement si vous êtes seul à l’utiliser.
security-devices-title = Mes appareils
security-devices-lead = Vous êtes connecté sur ces appareils. Déconnectez ceux que vous ne reconnaissez pas.
security-devices-end = Déconnecter tous les autres
security-device-unknown = Appareil inconnu
security-device-here = Cet appareil
security-device-first = Depuis le
security-device-last = vu
security-device-end = Déconnecter
security-device-ended = C’est déconnecté.
