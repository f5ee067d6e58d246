"""An organisation's own sign-in: a small OpenID Connect provider that signs, and checks who asks."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "horseshoe", "what the provider and we alone know"


class Provider:
    """A provider on this machine, for as long as it is open (OpenID Connect Core 1.0, section 3.1)."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._asked: dict[str, tuple[dict[str, str], dict[str, Any]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def lets_in(self, address: str, **person: Any) -> str:
        """Somebody signed in there: the way back, as their browser is sent.

        Args:
            address: where the browser was sent to sign in.
            person: what the provider knows of them; ``sub`` at least.
        """
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = hashlib.sha256(address.encode()).hexdigest()
        self._asked[code] = asked, person
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def answer(self, path: str, form: dict[str, str], bearer: str) -> dict[str, Any] | None:
        """What an address of the provider answers; nothing where it refuses."""
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/token" and form.get("code") in self._asked:
            asked, person = self._asked[form["code"]]
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            if form.get("client_secret") != SECRET or proof != asked["code_challenge"]:
                return None
            now = int(time.time())
            told = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, **person}
            token = jwt.encode(told, self._key, algorithm="RS256", headers={"kid": "one"})
            return {"access_token": form["code"], "token_type": "Bearer", "expires_in": 300, "id_token": token}
        if path == "/userinfo" and bearer in self._asked:
            return self._asked[bearer][1]
        return None


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _said(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
            told = provider.answer(urlsplit(self.path).path, form, bearer)
            body = json.dumps(told or {"error": "invalid_request"}).encode()
            self.send_response(400 if told is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _said

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler
