"""What every test shares: the packaged Record, and no way out to the network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

import horseshoe
from horseshoe.facts.record import Record

HERE = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="session")
def record() -> Record:
    """The Record of the packaged tables."""
    return horseshoe.open()


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in HERE:
            raise RuntimeError(f"A test tried to connect to {address[0]}: tests need no network.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
