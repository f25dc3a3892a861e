# dynamic: welcome-where-
# dynamic: welcome-cares-
# dynamic: welcome-offers-
welcome-title = Bienvenue
welcome-steps = Étapes pour faire connaissance
welcome-step-of = Étape { $step } sur 3
welcome-skip = Passer
welcome-skip-step = cette étape
welcome-where-title = Où habitez-vous ?
welcome-where-short = Où
welcome-where-lead = Pour vous montrer d’abord ce qui se passe près de chez vous.
welcome-where-zone = Votre quartier
welcome-where-hint = Il paraît sur votre page ; votre profil permet de choisir qui le lit.
welcome-where-nowhere = Je préfère ne pas le dire
welcome-where-none = Ce territoire n’a pas encore de quartiers : vous pouvez continuer.
welcome-where-unknown = Choisissez un quartier de la liste, ou aucun.
welcome-cares-title = Qu’est-ce qui vous tient à cœur ?
welcome-cares-short = Ce qui compte
welcome-cares-lead = Votre fil vous dira ce qui s’y passe. Vous changerez d’avis quand vous voudrez.
welcome-cares-themes = Des thèmes à suivre
welcome-cares-zones = Des quartiers à suivre
welcome-cares-most = Jusqu’à { $most }.
welcome-cares-quiet = Les thèmes paraissent sur votre page comme vos causes. Ce que vous suivez n’est montré à personne.
welcome-cares-many-theme =
    { $n ->
        [one] Choisissez un thème au plus.
       *[other] Choisissez { $n } thèmes au plus.
    }
welcome-cares-many-zone =
    { $n ->
        [one] Choisissez un quartier au plus.
       *[other] Choisissez { $n } quartiers au plus.
    }
welcome-offers-title = Que pourriez-vous apporter ?
welcome-offers-short = Un coup de main
welcome-offers-lead = Réparer un vélo, tenir des comptes, prêter deux bras : tout sert, même une heure.
welcome-offers-skill = Ce que vous savez faire
welcome-offers-own = Vos compétences
welcome-offers-browse = Ou choisissez par domaine
welcome-offers-listed = On peut me demander un coup de main
welcome-offers-listed-hint = Votre nom paraît dans l’annuaire, et les membres y lisent vos compétences. Personne ne voit votre adresse.
welcome-offers-length = Écrivez entre 2 et 60 caractères.
welcome-offers-unknown = « { $skill } » n’est pas dans la liste. Cochez ce qui s’en approche, ou proposez ce mot.
welcome-done-title = Vous êtes des nôtres
welcome-done-lead = Voici par où commencer à { $territory }.
welcome-done-feed = Voir mon fil
welcome-done-ideas = Des idées qui vous ressemblent
welcome-done-growing = Des idées qui grandissent
welcome-done-none = Tout est à inventer
welcome-done-none-text = Personne n’a encore proposé d’idée ici : la première peut être la vôtre.
welcome-done-people = Des personnes qui partagent vos causes
welcome-done-cause = { $cause }
welcome-done-followed = Vous suivez
welcome-done-bodies = Des organisations dans votre quartier : { $zone }
welcome-done-again = Revoir mes réponses
welcome-greeting-by = vous souhaite la bienvenue
welcome-greeting-write = Écrire à { $name }
welcome-line =
    { $n ->
        [one] Il vous reste une étape pour faire connaissance.
       *[other] Il vous reste { $n } étapes pour faire connaissance.
    }
welcome-line-go = Reprendre
welcome-line-aside = Ne plus le proposer
welcome-door-title = { $who } vous invite
welcome-door-by = vous invite
welcome-door-head = Rejoignez { $territory }
welcome-door-text = À { $territory }, chacun peut proposer une idée, soutenir celles des autres, offrir une heure ou un savoir-faire. C’est gratuit, ouvert à tous, sans publicité.
welcome-door-join = Créer mon compte
welcome-door-told = La personne qui vous invite saura seulement qu’une personne de plus est venue.
welcome-door-member = Vous êtes déjà membre : rien à faire de plus.
welcome-door-over = Cette invitation ne marche plus
welcome-door-over-text = Elle a déjà servi, elle a été reprise, ou son temps est passé. La porte reste ouverte : on peut s’inscrire sans invitation.
welcome-invitations-title = Mes invitations
welcome-invitations-lead = À { $territory }, chaque membre peut en inviter d’autres : un voisin, une collègue, quelqu’un de la famille.
welcome-link = Un lien à partager
welcome-link-text = Un lien à vous, pour autant de personnes que vous voulez : à donner de vive voix, par message, sur un réseau.
welcome-link-make = Créer mon lien
welcome-link-revoke = Reprendre ce lien
welcome-link-came =
    { $n ->
        [0] Personne n’est encore venu par ce lien
        [one] { $n } personne est venue par ce lien
       *[other] { $n } personnes sont venues par ce lien
    }
