"""An office's sign-in (OpenID Connect) small enough for tests, on a port of its own."""

import threading
import time
from typing import Any
from urllib.parse import urlencode

from flask import Flask, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT_ID, CLIENT_SECRET = "geoapp", "between us"


class OfficeProvider:
    """Says of everybody who comes what `claims` says; `signed_by` may be another's key."""

    def __init__(self) -> None:
        self.key = self.signed_by = RSAKey.generate_key(2048, parameters={"kid": "1"})
        self.claims: dict[str, Any] = {}
        self.nonces: dict[str, str] = {}
        self.server = make_server("127.0.0.1", 0, self.application(), threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def application(self) -> Flask:
        app = Flask("office_provider")
        app.add_url_rule("/.well-known/openid-configuration", view_func=self.discovery)
        app.add_url_rule("/authorize", view_func=self.authorize)
        app.add_url_rule("/token", view_func=self.token, methods=["POST"])
        app.add_url_rule("/keys", view_func=self.keys)
        return app

    def __enter__(self) -> "OfficeProvider":
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def authorize(self) -> Any:
        asked = request.args
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = asked["nonce"]
        assert (asked["client_id"], asked["code_challenge_method"]) == (CLIENT_ID, "S256")
        return redirect(
            f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
        )

    def token(self) -> dict[str, Any]:
        known = request.authorization
        assert known
        assert (known.username, known.password) == (CLIENT_ID, CLIENT_SECRET)
        assert request.form["code_verifier"]
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonces.pop(request.form["code"]),
        }
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims | self.claims, self.signed_by)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}
