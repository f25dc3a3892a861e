picture-refused-kind = Ce fichier n’est pas une image que nous savons lire. Choisissez une photo au format JPEG, PNG ou WebP.
picture-refused-large = Cette image est trop lourde : 12 Mo et 60 millions de pixels au plus. Choisissez-en une plus petite.
picture-refused-broken = Cette image est abîmée, nous n’avons pas pu la lire jusqu’au bout. Essayez avec une autre.
