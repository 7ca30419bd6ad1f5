"""Saving templates of exports and removing them: each act is one transaction."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadParameter, NotFound
from geoapp.domain.messages import message
from geoapp.domain.rights import Refused, Viewer, may_handle, require
from geoapp.exports.options import OPTION_NAMES, parse_options
from geoapp.models import ExportTemplate
from geoapp.queries.export_templates import find_template, plain_name
from geoapp.services.pack_orders import option_values

Pairs = Sequence[tuple[str, str]]
MOST_NAME: Final = 80


def save_template(session: Session, viewer: Viewer, name: str, pairs: Pairs) -> ExportTemplate:
    """Save how exports are to look under a name; one's own template of that name is replaced."""
    known = plain_name(name)
    require(may_handle(viewer), viewer, "save-template", known[:MOST_NAME])
    if not 1 <= len(known) <= MOST_NAME:
        expected = message("a name of at most {count} characters", count=MOST_NAME)
        raise BadParameter("name", expected=expected, got=known)
    chosen = _chosen(pairs)
    found = find_template(session, known)
    if found is None:
        found = ExportTemplate(name=known, owner=viewer.name, chosen=chosen)
        session.add(found)
    else:
        _require_own(viewer, found)
        found.chosen, found.changed_at = chosen, func.now()
    session.commit()
    return found


def remove_template(session: Session, viewer: Viewer, name: str) -> None:
    """Remove a template of one's own; raises `NotFound`."""
    require(may_handle(viewer), viewer, "save-template", name[:MOST_NAME])
    found = find_template(session, name)
    if found is None:
        raise NotFound(message("There is no template of this name."))
    _require_own(viewer, found)
    session.delete(found)
    session.commit()


def _chosen(pairs: Pairs) -> dict[str, str]:
    """Return options and colour; raises `BadParameter` for what cannot be chosen."""
    chosen = option_values([(name, value) for name, value in pairs if value.strip()])
    parse_options(chosen)
    color = [value for name, value in pairs if name == "color"]
    kept = {name: chosen[name] for name in OPTION_NAMES if name in chosen}
    return kept | ({"color": color[-1]} if color else {})


def _require_own(viewer: Viewer, template: ExportTemplate) -> None:
    if viewer.name != template.owner and not viewer.is_any("admin"):
        raise Refused("others-template", "save-template", template.name)