welcome-until = Marche jusqu’au { $day }
welcome-letter = Une lettre à quelqu’un
welcome-letter-text = Nous lui écrivons une seule fois, en votre nom.
welcome-letter-name = Son prénom ou son nom
welcome-letter-email = Son adresse électronique
welcome-letter-email-hint = Elle ne sert qu’à cette lettre, et nous l’oublions au bout de trente jours.
welcome-letter-note = Un mot de vous
welcome-letter-send = Envoyer l’invitation
welcome-letters = Les lettres envoyées
welcome-letters-kept = Trente jours après l’envoi, le nom et l’adresse sont effacés d’ici.
welcome-letters-many =
    { $n ->
        [one] Une invitation attend déjà : reprenez-la ou laissez-lui le temps.
       *[other] Déjà { $n } invitations attendent : reprenez-en une ou laissez-leur le temps.
    }
welcome-letter-known = Vous avez déjà invité cette adresse : votre lettre attend.
welcome-email-wrong = Écrivez une adresse entière, comme marie@exemple.fr.
welcome-plain = Pas d’adresse électronique ni de lien ici, seulement des mots.
welcome-note-long =
    { $n ->
        [one] Un caractère au plus.
       *[other] { $n } caractères au plus.
    }
welcome-sent = L’invitation de { $value } est partie.
welcome-revoke = Reprendre
welcome-revoked = L’invitation est reprise : elle ne marche plus.
welcome-state-open = En attente
welcome-state-used = Déjà des nôtres
welcome-state-revoked = Reprise
welcome-state-over = Temps passé
welcome-mail-subject = { $who } vous invite à rejoindre { $territory }
welcome-mail-hello = Bonjour { $name },
welcome-mail-text = { $who } participe à { $site } et pense que cela vous plairait : on y propose des idées, on soutient celles des autres, on s’y donne des coups de main.
welcome-mail-button = Voir l’invitation
welcome-mail-until = L’invitation est pour vous seulement et marche jusqu’au { $day }.
welcome-mail-why = { $who } a donné votre adresse pour vous inviter. Nous ne vous écrirons plus, et nous l’oublierons au bout de trente jours.
welcome-ambassador = Vous êtes ambassadeur ou ambassadrice
welcome-ambassador-text = Vous faites connaître le réseau de { $territory } et vous accueillez celles et ceux qui viennent par vous.
welcome-came =
    { $n ->
        [one] personne venue
       *[other] personnes venues
    }
welcome-stayed =
    { $n ->
        [one] restée
       *[other] restées
    }
welcome-stayed-means = Est venue toute personne qui a ouvert un compte par votre lien ou vos lettres. Est restée celle qui a encore proposé, soutenu ou commenté plus d’un jour après son arrivée.
welcome-stayed-few = Ce second nombre paraît à partir de cinq arrivées, pour ne désigner personne.
welcome-words = Vos mots d’accueil
welcome-words-label = Ce que lisent celles et ceux qui viennent par vous
welcome-words-hint = À la fin de leur première visite, signé de votre nom, avec un lien pour vous écrire.
welcome-words-long =
    { $n ->
        [one] Un caractère au plus.
       *[other] { $n } caractères au plus.
    }
welcome-words-kept = Vos mots d’accueil sont enregistrés.
welcome-resign = Ne plus être ambassadeur ou ambassadrice
welcome-resign-text = Vos mots d’accueil et votre affiche disparaissent. Vos invitations continuent de marcher.
welcome-resigned = C’est noté. Merci pour tout ce que vous avez fait.
welcome-poster-title = Votre affiche
welcome-poster-text = Une page A4 avec votre lien à lire d’un téléphone : pour un hall, une vitrine, un tableau.
welcome-poster-see = Voir et imprimer
welcome-poster-first = Créez d’abord votre lien.
welcome-poster-head = À { $territory }, vos idées comptent
welcome-poster-line = Proposez, soutenez, donnez un coup de main. C’est gratuit et ouvert à tous.
welcome-poster-scan = Visez ce dessin avec votre téléphone, ou allez sur
welcome-poster-drawing = Dessin à lire avec un téléphone : il mène à l’invitation
welcome-poster-by = { $who } vous y attend.
welcome-poster-print = Imprimez cette page depuis votre navigateur : l’affiche seule sort. Le lien marche jusqu’au { $day }.
welcome-ambassadors-title = Ambassadeurs et ambassadrices
welcome-ambassadors-lead = Des membres qui font connaître le réseau, avec une affiche et leurs mots d’accueil.
welcome-ambassadors-name = Nommer quelqu’un
welcome-ambassadors-slug = Son nom dans les adresses
welcome-ambassadors-slug-hint = La fin de l’adresse de sa page : « marie-durand » dans /people/marie-durand.
welcome-ambassadors-why = Pourquoi
welcome-ambassadors-do = Nommer
welcome-ambassadors-none = Personne pour l’instant
welcome-ambassadors-none-text = Nommez un membre qui connaît du monde : commerçante, gardien, bénévole.
welcome-ambassadors-nobody = Aucun membre actif ne porte ce nom d’adresse.
welcome-ambassadors-already = { $name } l’est déjà.
welcome-ambassadors-since = Depuis le { $day }
welcome-ambassadors-speaks = Accueille avec ses mots
welcome-ambassadors-end = Mettre fin
welcome-ambassadors-end-why = Pourquoi
welcome-named = { $value } peut inviter et accueillir au nom du territoire.
welcome-ended = C’est fini pour { $value } ; la raison est gardée.
