"""A cluster folder of its own, for a test that kills the database."""

from tests.db.conftest import home, place

__all__ = ["home", "place"]
