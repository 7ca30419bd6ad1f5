"""Checks of rows and geometries: each yields all it finds, none raises, none mends."""
