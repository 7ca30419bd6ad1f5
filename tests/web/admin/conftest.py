"""The administrators' desk is tried with the same people and browsers as accounts."""

from tests.web.accounts.conftest import app, log, people, visitor

__all__ = ["app", "log", "people", "visitor"]
