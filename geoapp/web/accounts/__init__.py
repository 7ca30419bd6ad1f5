"""Accounts on the web: who asks, signing in, what stays closed, one's own account."""
