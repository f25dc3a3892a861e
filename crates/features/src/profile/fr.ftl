# dynamic: profile-day-
# dynamic: profile-part-
# dynamic: profile-reach-
# dynamic: profile-lang-
# dynamic: profile-level-
# dynamic: profile-hint-
profile-title = Mon profil
profile-see = Voir ma page
profile-parts = Parties de mon profil
profile-part-about = Présentation
profile-part-skills = Compétences
profile-part-free = Disponibilités
profile-hints = Pour que l’on pense à vous au bon moment
profile-hint-skills = Ajoutez une ou deux compétences que vous aimeriez partager.
profile-hint-bio = Dites en quelques mots ce qui vous amène ici.
profile-hint-causes = Choisissez les causes qui vous tiennent à cœur.
profile-hint-slots = Indiquez vos disponibilités : on saura quand vous demander.
profile-hint-listed = Votre profil n’est pas dans l’annuaire : vous pouvez y apparaître quand vous voulez.
profile-about = Qui je suis
profile-name = Nom affiché
profile-name-hint = Le nom que tout le monde lit à côté de vos idées.
profile-bio = Présentation
profile-bio-hint = Ce que vous faites, ce qui vous plaît ici. On peut mettre en forme avec Markdown.
profile-bio-long =
    { $n ->
        [one] La présentation dépasse { $n } caractère.
       *[other] La présentation dépasse { $n } caractères.
    }
profile-zone = Quartier
profile-zone-hint = Jamais votre adresse : le quartier suffit.
profile-zone-none = Je préfère ne pas le dire
profile-causes = Mes causes
profile-causes-legend = Ce qui me tient à cœur (cinq au plus)
profile-causes-many =
    { $n ->
        [one] Choisissez une seule cause.
       *[other] Choisissez { $n } causes au plus.
    }
profile-languages = Mes langues
profile-languages-legend = Les langues que je parle
profile-links = Mes liens
profile-links-legend = Site, page ou réseau
profile-links-hint = Trois adresses au plus, par exemple exemple.fr.
profile-link =
    { $n ->
        [one] Lien { $n }
       *[other] Lien { $n }
    }
profile-link-wrong = Cette adresse ne convient pas : écrivez-la comme exemple.fr ou https://exemple.fr.
profile-found = Qui me trouve, qui me lit
profile-listed = Apparaître dans l’annuaire
profile-listed-hint = On vous trouve par ce que vous proposez. Chaque partie garde la visibilité choisie.
profile-circle-all = Tout le monde
profile-circle-members = Les membres
profile-circle-me = Moi seulement
profile-circle-bio = Qui lit ma présentation
profile-circle-zone = Qui voit mon quartier
profile-circle-causes = Qui voit mes causes
profile-circle-languages = Qui voit mes langues
profile-circle-links = Qui voit mes liens
profile-circle-skills = Qui voit mes compétences
profile-circle-free = Qui voit mes disponibilités
profile-circle-did = Qui voit mes idées et mes paroles réunies sur ma page
profile-saved = Votre profil est enregistré.
profile-skills-title = Mes compétences
profile-skill-add = Ajouter une compétence
profile-skill = Compétence
profile-skill-hint = Quelques lettres suffisent : « compta », « vélo », « anglais »…
profile-skill-suggested = Compétences proposées
profile-skill-found = { "{n}" } compétences proposées
profile-skill-none = Aucune compétence connue : vous pourrez la proposer.
profile-skill-needed = Écrivez le nom d’une compétence.
profile-skill-long =
    { $n ->
        [one] Le nom dépasse { $n } caractère.
       *[other] Le nom dépasse { $n } caractères.
    }
profile-skills-many =
    { $n ->
        [one] Une compétence au plus : retirez-la pour en ajouter une autre.
       *[other] Vous avez déjà { $n } compétences : retirez-en une pour en ajouter une autre.
    }
