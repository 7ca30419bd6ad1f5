"""Slides: one module for each kind of slide, `deck` puts them together."""
