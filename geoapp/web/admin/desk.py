"""The administrators' blueprint: who may enter, and how its forms are read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, redirect, request, url_for

from geoapp.domain.errors import Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import may_administer, require
from geoapp.web.accounts.viewer import viewer
from geoapp.web.params import forget_filters

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.before_request
def enter() -> None:
    """Let administrators in; everybody else leaves a trace."""
    forget_filters()
    require(may_administer(viewer()), viewer(), "administer", request.path)


@blueprint.get("")
def home() -> Any:
    """Begin with people."""
    return redirect(url_for("admin.people"))


def text(name: str) -> str:
    """Read one field without the blanks around it."""
    return request.form.get(name, "").strip()


def texts(name: str) -> tuple[str, ...]:
    """Read a field that may come several times; empty ones are none."""
    return tuple(value.strip() for value in request.form.getlist(name) if value.strip())


def day(name: str, problems: list[Problem]) -> date | None:
    """Read a day as the browser's own field sends it; what is none is a problem."""
    try:
        return date.fromisoformat(text(name)) if text(name) else None
    except ValueError:
        problems.append(Problem(name, message("Expected a date as 2026-11-20.")))
        return None


def by_field(problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Return the problems by the field they belong to."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(problem)
    return found
