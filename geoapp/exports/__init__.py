"""From projects to a file: one writer for each format, behind one table; no database."""
