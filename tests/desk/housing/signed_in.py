"""Somebody signed in to an installation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client


class Browser:
    """Somebody signed in, in the terms of the pages."""

    def __init__(self, user: User) -> None:
        self.client = Client(headers={"host": "horseshoe.example.org"})
        self.client.force_login(user)

    def get(self, path: str, status: int = 200) -> str:
        reply: Any = self.client.get(path, secure=True)
        assert reply.status_code == status, (path, reply.status_code)
        return reply.content.decode()  # type: ignore[no-any-return]

    def post(self, path: str, told: dict[str, Any], status: int = 302) -> Any:
        reply: Any = self.client.post(path, told, secure=True)
        assert reply.status_code == status, (path, reply.status_code, reply.content.decode()[-3000:])
        return reply.headers["Location"] if status == 302 else reply.content.decode()
