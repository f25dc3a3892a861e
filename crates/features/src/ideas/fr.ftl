# dynamic: idea-form-precision-
# dynamic: idea-move-
ideas-title = Idées
ideas-description = Les idées des habitants et des organisations pour { $territory } : lisez-les, soutenez-les, discutez-les, proposez la vôtre.
ideas-propose = Proposer mon idée
ideas-sort = Ordre de la liste
ideas-sort-newest = Récentes
ideas-sort-growing = Qui poussent
ideas-sort-backed = Les plus soutenues
ideas-sort-discussed = Les plus discutées
ideas-map = Carte
ideas-filters = Filtrer
ideas-filter = Appliquer
ideas-theme = Thème
ideas-theme-all = Tous les thèmes
ideas-zone = Quartier
ideas-zone-all = Tous les quartiers
ideas-state = État
ideas-all = Voir toutes les idées
ideas-more = Idées suivantes
ideas-empty = Pas encore d’idée ici
ideas-empty-text = Quelqu’un doit bien commencer : ce que vous avez remarqué en chemin suffit.
ideas-empty-filtered = Aucune idée ne correspond à ces choix. Élargissez-les, ou proposez la première.
idea-state-draft = Brouillon
idea-state-published = En discussion
idea-state-archived = Archivée
idea-state-hidden = Masquée
idea-state-project = Devenue projet
idea-state-merged = Réunie à une autre
idea-supports-word =
    { $n ->
        [one] soutien
       *[other] soutiens
    }
idea-comments =
    { $n ->
        [0] aucun commentaire
        [one] { $n } commentaire
       *[other] { $n } commentaires
    }

idea-support-closed = Cette idée n’est plus ouverte aux soutiens.
idea-supports =
    { $n ->
        [0] aucun soutien
        [one] { $n } soutien
       *[other] { $n } soutiens
    }

ideas-list = Liste
ideas-sort-near = Près d’ici
ideas-near-title = Idées près d’ici
ideas-near-choose = Choisissez un quartier, ou un point sur la carte : les idées les plus proches viendront d’abord.
ideas-near-empty = Aucune idée n’est encore placée sur la carte. La vôtre peut être la première.
ideas-near-where = Autour de quel endroit
ideas-near-point = Autour d’un point
ideas-near-go = Voir les idées proches
ideas-near-refused = Votre appareil n’a pas donné sa position. Touchez la carte ou choisissez un quartier.
ideas-near-metres = à { $n } m
ideas-near-kilometres = à { $n } km
ideas-near-decimal = ,
ideas-map-title = Carte des idées
ideas-map-view = Présentation
ideas-map-label = Carte des idées : { $territory }
ideas-map-quarter = { $name } :
ideas-map-here =
    { $n ->
        [0] aucune idée
        [one] { $n } idée
       *[other] { $n } idées
    }
ideas-map-many = {"{n}"} idées ici
ideas-map-in = Approcher
ideas-map-out = Éloigner
ideas-map-wait = La carte arrive…
ideas-map-failed = La carte n’a pas pu s’ouvrir. La liste montre les mêmes idées.
ideas-map-none = Le contour de ce territoire n’est pas encore connu. La liste montre toutes les idées.
ideas-map-list = Idées, de la plus récente à la plus ancienne
ideas-map-quarters = Par quartier

