"""Target lists on the web: what has come of them, and the form that writes them."""
