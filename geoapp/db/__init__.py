"""The database: where it runs, how to reach it, how its schema is kept up to date."""
