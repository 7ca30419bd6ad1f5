"""Reads: a filter goes in, rows come out; nothing is committed."""
