# dynamic: import-state-
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
