"""Addresses of uploads' pages, which keep the language."""

from typing import Any

from flask import url_for

from geoapp.domain.messages import DEFAULT_LANGUAGE
from geoapp.web.state import language
from geoapp.web.uploads.desk import blueprint


def here_url(endpoint: str, **values: Any) -> str:
    """Return the address of one of our pages in the request's language."""
    lang = language()
    return url_for(endpoint, **values, lang=None if lang == DEFAULT_LANGUAGE else lang)


@blueprint.app_context_processor
def _addresses() -> dict[str, Any]:
    return {"here_url": here_url}
