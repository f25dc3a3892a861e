# Le courrier de la démonstration.
postbox-title = Courrier de la démonstration
postbox-lead = Dans une démonstration, aucun message ne part : tous se lisent ici.
postbox-to = Destinataire
postbox-filter = Filtrer
postbox-none = Aucun message
postbox-none-text = Proposez une idée, commentez ou créez un compte : les messages arriveront ici.
postbox-none-do = Voir les idées
postbox-back = Tous les messages
postbox-for = Pour { $address }
postbox-html = Voir la mise en forme
postbox-headers = En-têtes du message
