"""Somebody's browser, or program, at a real server."""

from __future__ import annotations

from typing import Any, Self

import httpx

PASSWORD = "eleven plus one, by the sea"


class Visitor:
    """Somebody with cookies of their own."""

    def __init__(self, address: str, name: str | None = None, **headers: str) -> None:
        """Args: address: of the server; name: of an account, with ``PASSWORD``; headers: of each request."""
        self.name = name
        self.client = httpx.Client(base_url=address, timeout=120, headers=headers, trust_env=False)
        if name is not None:
            self.get("/accounts/login/")
            self.post("/accounts/login/", {"login": name, "password": PASSWORD}, 302)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def get(self, path: str, status: int = 200) -> httpx.Response:
        reply = self.ask("GET", path)
        assert reply.status_code == status, (path, reply.status_code, reply.text[:2000])
        return reply

    def post(self, path: str, told: dict[str, Any], status: int = 302, **more: Any) -> httpx.Response:
        reply = self.ask("POST", path, data=told, **more)
        assert reply.status_code == status, (path, reply.status_code, reply.text[-3000:])
        return reply

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        token = self.client.cookies.get("horseshoe-form")
        proof = {"X-CSRFToken": token} if token and method not in ("GET", "HEAD") else {}
        return self.client.request(method, path, headers={**proof, **(headers or {})}, **more)


def told(reply: httpx.Response) -> bytes:
    """All that a reply says: its first line, its head, its body as it came and unpacked."""
    head = "".join(f"{name}: {value}\n" for name, value in reply.headers.multi_items())
    return f"{reply.status_code} {reply.reason_phrase}\n{head}\n".encode() + reply.content
