"""One table from error to HTTP: a problem document for programs, a page for people."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, current_app, render_template, request
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from geoapp.domain import errors
from geoapp.domain.messages import Message, message, say
from geoapp.domain.reports import BadReports, ReportedMeanwhile
from geoapp.services.undo_later import LaterChanges
from geoapp.web.bodies import too_large
from geoapp.web.links import address
from geoapp.web.params import forget_filters
from geoapp.web.shown_reports import shown_issue
from geoapp.web.state import language

STATUS: dict[type[errors.GeoappError], int] = {
    errors.BadParameter: 400,
    errors.NotSignedIn: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.PreconditionFailed: 412,
    errors.TooManyFeatures: 413,
    errors.BadForm: 422,
    errors.BadFile: 422,
    errors.DatabaseUnavailable: 503,
    errors.Busy: 503,
    errors.Queued: 503,
}
TITLES = {
    400: message("The request cannot be read"),
    401: message("Sign in first"),
    403: message("This is not allowed"),
    404: message("There is nothing at this address"),
    405: message("This address does not take that method"),
    409: message("The data does not allow this now"),
    410: message("This was kept for a set time, which is over"),
    412: message("Somebody changed it in between"),
    413: message("This is too large"),
    422: message("What was sent cannot be used"),
    500: message("Something broke on our side"),
    503: message("The database does not answer"),
}
DATABASE_GONE = errors.DatabaseUnavailable(
    message("The database does not answer. Nothing was stored; try again in a few seconds.")
)
BUSY_TITLE = message("Many files are being made at once")
RETRY_SECONDS = 5


def refuse_impossible_path() -> None:
    """Answer 404 where the address has a NUL, which no text of the database can have."""
    if "\x00" in request.path:
        raise errors.NotFound(TITLES[404])


def wants_page() -> bool:
    """Tell whether a person asks: browsers name text/html, programs and our scripts do not."""
    return "text/html" in request.headers.get("Accept", "")


def show_error(error: errors.GeoappError) -> Response:
    """Answer with the error's status and sentence."""
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    extra: dict[str, Any] = {}
    if isinstance(error, errors.BadParameter):
        extra = {"name": error.name, "expected": say(error.expected, language()), "got": error.got}
    if isinstance(error, errors.Busy):
        extra = {"title": say(BUSY_TITLE, language()), "busy": True}
    if isinstance(error, errors.Queued):
        extra |= {"place": error.place, "seconds": error.again_s, "again": _again(error.ticket)}
    if isinstance(error, LaterChanges):
        extra = {"later": [asdict(one) for one in error.later]}
    if isinstance(error, errors.BadForm):
        extra = {
            "problems": [
                {"field": problem.field, "detail": say(problem.sentence, language())}
                for problem in error.problems
            ]
        }
    if isinstance(error, BadReports | ReportedMeanwhile):
        extra["issues"] = [shown_issue(issue, language()) for issue in error.issues]
    return answer(status, error.detail, extra)


def show_http_error(error: HTTPException) -> BaseResponse:
    """Answer what Flask itself refuses: unknown addresses, methods, bodies too large."""
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    if isinstance(error, RequestEntityTooLarge):
        return answer(error.code, too_large(), {})
    detail = TITLES.get(error.code, message("The request cannot be answered"))
    response = answer(error.code, detail, {})
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())
    return response


def show_database_gone(_error: Exception) -> Response:
    """Answer 503 while the database is away; the next request tries it anew."""
    return show_error(DATABASE_GONE)


def show_crash(error: Exception) -> Response:
    """Answer 500 without a word of what broke; that goes to the log."""
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(500, message("The service could not finish this. Nothing was stored."), {})


def answer(status: int, detail: Message, extra: dict[str, Any]) -> Response:
    """Make the answer in the form the asker reads."""
    title = TITLES.get(status, message("The request cannot be answered"))
    problem = {
        "type": "about:blank",
        "title": say(title, language()),
        "status": status,
        "detail": say(detail, language()),
        **extra,
    }
    response = (
        _page(problem)
        if wants_page()
        else Response(orjson.dumps(problem), content_type="application/problem+json")
    )
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        seconds = str(extra.get("seconds", RETRY_SECONDS))
        response.headers["Retry-After"] = seconds
        if extra.get("busy") and wants_page() and request.method == "GET":
            # The browser asks again by itself, and so waits its turn without holding a thread.
            again = f"; url={extra['again']}" if "again" in extra else ""
            response.headers["Refresh"] = seconds + again
    return response


def _again(ticket: str) -> str:
    """Return this request's address with the ticket that keeps its place in the line."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "turn"]
    return address(request.path, [*pairs, ("turn", ticket)])


def _page(problem: dict[str, Any]) -> Response:
    forget_filters()
    names = ("400", "403", "404", "500", "503")
    name = str(problem["status"]) if str(problem["status"]) in names else "refused"
    name = "busy" if problem.get("busy") else name
    return Response(
        render_template(
            f"errors/{name}.html",
            problem=dict.fromkeys(("name", "expected", "got", "place")) | problem,
        )
    )


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.before_request(refuse_impossible_path)
    app.register_error_handler(errors.GeoappError, show_error)
    app.register_error_handler(HTTPException, show_http_error)
    for gone in (OperationalError, InterfaceError, PoolTimeoutError):
        app.register_error_handler(gone, show_database_gone)
    app.register_error_handler(Exception, show_crash)
