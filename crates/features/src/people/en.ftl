person-left = Somebody who left
