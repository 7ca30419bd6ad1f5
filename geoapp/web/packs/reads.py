"""The page that asks for packs, the page of one, and the file itself."""

from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Response, make_response, render_template, send_file

from geoapp.domain.errors import Gone, NotFound
from geoapp.domain.messages import message
from geoapp.domain.packs import WORKING
from geoapp.models import Pack
from geoapp.queries.packs import find_packs, get_pack, is_over
from geoapp.queries.workers import has_worker
from geoapp.services.pack_archive import archive_name
from geoapp.services.pack_room import archive_path
from geoapp.web.accounts.viewer import viewer
from geoapp.web.errors import wants_page
from geoapp.web.packs.choosing import choices
from geoapp.web.packs.desk import answer, blueprint, shown_pack
from geoapp.web.page import facts
from geoapp.web.params import forget_filters
from geoapp.web.state import session, shared


@blueprint.get("/packs")
def index() -> Any:
    """Show what a pack can be asked for by, and the packs there are; programs get their list."""
    found = find_packs(session(), viewer())
    if not wants_page():
        listed = {"packs": [shown_pack(pack) for pack in found]}
        return Response(orjson.dumps(listed), content_type="application/json")
    return render_template(
        "packs/index.html",
        packs=[(shown_pack(pack), pack) for pack in found],
        **choices(),
        **facts(),
    )


@blueprint.get("/packs/<key>")
def show(key: str) -> Response:
    """Answer the state of a pack: a page to people, data to programs."""
    pack = get_pack(session(), key, viewer())
    if not wants_page():
        return answer(pack)
    forget_filters()
    shown = shown_pack(pack)
    page = render_template(
        "packs/show.html",
        pack=shown,
        asked_at=pack.asked_at,
        expires_at=pack.expires_at,
        working=shown["state"] in WORKING,
        stalled=shown["state"] in WORKING and not has_worker(session()),
        days=shared().settings.pack_days,
        **facts(),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/packs/<key>/file")
def fetch(key: str) -> Response:
    """Answer the ZIP; raises `Gone` once its time is over."""
    pack = get_pack(session(), key, viewer())
    path = archive_path(shared().settings, pack.id)
    if is_over(pack, datetime.now(UTC)) or (pack.state == "done" and not path.exists()):
        raise Gone(message("This pack could be fetched for a set time, which is over. Ask for it "
                           "again."))  # fmt: skip
    if pack.state != "done":
        raise NotFound(message("This pack is not ready."))
    return _file(pack)


def _file(pack: Pack) -> Response:
    response = send_file(
        archive_path(shared().settings, pack.id),
        mimetype="application/zip",
        as_attachment=True,
        download_name=archive_name(pack),
        max_age=0,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
