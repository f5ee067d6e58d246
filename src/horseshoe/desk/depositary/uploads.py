"""Files on their way in: none is taken from somebody without an account, and none beyond the limit is written."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from horseshoe.desk.depositary import papers

FORMS = 1 << 20
"""Bytes of a request that belong to the form around the file."""

REFUSED = "horseshoe_upload_refused"
"""Attribute of a request whose file was not taken."""


class Limited(FileUploadHandler):
    """The first handler of every file: it counts, and stops the request where it is too much."""

    def __init__(self, request: Any = None) -> None:
        """Args: request: that brings the file."""
        super().__init__(request)
        self._come = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Count the whole of it as come, where that is said beforehand."""
        if content_length > papers.MOST + FORMS:
            self._come = papers.MOST

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand a piece on.

        Raises:
            StopUpload: it is too much, or whoever sends it has no account.
        """
        self._come += len(raw_data)
        request: Any = self.request
        user = getattr(request, "user", None)
        if self._come > papers.MOST or user is None or not user.is_authenticated:
            setattr(request, REFUSED, True)
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one make the file."""
