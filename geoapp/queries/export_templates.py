"""Templates by name, and what is asked for with one."""

from collections.abc import Sequence
from unicodedata import normalize

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.models import ExportTemplate

Pairs = Sequence[tuple[str, str]]


def find_templates(session: Session) -> Sequence[ExportTemplate]:
    """Return all templates by name, in Vietnamese order."""
    ordered = select(ExportTemplate).order_by(ExportTemplate.name.collate("vi-x-icu"))
    return session.scalars(ordered).all()


def find_template(session: Session, name: str) -> ExportTemplate | None:
    """Return the template of this name, however it is capitalised or composed."""
    known = plain_name(name)
    return session.scalar(
        select(ExportTemplate).where(func.lower(ExportTemplate.name) == known.lower())
    )


def plain_name(text: str) -> str:
    """Return a name as it is kept: composed, single spaces, no control characters."""
    return " ".join(normalize("NFC", text).replace("\x00", "").split())


def with_template(session: Session, pairs: Pairs) -> list[tuple[str, str]]:
    """Return what is asked for, with the template's choices where nothing else is said.

    Raises `BadParameter` naming the templates there are.
    """
    named = [value for name, value in pairs if name == "template" and value.strip()]
    asked = [(name, value) for name, value in pairs if name != "template"]
    if not named:
        return asked
    found = find_template(session, named[-1])
    if found is None:
        names = ", ".join(one.name for one in find_templates(session)) or "–"
        expected = message("one of the saved templates: {names}", names=names)
        raise BadParameter("template", expected=expected, got=named[-1])
    said = {name for name, value in asked if value.strip()}
    return asked + [(name, value) for name, value in found.chosen.items() if name not in said]
