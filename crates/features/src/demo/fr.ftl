# Le courrier de la démonstration.
demo-mail-title = Courrier de la démonstration
demo-mail-lead = Dans une démonstration, aucun message ne part : tous se lisent ici.
demo-mail-to = Destinataire
demo-mail-filter = Filtrer
demo-mail-none = Aucun message
demo-mail-none-text = Proposez une idée, commentez ou créez un compte : les messages arriveront ici.
demo-mail-none-do = Voir les idées
demo-mail-back = Tous les messages
demo-mail-for = Pour { $address }
demo-mail-html = Voir la mise en forme
demo-mail-headers = En-têtes du message
