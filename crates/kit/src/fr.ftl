# The frame of every page.
site-name = { $name } à { $territory }
date-and-time = { $date } à { $time }
skip-to-content = Aller au contenu
nav-main = Navigation principale
nav-shortcuts = Raccourcis
nav-footer = Pied de page
nav-home = Accueil
nav-ideas = Idées
nav-explore = Explorer
nav-notices = Avis
nav-people = Annuaire
nav-profile = Mon profil
nav-propose = Proposer
nav-help = Aide
nav-search = Chercher
nav-other-language = English version
nav-log-in = Se connecter
nav-log-out = Se déconnecter
nav-feed = Mon fil
nav-me = Mon espace
nav-me-short = Moi
nav-messages = Messages
nav-messages-unread =
    { $n ->
        [one] { $n } conversation à lire
       *[other] { $n } conversations à lire
    }
nav-my-menu = Mon menu
nav-public-page = Ma page publique
nav-moderation = Modération
nav-admin = Administration
ui-terms-news = Les règles du site ont changé.
ui-welcome = Faire connaissance en trois étapes
ui-terms-news-link = Voir ce qui change et répondre
footer-help = Aide
footer-contact = Contact
footer-legal = Mentions légales
footer-terms = Règles du site
footer-privacy = Confidentialité
footer-cookies = Cookies
footer-site-map = Plan du site
footer-about = À propos
footer-accessibility-none = Accessibilité : non conforme
footer-accessibility-partial = Accessibilité : partiellement conforme
footer-accessibility-full = Accessibilité : totalement conforme
theme-label = Apparence
theme-auto = Automatique
theme-light = Claire
theme-dark = Sombre
ui-count-left = caractères restants
ui-editor-bar = Mise en forme
ui-editor-bold = Gras
ui-editor-italic = Italique
ui-editor-heading = Titre
ui-editor-list = Liste
ui-editor-ordered = Liste numérotée
ui-editor-quote = Citation
ui-editor-link = Lien
ui-editor-preview = Aperçu
ui-optional = (facultatif)
ui-picture-drop = Déposez des images ici, ou choisissez-les
ui-picture-alt = Ce que montre l’image
ui-picture-alt-hint = Pour les personnes qui ne la voient pas.
ui-picture-up = Monter l’image
ui-picture-down = Descendre l’image
ui-picture-remove = Retirer l’image
ui-picture-too-many = Le nombre d’images est limité : les dernières n’ont pas été prises.
ui-error-summary =
    { $n ->
        [one] Une réponse est à revoir
       *[other] { $n } réponses sont à revoir
    }
ui-previous = Précédent
ui-next = Suivant
ui-pages = Pages
ui-cancel = Annuler
ui-save = Enregistrer
ui-continue = Continuer
ui-back = Revenir
ui-wait-seconds =
    { $n ->
        [one] Un peu trop vite : attendez une seconde, puis envoyez de nouveau. Votre texte est toujours là.
       *[other] Un peu trop vite : attendez { $n } secondes, puis envoyez de nouveau. Votre texte est toujours là.
    }
ui-wait-minutes =
    { $n ->
        [one] Un peu trop vite : attendez une minute, puis envoyez de nouveau. Votre texte est toujours là.
       *[other] Un peu trop vite : attendez { $n } minutes, puis envoyez de nouveau. Votre texte est toujours là.
    }
ui-verified = Vérifié

# Problems.
problem-title = Erreur : { $title }
problem-retry = Réessayer
problem-home = Revenir à l’accueil
problem-search = Chercher
problem-contact = Nous écrire
problem-number = Si cela se répète, donnez-nous ce numéro : { $number }
problem-not-found = Cette page n’existe pas
problem-not-found-text = L’adresse est peut-être incomplète, ou ce que vous cherchez n’est plus visible. La recherche vous aidera à le retrouver.
problem-gone = Ce contenu a été retiré
problem-gone-text = Son auteur ou l’équipe de modération l’a retiré.
problem-refused = Ce geste ne vous est pas ouvert
problem-refused-text = Votre compte ne permet pas de faire cela ici.
problem-sign-in = Connectez-vous pour continuer
problem-sign-in-text = Cette page demande un compte.
problem-prove = Confirmez que c’est bien vous
problem-prove-text = Avant ce geste important, entrez de nouveau votre mot de passe.
problem-factor = Une étape de sécurité manque encore
problem-factor-text = Votre rôle demande la double authentification. Activez-la pour continuer.
problem-invalid = Nous n’avons pas compris cet envoi
problem-invalid-text = Revenez en arrière : ce que vous avez écrit y est encore. Puis essayez de nouveau.
problem-conflict = Quelqu’un a agi en même temps que vous
problem-conflict-text = Rechargez la page pour voir où en sont les choses, puis recommencez.
problem-too-many = Un peu trop vite
problem-too-many-text = Attendez un instant, puis réessayez.
problem-too-many-seconds =
    { $n ->
        [one] Réessayez dans une seconde. Rien de ce que vous avez écrit n’est perdu : revenez simplement en arrière.
       *[other] Réessayez dans { $n } secondes. Rien de ce que vous avez écrit n’est perdu : revenez simplement en arrière.
    }
problem-too-many-minutes =
    { $n ->
        [one] Réessayez dans une minute. Rien de ce que vous avez écrit n’est perdu : revenez simplement en arrière.
       *[other] Réessayez dans { $n } minutes. Rien de ce que vous avez écrit n’est perdu : revenez simplement en arrière.
    }
problem-too-large = C’est trop volumineux
problem-too-large-text = Envoyez un fichier plus petit (12 Mo au plus par image) ou un texte plus court.
problem-method = Cette adresse ne prend pas ce geste
problem-method-text = Revenez à la page précédente et utilisez ses boutons.
problem-slow = L’envoi a pris trop de temps
problem-slow-text = Votre connexion est peut-être lente. Revenez en arrière, puis recommencez, par exemple avec des images plus légères.
problem-away = Le site reprend son souffle
problem-away-text = Nos données ne répondent pas pour l’instant. Rien n’est perdu : réessayez dans quelques secondes.
problem-broken = Quelque chose s’est cassé de notre côté
problem-broken-text = Ce n’est pas votre faute, et l’équipe en est avertie. Réessayez dans un moment.
refused-suspended = Votre compte est suspendu : vous pouvez lire, mais pas publier. Votre espace et le message reçu par courriel disent pourquoi, et comment contester.
refused-foreign = Cette demande vient d’un autre site. Ouvrez la page ici et recommencez.
form-unreadable = Le formulaire est arrivé incomplet. Revenez en arrière et envoyez-le de nouveau.

# Letters.
mail-stop = Ne plus recevoir ces messages :
mail-fallback = Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :

# Moves that are refused.
life-not-from = Les choses ont changé entre-temps : ce geste n’est plus possible. Rechargez la page.
life-not-yours = Ce geste revient à quelqu’un d’autre.
life-too-late = Il est trop tard pour ce geste.
life-too-early = Il est encore trop tôt pour ce geste.
life-reason-missing = Dites en quelques mots pourquoi : la personne concernée le lira.
nav-territories = Territoires
