# What stays known of an account that is closed.
closed-kept = La loi demande de garder à part, pendant { $n } mois après la fermeture d’un compte, son nom, son adresse électronique, ses dates et ses connexions : seule la justice peut les demander, aucune page ne les montre, votre archive ne peut pas les contenir, et le droit à l’effacement ne s’y applique qu’ensuite.
closed-nothing = Rien de ce qui vous identifie n’est gardé après la fermeture de votre compte.
