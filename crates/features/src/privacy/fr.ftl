# Accounts nobody comes back to.
privacy-absence-subject = Votre compte sur { $site } dort depuis longtemps
privacy-absence-text = Bonjour { $name }, vous n’êtes pas venu depuis longtemps. Nous ne gardons pas pour toujours les données de personnes absentes.
privacy-absence-more = Sans visite de votre part, votre compte sera fermé le { $day } : votre nom et votre adresse disparaîtront du site, et vos contributions resteront sans signature.
privacy-absence-button = Garder mon compte
privacy-absence-after = Pour garder votre compte, il suffit de vous connecter une fois avant cette date. Vous n’avez rien à faire si vous préférez partir.
privacy-absence-reason = Vous recevez ce message parce que vous avez un compte sur { $site }.

# The record of processing.
# dynamic: privacy-field-
# dynamic: privacy-purpose-
# dynamic: privacy-basis-
# dynamic: privacy-sees-
# dynamic: privacy-keeps-
privacy-register-csv = Registre des traitements (tableau)
privacy-register-json = Registre des traitements (JSON)
privacy-to-fill = à compléter dans les réglages du territoire
privacy-field-name = Traitement
privacy-field-aim = Finalité
privacy-field-controller = Responsable du traitement
privacy-field-dpo = Délégué à la protection des données
privacy-field-basis = Base légale
privacy-field-people = Personnes concernées
privacy-field-data = Données
privacy-field-recipients = Destinataires
privacy-field-keeps = Durées de conservation
privacy-field-transfers = Transferts hors de l’Union européenne
privacy-field-measures = Mesures de sécurité
privacy-purpose-account = Comptes des participants
privacy-purpose-account-aim = Créer un compte, se connecter, choisir ce que les autres voient
privacy-purpose-account-people = Personnes inscrites
privacy-purpose-participation = Participation
privacy-purpose-participation-aim = Proposer des idées, les soutenir et en discuter publiquement
privacy-purpose-participation-people = Personnes inscrites, et auteurs repris d’une consultation antérieure
privacy-purpose-messages = Messages
privacy-purpose-messages-aim = Écrire aux participants : confirmations, réponses, décisions, nouveautés choisies
privacy-purpose-messages-people = Personnes inscrites, et personnes qui ont donné leur adresse
privacy-purpose-moderation = Modération
privacy-purpose-moderation-aim = Recevoir les signalements, décider, motiver, répondre aux recours
privacy-purpose-moderation-people = Auteurs, personnes qui signalent, modérateurs
privacy-purpose-security = Sécurité
privacy-purpose-security-aim = Protéger les comptes et le service, répondre aux demandes de la justice
privacy-purpose-security-people = Personnes inscrites et visiteurs
privacy-basis-public_task = Mission d’intérêt public (article 6, 1, e du RGPD)
privacy-basis-legal_obligation = Obligation légale (article 6, 1, c du RGPD)
privacy-basis-consent = Consentement (article 6, 1, a du RGPD)
privacy-sees-public = Tout le monde
privacy-sees-chosen = Le cercle choisi par l’auteur, tout le monde par défaut
privacy-sees-members = Les participants connectés
privacy-sees-moderators = Les modérateurs
privacy-sees-administrators = Les administrateurs
privacy-sees-self = La personne elle-même
privacy-sees-nobody = Personne : usage technique
privacy-keeps-account = Vie du compte, fermé après une longue absence
privacy-keeps-session = Jusqu’à la déconnexion, 60 jours sans visite ou un an
privacy-keeps-month = 30 jours
privacy-keeps-link = 14 jours au plus
privacy-keeps-quarter = 90 jours
privacy-keeps-year = Un an
privacy-keeps-closed = Un an après la fermeture du compte, ou le délai réglé pour le territoire
privacy-keeps-online = Tant que la contribution est en ligne, puis archives publiques
privacy-keeps-archive = Six mois au moins, puis règles d’archivage ; noms des personnes qui signalent effacés après un an
privacy-transfers = Aucun prévu par le logiciel ; à compléter si un prestataire est ajouté
privacy-measures = Mots de passe et jetons gardés sous forme d’empreintes, double authentification des équipes, journal de sécurité, sauvegardes vérifiées, mises à jour suivies, aucun service tiers
