"""Parts of an upload's page that its script asks for alone."""

from typing import Any

from flask import redirect, request

from geoapp.web.errors import wants_page
from geoapp.web.uploads.addresses import here_url


def wants_part() -> bool:
    """Tell whether the page's script asks for a part of it."""
    return "HX-Request" in request.headers


def whole_page(upload_id: int, anchor: str) -> Any:
    """Lead a person who opened a part's address to the page; None for a program."""
    if not wants_page():
        return None
    asked = {name: request.args.getlist(name) for name in request.args if name != "lang"}
    return redirect(here_url("uploads.show", upload_id=upload_id, **asked, _anchor=anchor))
