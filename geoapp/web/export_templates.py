"""Templates of exports: saved from the page of choices, and removed."""

from typing import Any

from flask import Blueprint, redirect, request, url_for

from geoapp.domain.messages import DEFAULT_LANGUAGE
from geoapp.domain.rights import may_handle
from geoapp.queries.export_templates import find_templates
from geoapp.services.export_templates import remove_template, save_template
from geoapp.web.accounts.viewer import viewer
from geoapp.web.links import address
from geoapp.web.params import Pairs, filter_pairs
from geoapp.web.state import language, session

blueprint = Blueprint("export_templates", __name__, url_prefix="/exports/templates")


@blueprint.post("")
def save() -> Any:
    """Save the choices of the form under the name `template_name`."""
    name = request.form.get("template_name", "")
    saved = save_template(session(), viewer(), name, list(request.form.items(multi=True)))
    return _back(template=saved.name)


@blueprint.post("/remove")
def remove() -> Any:
    """Remove the template `template_name`."""
    remove_template(session(), viewer(), request.form.get("template_name", ""))
    return _back()


def shown_templates() -> dict[str, Any]:
    """Return the templates for the page of choices, and whether whoever asks may save one."""
    asker = viewer()
    return {
        "templates": [
            {"name": one.name, "own": one.owner == asker.name or asker.is_any("admin")}
            for one in find_templates(session())
        ],
        "template": request.args.get("template", ""),
        "may_save": bool(may_handle(asker)),
        "save_url": address(url_for("export_templates.save"), _kept()),
        "remove_url": address(url_for("export_templates.remove"), _kept()),
    }


def _back(**more: str) -> Any:
    """Lead back to the page of choices with its filters, which the address carries."""
    return redirect(address(url_for("exports.choose"), [*_kept(), *more.items()]), 303)


def _kept() -> Pairs:
    lang = [("lang", language())] if language() != DEFAULT_LANGUAGE else []
    return [*filter_pairs(), *lang]
