"""The web design: a Sphinx HTML theme that needs no inline script or style, and nothing from another host."""
