"""Files become plain values and issues; no database."""
