"""Writes: one function is one user action, one transaction, one revision."""