profile-skill-unknown = « { $skill } » n’est pas un mot de la liste.
profile-skill-near = Est-ce l’une de celles-ci ?
profile-skill-no-near = Rien de proche dans la liste.
profile-skill-propose = Proposer « { $skill } » à la collectivité
profile-skill-browse = Parcourir la liste
profile-skill-add-do = Ajouter
profile-skill-added = Compétence ajoutée : { $value }.
profile-skill-proposed = Votre compétence « { $value } » est proposée. Elle sera visible des autres dès que la collectivité l’aura acceptée.
profile-skills-saved = Vos compétences sont enregistrées.
profile-skills-none = Tout le monde sait faire quelque chose
profile-skills-none-text = Réparer, écouter, compter, cuisiner, traduire… Ajoutez une première compétence ci-dessus.
profile-skills-mine = Ce que je sais faire
profile-skill-waits = proposée, en attente
profile-skill-refused = n’est plus dans la liste
profile-skill-remove = Retirer
profile-ready = Prêt ou prête à aider
profile-level = Mon niveau
profile-level-of = Niveau en { $skill }
profile-level-expert = Je maîtrise
profile-level-helps = Je peux aider
profile-level-learning = J’apprends
profile-level-wish = J’aimerais apprendre
profile-level-expert-title = Maîtrise
profile-level-helps-title = Peut aider
profile-level-learning-title = Apprend
profile-level-wish-title = Aimerait apprendre
profile-free-title = Mes disponibilités
profile-week = Ma semaine
profile-week-hint = Cochez les moments où l’on peut vous solliciter. Rien n’est promis.
profile-day-0 = lundi
profile-day-1 = mardi
profile-day-2 = mercredi
profile-day-3 = jeudi
profile-day-4 = vendredi
profile-day-5 = samedi
profile-day-6 = dimanche
profile-part-0 = matin
profile-part-1 = après-midi
profile-part-2 = soir
profile-when = Combien, et quand
profile-hours = Heures par mois
profile-hours-hint = À peu près, pour que l’on ne vous demande pas trop.
profile-hours-wrong =
    { $n ->
        [one] Écrivez un nombre d’heures, de 0 à { $n }.
       *[other] Écrivez un nombre d’heures, de 0 à { $n }.
    }
profile-from = À partir du
profile-until = Jusqu’au
profile-date-wrong = Cette date ne se lit pas : écrivez-la comme 2026-11-30.
profile-dates-wrong = La fin vient avant le début.
profile-where = Où
profile-reach = Je me déplace
profile-reach-0 = Dans mon quartier
profile-reach-1 = À un kilomètre autour
profile-reach-3 = À trois kilomètres autour
profile-reach-10 = À dix kilomètres autour
profile-reach-30 = À trente kilomètres autour
profile-remote = Je peux aussi aider à distance
profile-remote-hint = Par téléphone, par message ou en visioconférence.
profile-free-saved = Vos disponibilités sont enregistrées.
profile-lang-fr = Français
profile-lang-en = Anglais
profile-lang-ar = Arabe
profile-lang-es = Espagnol
profile-lang-pt = Portugais
profile-lang-it = Italien
profile-lang-de = Allemand
profile-lang-ber = Berbère
profile-lang-tr = Turc
profile-lang-pl = Polonais
profile-lang-ro = Roumain
profile-lang-ru = Russe
profile-lang-uk = Ukrainien
profile-lang-zh = Chinois
profile-lang-vi = Vietnamien
profile-lang-ta = Tamoul
profile-lang-bm = Bambara
profile-lang-wo = Wolof
profile-lang-gcf = Créole antillais
profile-lang-fsl = Langue des signes française
profile-kin = Vos autres territoires
profile-kin-text = Votre présentation, vos langues, vos liens, vos savoir-faire et vos disponibilités valent aussi ailleurs : { $territories }. Le nom, le quartier, les causes et qui peut lire restent propres à chacun.
profile-apart = Garder ce profil à part
profile-apart-hint = Ce que vous dites ici n’est pas repris ailleurs, ni l’inverse.
profile-portrait = Mon image à côté de mon nom
