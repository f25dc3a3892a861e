# dynamic: voices-did-

voices-choice = Vous parlez
voices-me = En mon nom
voices-of = Au nom de : { $name }
voices-by = par { $name }
voices-signed = Signé par { $name }. Vous le modifiez en son nom.
voices-lost = Vous ne parlez plus au nom de « { $name } » : vos mots sont toujours là. Envoyez-les en votre nom, ou voyez avec l’équipe de l’organisation.
voices-lost-edit = Vous ne parlez plus au nom de « { $name } » : ce texte est à elle, et n’a pas changé. Vos mots sont toujours là, copiez-les si vous voulez les garder.
voices-not-yours = Ce texte est signé par une organisation au nom de laquelle vous ne parlez pas, ou plus. Ses administratrices et administrateurs peuvent le retirer.
voices-unknown = Nous ne savons pas au nom de qui vous parlez : choisissez dans la liste.
voices-log = Journal de parole
voices-log-lead = Qui a parlé au nom de l’organisation, quand, et pour dire quoi. Seules les personnes qui l’administrent lisent cette page.
voices-log-empty = Personne n’a encore parlé en son nom
voices-log-empty-text = Les idées et les commentaires signés par l’organisation paraîtront ici, avec le nom de qui les a écrits.
voices-log-open = Journal de parole
voices-when = Quand
voices-who = Qui
voices-what = Quoi
voices-out-of-sight = un texte retiré de la vue
voices-did-idea-publish = a proposé l’idée
voices-did-idea-edit = a modifié l’idée
voices-did-idea-archive = a archivé l’idée
voices-did-idea-restore = a rouvert l’idée
voices-did-idea-adopt = a fait un projet de l’idée
voices-did-comment-create = a commenté
voices-did-comment-edit = a corrigé un commentaire sous
voices-did-comment-remove = a retiré un commentaire sous
