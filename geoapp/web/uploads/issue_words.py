"""What each kind of issue is called, and the field it is about."""

from typing import Final

from geoapp.domain.messages import Message, message, say
from geoapp.ingest.fields import BY_NAME
from geoapp.web.state import language

GEOMETRY: Final = message("Place on the map")
KINDS: Final = {
    "bad_code": message("Project codes that cannot be codes"),
    "missing_code": message("Rows without a project code"),
    "code_twice": message("Codes that stand in several rows"),
    "needed": message("New projects that lack a needed field"),
    "out_of_range": message("Values out of range"),
    "not_a_number": message("Not a number"),
    "not_whole": message("Not a whole number"),
    "not_a_date": message("Not a date"),
    "not_text": message("Not a text"),
    "future_date": message("Dates in the future"),
    "dates_out_of_order": message("Dates in the wrong order"),
    "number_too_large": message("Numbers that are too large"),
    "text_too_long": message("Texts that are too long"),
    "control_character": message("Characters that cannot be shown"),
    "looks_like_markup": message("Texts that look like markup"),
    "formula": message("Formulas; their last value was taken"),
    "formula_without_value": message("Formulas without a value"),
    "error_in_cell": message("Cells that hold an error"),
    "unknown_agency": message("Agencies that are not known"),
    "not_your_agency": message("Projects of an agency that is not yours"),
    "not_your_area": message("Projects in an area that is not yours"),
    "code_taken": message("Codes that are taken already"),
    "unknown_unit": message("Units that are not known"),
    "kind_of_other_sector": message("Kind and sector do not go together"),
    "progress_went_back": message("Progress lower than what is known"),
    "completed_but_not_done": message("Completed, but not at 100%"),
    "more_than_whole": message("A part larger than the whole"),
    "measures_differ": message("Stated size and drawn size differ"),
    "by_decision": message("The plan changes by a decision alone"),
    "by_source": message("The year’s plan is the sum of its sources"),
    "baseline_kept": message("The baseline stays as first approved"),
    "baseline_invented": message("The baseline is illustrative"),
    "looks_like_known": message("New codes with the name of a known project"),
    "changed_since": message("Changed by somebody after the file was made"),
    "invalid_geometry": message("Outlines that are not valid"),
    "repaired_geometry": message("Outlines whose repair was accepted"),
    "bad_geometry": message("Geometries that cannot be read"),
    "broken_geometry": message("Geometries that are broken"),
    "unknown_geometry": message("Geometries of an unknown kind"),
    "empty_geometry": message("Geometries without a position"),
    "open_ring": message("Outlines that do not close"),
    "half_position": message("Positions with one coordinate only"),
    "no_position": message("A source of the position without a position"),
    "heights_left_out": message("Heights that are left out"),
    "outside_province": message("Positions outside the province"),
    "outside_country": message("Positions far outside Viet Nam"),
    "too_many_vertices": message("Geometries with too many vertices"),
    "too_many_cells": message("Rows with more cells than the header"),
    "unknown_system": message("A coordinate system that is not known"),
}


def kind_words(code: str) -> str:
    """Return what a kind of issue is called; one without words names itself."""
    return say(KINDS.get(code, Message(code.replace("{", "").replace("}", ""))), language())


def field_words(name: str | None) -> str | None:
    """Return the title of a field, or of a column that is none."""
    if name is None:
        return None
    if name == "geometry":
        return say(GEOMETRY, language())
    return say(BY_NAME[name].title, language()) if name in BY_NAME else name
