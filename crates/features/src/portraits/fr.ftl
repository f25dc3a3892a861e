# Une image de soi, à côté de son nom.

portraits-title = Mon image
portraits-crumbs = Où vous êtes
portraits-profile = Mon profil
portraits-alt = L’image qui se trouve à côté de votre nom
portraits-none = Pas d’image : vos initiales en tiennent lieu.
portraits-seen = Elle se trouve à côté de votre nom, partout où il est écrit.
portraits-hidden = La modération a retiré cette image. La décision vous a été envoyée ; vous pouvez la contester, ou choisir une autre image.
portraits-choose = Choisir une image
portraits-another = Choisir une autre image
portraits-hint = Une photo ou un dessin, en JPEG, PNG ou WebP. Le carré du milieu est gardé, sans rien de ce que la photo dit du lieu ou de l’appareil. Tout le monde la voit, comme votre nom.
portraits-save = Garder cette image
portraits-remove = Retirer l’image
portraits-needed = Choisissez d’abord un fichier.
portraits-saved = Votre image est en place.
portraits-removed = Votre image est retirée.
portraits-page = Voir ma page publique
