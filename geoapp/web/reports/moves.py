"""Addresses of pages of reports, with their month and language, and what they lead from."""

from datetime import date
from typing import Any

from flask import request

from geoapp.domain.months import first_of_month
from geoapp.domain.report_desk import months_back
from geoapp.web.reports.desk import blueprint
from geoapp.web.state import clock
from geoapp.web.uploads.addresses import here_url


def month_url(endpoint: str, month: date | None, **values: Any) -> str:
    """Return the address of a page of a month."""
    return here_url(endpoint, month=f"{month:%Y-%m}" if month else None, **values)


def months_around(month: date) -> dict[str, date | None]:
    """Return the months before and after, None where it has not begun."""
    later = months_back(month, -1)
    return {
        "before": months_back(month, 1),
        "after": later if later <= first_of_month(clock().today) else None,
    }


def read_sent() -> dict[str, int] | None:
    """Return how many reports were just handed in, and as which revision."""
    given = {name: request.args.get(name, "") for name in ("sent", "revision")}
    if all(text.isascii() and text.isdigit() and len(text) < 18 for text in given.values()):
        return {"number": int(given["sent"]), "revision": int(given["revision"])}
    return None


@blueprint.app_context_processor
def _addresses() -> dict[str, Any]:
    return {"month_url": month_url}
