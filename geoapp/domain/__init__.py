"""Plain values and rules of the field: no database, no web, no files."""
