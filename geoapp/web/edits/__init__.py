"""Editing one project on the web: the form, what it sends, and who came between."""
