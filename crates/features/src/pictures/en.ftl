picture-refused-kind = This file is not a picture we can read. Choose a photo in JPEG, PNG or WebP format.
picture-refused-large = This picture is too large: 12 MB and 60 million pixels at most. Choose a smaller one.
picture-refused-broken = This picture is damaged, we could not read it to the end. Try another one.
