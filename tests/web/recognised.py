"""An application in which a header says who asks, for tests of what follows from it."""

from flask import Flask, g, request
from flask.testing import FlaskClient

from geoapp.domain.rights import Viewer

ROLES = {
    "an": frozenset({"planner"}),
    "binh": frozenset({"approver"}),
    "chi": frozenset({"admin"}),
    "em": frozenset({"viewer"}),
}


def recognising(app: Flask, **limited: Viewer) -> FlaskClient:
    """Return a client whose X-Name is believed; `limited` are people with limits of their own."""

    @app.before_request
    def recognise() -> None:
        name = request.headers.get("X-Name")
        if name:
            g.viewer = limited.get(name) or Viewer(name, ROLES[name], None, None)

    # Who asks must be known before the guard reads it.
    handlers = app.before_request_funcs[None]
    handlers.insert(0, handlers.pop())
    return app.test_client()
