gallery-title = Gallery of components