idea-propose-title = Proposer une idée
idea-steps = Étapes
idea-step-of = Étape { $step } sur 5
idea-step-1 = L’idée
idea-step-2 = Le texte
idea-step-3 = Le lieu
idea-step-4 = Les images
idea-step-5 = Vérifier
idea-publish-do = Publier mon idée
idea-drafts = Vos brouillons
idea-draft-untitled = Idée sans titre
idea-draft-kept = gardé { $when }
idea-draft-found = Nous avons retrouvé votre brouillon.
idea-draft-drop = Repartir de zéro
idea-draft-saved = Brouillon gardé
idea-draft-failed = Brouillon non gardé
idea-draft-discard = Jeter ce brouillon
idea-draft-discarded = Le brouillon est jeté.
idea-preview-empty = Rien à montrer pour l’instant.
idea-alike = Est-ce l’une de celles-ci ?
idea-alike-text = Si oui, soutenez-la : une idée portée par plusieurs va plus loin. Sinon, continuez.
idea-alike-none = Aucune de celles-ci : je continue
idea-alike-window = (nouvelle fenêtre)
idea-form-title = Titre de votre idée
idea-form-title-hint = En quelques mots, comme vous le diriez à un voisin.
idea-form-title-missing = Donnez un titre à votre idée, de quatre caractères au moins.
idea-form-title-long = Ce titre est trop long : { $n } caractères au plus.
idea-form-line = En une phrase
idea-form-line-hint = Ce que l’on comprendra sans ouvrir l’idée.
idea-form-line-missing = Résumez votre idée en une phrase.
idea-form-line-long = Cette phrase est trop longue : { $n } caractères au plus.
idea-form-body = Le texte de votre idée
idea-form-body-hint = Ce que vous avez vu, ce que vous proposez, ce qu’il faudrait pour commencer.
idea-form-body-missing = Décrivez votre idée en quelques lignes.
idea-form-body-long = Ce texte est trop long : { $n } caractères au plus.
idea-form-lang = Langue du texte
idea-form-theme-missing = Choisissez un thème.
idea-form-zone-unknown = Choisissez un quartier de la liste.
idea-form-zone-all = Tout le territoire
idea-form-place = Nom du lieu
idea-form-place-hint = Une place, une rue, une école : ce que chacun connaît.
idea-form-place-long = Ce nom est trop long : { $n } caractères au plus.
idea-form-point = Point sur la carte
idea-form-point-hint = Touchez la carte, ou déplacez-la avec les flèches puis appuyez sur Entrée.
idea-form-point-clear = Retirer le point
idea-form-point-taken = Le point est noté.
idea-form-point-wrong = Ces coordonnées ne sont pas celles d’un lieu : donnez la latitude et la longitude en degrés, ou laissez les deux vides.
idea-form-precision = Ce que les autres voient du point
idea-form-precision-hint = Si c’est près de chez vous, choisissez le pâté de maisons : le point exact ne sera pas gardé.
idea-form-precision-exact = Le point exact
idea-form-precision-block = Le pâté de maisons, à 200 mètres près
idea-form-precision-zone = Le quartier seulement, sans point
idea-form-here = Utiliser ma position
idea-form-coordinates = Coordonnées
idea-form-lat = Latitude
idea-form-lon = Longitude
idea-form-pictures = Images
idea-form-pictures-kept = Images déjà reçues
idea-form-pictures-hint = Cinq au plus, 12 Mo chacune. La date, le lieu et l’appareil qu’elles contiennent sont effacés.
idea-form-picture-refused = « { $name } » : { $why }
idea-form-alt-missing = Dites ce que montre l’image, ou cochez « image décorative ».
idea-form-alt-long = Cette description est trop longue : { $n } caractères au plus.
idea-form-decorative = C’est une image décorative
idea-form-position = Rang
idea-recap-intro = Relisez. Vous pourrez encore modifier votre idée après l’avoir publiée.
idea-recap-change = Modifier
idea-recap-place = Lieu
idea-recap-point = avec un point sur la carte
idea-recap-no-picture = Aucune image
idea-recap-decorative = Image décorative
idea-recap-next = Votre idée sera visible aussitôt. Chacun pourra la soutenir et en discuter.
idea-published-title = Votre idée est en ligne
idea-published-text = « { $title } » est visible par tous dès maintenant.
idea-published-see = Voir mon idée
idea-published-share = La partager
idea-published-copied = Adresse copiée
idea-published-next = Et ensuite ?
idea-published-next-1 = Parlez-en autour de vous : les premiers soutiens viennent souvent des voisins.
idea-published-next-2 = Vous recevez un courriel quand quelqu’un commente votre idée. Répondez : c’est ainsi qu’elle grandit.
idea-published-next-3 = Complétez-la quand vous voulez : les versions précédentes restent lisibles.
idea-edit-title = Modifier « { $title } »
idea-edit-note = Ce qui change
idea-edit-note-hint = Quelques mots pour celles et ceux qui ont déjà lu l’idée.
idea-edit-done = Vos changements sont en ligne.
idea-edit-closed = Cette idée ne peut pas être modifiée dans son état actuel.
idea-edit-conflict = Quelqu’un a modifié cette idée pendant que vous écriviez.
idea-edit-conflict-text = Rien n’est perdu : voici ce qui sépare la version en ligne (barré) de la vôtre (souligné). Le formulaire contient votre texte. Reprenez-le s’il le faut, puis enregistrez.
idea-edit-merged = Les deux textes sont réunis dans le formulaire.
idea-diff-skipped =
    { $n ->
        [one] { $n } paragraphe sans changement
       *[other] { $n } paragraphes sans changement
    }
idea-back-to-idea = Revenir à l’idée
idea-versions-title = Versions de « { $title } »
idea-versions-all = Toutes les versions
idea-versions-none = Cette idée n’a pas changé depuis sa publication.
idea-part-title = Titre
idea-part-line = Résumé
idea-part-body = Texte
idea-version-number = Version { $number }
idea-version-title = Version { $number } de « { $title } »
idea-version-first = C’est la première version : tout y est nouveau.
idea-version-same = Le texte est le même que dans la version précédente.
idea-moves = Ce qui s’est passé
idea-move-archive = Archivée
idea-move-restore = Remise en discussion
idea-move-hide = Masquée par la modération
idea-move-show = De nouveau visible
idea-move-adopt = Devenue un projet
idea-move-merge = Réunie à une autre idée
idea-archive-do = Archiver l’idée
idea-archive-title = Archiver « { $title } »
idea-archive-text = L’idée reste lisible, avec sa discussion, mais on ne peut plus la soutenir. Vous pourrez la rouvrir.
idea-archive-reason = Pourquoi l’archiver
idea-archive-reason-hint = Par exemple : elle a abouti, ou une autre la remplace.
idea-archive-done = L’idée est archivée.
idea-restore-do = Rouvrir l’idée
idea-restore-title = Rouvrir « { $title } »
idea-restore-text = L’idée revient parmi les autres : on pourra de nouveau la soutenir et la modifier.
idea-restore-done = L’idée est rouverte.
ideas-near-around = Autour de ce quartier : { $name }
