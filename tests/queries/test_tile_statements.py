"""Statements of tiles are found again by filter and colour, and the oldest give way."""

from geoapp.queries.tile_statements import TileStatement, TileStatements
from tests.builders import ask


def test_each_filter_and_colour_has_its_own(session):
    kept, wanted = TileStatements(), ask(session)
    kept.keep(wanted, "schedule", TileStatement("SELECT 1", {}))
    assert kept.find(wanted, "schedule") == TileStatement("SELECT 1", {})
    assert kept.find(wanted, "sector") is None
    assert kept.find(ask(session), "schedule") is None


def test_of_too_many_the_first_is_forgotten(session):
    kept, filters = TileStatements(most=2), [ask(session) for _ in range(3)]
    for number, wanted in enumerate(filters):
        kept.keep(wanted, "schedule", TileStatement(f"SELECT {number}", {}))
    found = [kept.find(wanted, "schedule") for wanted in filters]
    assert [one and one.sql for one in found] == [None, "SELECT 1", "SELECT 2"]


def test_another_tile_is_asked_with_its_own_numbers():
    asked = TileStatement("SELECT", {"zoom": 8, "month": "2026-10"})
    assert asked.for_tile({"zoom": 9}) == {"zoom": 9, "month": "2026-10"}
    assert asked.values["zoom"] == 8
