# dynamic: import-state-
# dynamic: import-why-
import-title = Importer une consultation
import-line = Reprenez ici des personnes, des idées et des commentaires venus d’ailleurs. Vous pouvez importer deux fois les mêmes fichiers : rien n’est doublé.
import-no-file = Choisissez au moins un fichier.
import-people = Personnes
import-ideas = Idées
import-comments = Commentaires
import-dry = Essayer sans rien écrire
import-dry-hint = Vous lirez ce qui se passerait, ligne par ligne.
import-dry-short = essai
import-start = Importer
import-past = Imports précédents
import-state-queued = En attente
import-state-running = En cours
import-state-done = Terminé
import-state-failed = Interrompu
import-done = L’import est terminé.
import-dry-done = L’essai est terminé : rien n’a été écrit.
import-report = Ce qu’il est advenu de chaque fichier
import-file = Fichier
import-created = Nouveaux
import-updated = Changés
import-unchanged = Inchangés
import-refused = Refusés
import-errors = Lignes refusées
import-errors-line = Les autres lignes sont entrées. Corrigez celles-ci dans vos fichiers et importez de nouveau.
import-row = Ligne
import-reason = Raison
import-more =
    { $n ->
        [one] Et une autre ligne.
       *[other] Et { $n } autres lignes.
    }
import-leave = Vous pouvez quitter cette page : le travail continue.
import-refresh = Voir où il en est
import-why-unreadable = La suite de ce fichier ne peut pas être lue. Vérifiez que c’est un fichier CSV entier.
import-why-columns-missing = Il manque des colonnes : { $columns }.
import-why-cells = Nombre de cellules : { $found }, au lieu de { $wanted } comme dans l’en-tête.
import-why-not-text = { $column } : ce texte n’est pas en UTF-8.
import-why-ref-missing = ref : donnez à chaque ligne son nom durable.
import-why-ref-unfit = ref : ce nom est trop long, ou contient autre chose que du texte.
import-why-ref-twice = ref : « { $value } » figure deux fois dans ce fichier.
import-why-not-a-count = { $column } : « { $value } » n’est pas un nombre entier.
import-why-not-a-date = { $column } : « { $value } » n’est pas une date comme 2015-10-18T21:49:42+02:00.
import-why-name-missing = display_name : donnez un nom à chaque personne.
import-why-name-long = display_name : ce nom est trop long, { $most } caractères au plus.
import-why-title-missing = title : donnez un titre à chaque idée.
import-why-author-unknown = author_ref : personne ne porte le nom « { $value } ».
import-why-hidden-unclear = hidden : écrivez true ou false plutôt que « { $value } ».
import-why-idea-unknown = idea_ref : aucune idée ne porte le nom « { $value } ».
import-why-idea-moved = idea_ref : un commentaire ne peut pas passer à une autre idée.
import-why-parent-unknown = parent_ref : aucun commentaire ne porte le nom « { $value } ».
import-why-parent-refused = parent_ref : « { $value } » a été refusé.
import-why-parent-circle = parent_ref : ce commentaire se répond à lui-même, ou répond à un commentaire refusé.
import-why-parent-elsewhere = parent_ref : le commentaire auquel il répond porte sur une autre idée.
import-why-side-unknown = side : écrivez for, against ou question plutôt que « { $value } ».
import-why-body-empty = body : ce commentaire ne dit rien.
import-why-body-long = body : ce commentaire est trop long, { $most } caractères au plus.
import-why-removed-here = Ce commentaire a été retiré ici depuis.
