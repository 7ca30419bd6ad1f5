"""What is wrong with an upload's rows: on its page, and as files to work through."""

from typing import Any

import orjson
from flask import Response, render_template, request

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.exports.issues import write_issues
from geoapp.models import UploadIssue
from geoapp.queries.upload_issues import IssueGroup, find_issues, group_issues
from geoapp.queries.uploads import SEVERITIES, UploadView
from geoapp.web.params import forget_filters, read_count
from geoapp.web.shown_uploads import shown_issue
from geoapp.web.state import language, session
from geoapp.web.uploads.desk import as_json, blueprint, view
from geoapp.web.uploads.issue_words import field_words, kind_words
from geoapp.web.uploads.parts import wants_part, whole_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 25


@blueprint.get("/uploads/<int:upload_id>/issues")
def issues(upload_id: int) -> Any:
    """Answer what is wrong with the file; `severity` and `kind` narrow it."""
    found = view(upload_id)
    if wants_part():
        forget_filters()
        return render_template("uploads/_issues.html", upload={"id": upload_id}, **shown(found))
    if page := whole_page(upload_id, "issues"):
        return page
    listed = find_issues(
        session(),
        upload_id,
        *_conditions(),
        limit=read_count("limit", 1_000_000, least=1, most=1_000_000),
        offset=read_count("offset", 0, least=0, most=10_000_000),
    )
    return as_json({"issues": [shown_issue(issue) for issue in listed]})


def shown(found: UploadView) -> dict[str, Any]:
    """Return what the page says of issues: their kinds with counts, and some of them."""
    upload_id = found.upload.id
    page = read_count("issues_page", 1, least=1, most=1_000_000)
    groups = group_issues(session(), upload_id)
    severity, kind = request.args.get("severity"), request.args.get("kind")
    listed = find_issues(
        session(), upload_id, *_conditions(), limit=PER_PAGE, offset=(page - 1) * PER_PAGE
    )
    return {
        "groups": [_group(group) for group in groups],
        "issues": [shown_issue(one) | {"title": field_words(one.field)} for one in listed],
        "severity": severity,
        "kind": kind,
        "issues_page": page,
        "issues_total": sum(
            one.count
            for one in groups
            if severity in (None, one.severity) and kind in (None, one.code)
        ),
        "issues_per_page": PER_PAGE,
    }


@blueprint.get("/uploads/<int:upload_id>/issues.json")
def issues_json(upload_id: int) -> Response:
    """Answer all issues as a file."""
    name = _file_name(view(upload_id), "json")
    listed = find_issues(session(), upload_id, *_conditions())
    body = orjson.dumps([shown_issue(one) for one in listed], option=orjson.OPT_INDENT_2)
    return _download(body, "application/json", name)


@blueprint.get("/uploads/<int:upload_id>/issues.xlsx")
def issues_xlsx(upload_id: int) -> Response:
    """Answer all issues as a workbook, whose cells are never formulas."""
    name = _file_name(view(upload_id), "xlsx")
    listed = find_issues(session(), upload_id, *_conditions())
    rows = [shown_issue(one) | {"field": field_words(one.field)} for one in listed]
    return _download(write_issues(rows, language()), XLSX, name)


def _group(group: IssueGroup) -> dict[str, Any]:
    return {
        "code": group.code,
        "severity": group.severity,
        "title": kind_words(group.code),
        "field": field_words(group.field),
        "count": group.count,
    }


def _conditions() -> list[Any]:
    conditions = []
    severity, kind = request.args.get("severity"), request.args.get("kind")
    if severity:
        if severity not in SEVERITIES:
            expected = message("one of {choices}", choices=", ".join(SEVERITIES))
            raise BadParameter("severity", expected=expected, got=severity)
        conditions.append(UploadIssue.severity == severity)
    if kind:
        conditions.append(UploadIssue.code == kind.replace("\x00", ""))
    return conditions


def _file_name(found: UploadView, ending: str) -> str:
    return f"upload-{found.upload.id}-issues.{ending}"


def _download(body: bytes, kind: str, name: str) -> Response:
    response = Response(body, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response
