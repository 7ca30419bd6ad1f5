"""Headers that keep pages to themselves: a strict policy with a nonce, on every answer."""

import secrets

from flask import Flask, Response, g

from geoapp.domain.layers import tile_hosts
from geoapp.web.state import shared


def nonce() -> str:
    """Return the nonce of this answer."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    found: str = g.nonce
    return found


def content_policy(hosts: tuple[str, ...]) -> str:
    """Return the policy; images may also come from the tile hosts that layer files name."""
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' 'nonce-{nonce()}'",
        "style-src": f"'self' 'nonce-{nonce()}'",
        "img-src": " ".join(("'self'", "data:", *hosts)),
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def add_headers(response: Response) -> Response:
    """Set the policy and its companions."""
    response.headers["Content-Security-Policy"] = content_policy(tile_hosts(shared().layers))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "geolocation=(self)"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response


def init_app(app: Flask) -> None:
    """Set the headers on every answer."""
    app.after_request(add_headers)
