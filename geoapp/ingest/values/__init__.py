"""Cells as files have them into typed values; what cannot be read is said, never guessed."""
