"""Asking for a pack and stopping it: forms of the page, and bodies of programs."""

import json
from typing import Any

import orjson
from flask import redirect, request

from geoapp.domain.errors import BadParameter, Conflict
from geoapp.domain.messages import message
from geoapp.queries.export_templates import with_template
from geoapp.services.pack_orders import ORDER_NAMES, parse_pack_order
from geoapp.services.packs import Asking, order_pack, stop_pack
from geoapp.web.accounts.viewer import viewer
from geoapp.web.errors import wants_page
from geoapp.web.packs.desk import answer, blueprint, here_url
from geoapp.web.params import Pairs, check_names
from geoapp.web.state import clock, session


@blueprint.post("/packs")
def ask() -> Any:
    """Queue a pack: 202 with its address, or the page of the pack."""
    today = clock().today
    order = parse_pack_order(with_template(session(), _pairs()), today=today)
    root_url = request.url_root.rstrip("/")
    pack = order_pack(session(), order, Asking(viewer(), today, root_url))
    where = here_url("packs.show", key=pack.key)
    if wants_page():
        return redirect(where, 303)
    response = answer(pack, 202)
    response.headers["Location"] = where
    return response


@blueprint.post("/packs/<key>/stop")
def stop(key: str) -> Any:
    """Stop a pack that is being made."""
    try:
        pack = stop_pack(session(), key, viewer())
    except Conflict:
        # It was ready a moment before: its page tells so.
        if wants_page():
            return redirect(here_url("packs.show", key=key), 303)
        raise
    return redirect(here_url("packs.show", key=key), 303) if wants_page() else answer(pack)


def _pairs() -> Pairs:
    """Return what is asked for, by address, form or a JSON object whose lists repeat a name."""
    given = list(request.args.items(multi=True)) + list(request.form.items(multi=True))
    if request.is_json:
        given += _body()
    if not wants_page():
        check_names(*ORDER_NAMES, given=given)
    return given


def _body() -> Pairs:
    try:
        body = orjson.loads(request.get_data() or b"{}")
    except json.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise BadParameter("body", expected=message("a JSON object"), got="")
    return [
        (name, str(one))
        for name, value in body.items()
        for one in (value if isinstance(value, list) else [value])
        if one is not None
    ]
