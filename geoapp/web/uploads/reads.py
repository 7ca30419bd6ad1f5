"""What is read of an upload: its state, its rows, and what is wrong with them."""

from flask import Response, request

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.queries.uploads import OUTCOMES, find_issues, find_rows
from geoapp.web.params import read_count
from geoapp.web.shown_uploads import shown_issue, shown_row
from geoapp.web.state import session
from geoapp.web.uploads.desk import answer, as_json, blueprint, view


@blueprint.get("/uploads/<int:upload_id>")
def show(upload_id: int) -> Response:
    """Answer the state of an upload."""
    return answer(upload_id)


@blueprint.get("/uploads/<int:upload_id>/rows")
def rows(upload_id: int) -> Response:
    """Answer rows with old and new values; `outcome` (repeatable) and `code` narrow them."""
    view(upload_id)
    asked = request.args.getlist("outcome")
    for outcome in asked:
        if outcome not in OUTCOMES:
            expected = message("one of {choices}", choices=", ".join(OUTCOMES))
            raise BadParameter("outcome", expected=expected, got=outcome)
    found = find_rows(
        session(),
        upload_id,
        outcomes=asked,
        code=request.args.get("code"),
        limit=read_count("limit", 100, least=1, most=1000),
        offset=read_count("offset", 0, least=0, most=10_000_000),
    )
    return as_json({"rows": [shown_row(row) for row in found]})


@blueprint.get("/uploads/<int:upload_id>/issues")
def issues(upload_id: int) -> Response:
    """Answer everything that is wrong with the file."""
    view(upload_id)
    found = find_issues(session(), upload_id)
    return as_json({"issues": [shown_issue(issue) for issue in found]})
