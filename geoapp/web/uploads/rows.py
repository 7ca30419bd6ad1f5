"""The rows of an upload beside the projects they would change."""

from typing import Any, Final

from flask import render_template, request

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.models import UploadRow
from geoapp.queries.upload_rows import OUTCOMES, find_rows
from geoapp.queries.uploads import UploadView
from geoapp.web.params import forget_filters, read_count
from geoapp.web.shown_uploads import shown_row
from geoapp.web.state import session
from geoapp.web.uploads.desk import as_json, blueprint, view
from geoapp.web.uploads.issue_words import field_words
from geoapp.web.uploads.parts import wants_part, whole_page
from geoapp.web.viewer import viewer

PER_PAGE: Final = 25
# What is looked at first, where there is any.
FIRST: Final = ("changed", "added", "refused", "missing", "unchanged", "left")


@blueprint.get("/uploads/<int:upload_id>/rows")
def rows(upload_id: int) -> Any:
    """Answer rows with old and new values; `outcome` (repeatable) and `code` narrow them."""
    found = view(upload_id)
    if wants_part():
        forget_filters()
        part = {"upload": {"id": upload_id, "rows": found.rows}, **shown_rows(found)}
        return render_template("uploads/_rows.html", **part)
    if page := whole_page(upload_id, "rows"):
        return page
    asked = request.args.getlist("outcome")
    for outcome in asked:
        if outcome not in OUTCOMES:
            expected = message("one of {choices}", choices=", ".join(OUTCOMES))
            raise BadParameter("outcome", expected=expected, got=outcome)
    listed = find_rows(
        session(),
        upload_id,
        viewer(),
        outcomes=asked,
        code=request.args.get("code"),
        limit=read_count("limit", 100, least=1, most=1000),
        offset=read_count("offset", 0, least=0, most=10_000_000),
    )
    return as_json({"rows": [shown_row(row) for row in listed]})


def shown_rows(found: UploadView) -> dict[str, Any]:
    """Return the rows that the page shows: of one outcome, or of one project."""
    upload_id, code = found.upload.id, request.args.get("code", "").replace("\x00", "")
    conditions = [UploadRow.row == _row_number()] if request.args.get("row") else []
    narrowed = bool(code or conditions)
    outcome = "" if narrowed else chosen_outcome(found)
    page = read_count("page", 1, least=1, most=1_000_000)
    given: dict[str, Any] = {"outcomes": (outcome,) if outcome else (), "code": code or None}
    listed = find_rows(
        session(),
        upload_id,
        viewer(),
        *conditions,
        **given,
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
    )
    total = found.rows.get(outcome, 0) if outcome else len(listed)
    return {
        "outcome": outcome,
        "code": code,
        "rows": [_with_titles(shown_row(row)) for row in listed],
        "rows_page": page,
        "rows_total": total,
        "rows_per_page": PER_PAGE,
    }


def chosen_outcome(found: UploadView) -> str:
    """Return which rows are looked at: those asked for, else the first there are."""
    asked = request.args.get("outcome", "")
    if asked in OUTCOMES:
        return asked
    return next((name for name in FIRST if found.rows.get(name)), FIRST[0])


def _row_number() -> int:
    return read_count("row", 0, least=0, most=100_000_000)


def _with_titles(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "issues": [issue | {"title": field_words(issue["field"])} for issue in row["issues"]]
    }
