"""A page as a person has it open, with what the browser said and asked for meanwhile."""

from __future__ import annotations

from typing import Any


class Seen:
    """A page with what the browser said and asked for while it was open."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.address = address
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(180_000)  # long enough for the slowest day
        self.said: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.elsewhere.append(request.url)

    def open(self, path: str) -> Any:
        self.page.goto(f"{self.address}/{path}")
        return self.page
