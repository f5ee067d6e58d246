"""People read and write at once, by the real server: no error, nothing lost, everything exactly once."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

from django.contrib.auth.models import User
from hands import Hand, found_once, open_house
from serving import Served

from horseshoe.facts.record import Record

PATHS = ("/", "/drafts/S-2022-155", "/roster/code", "/states/KEN.json", "/vetoes", "/api/v1/vetoes")


class Reader(threading.Thread):
    """One who reads, page after page, until told to stop."""

    def __init__(self, server: Served) -> None:
        super().__init__(daemon=True)
        self.read, self.wrong = 0, list[str]()
        self._server, self._enough = server, threading.Event()

    def run(self) -> None:
        """Read."""
        while not self._enough.is_set():
            for path in PATHS:
                try:
                    status = self._server.ask(path)[0]
                except OSError as error:
                    self.wrong.append(f"{path}: {error}")
                    continue
                if status != 200:
                    self.wrong.append(f"{path}: {status}")
                self.read += 1

    def stop(self) -> None:
        """Have it end."""
        self._enough.set()
        self.join()


def test_readers_and_four_writers_at_once(house: str, record: Record, tmp_path: Path) -> None:
    tokens = open_house(4)
    with Served(house, tmp_path, workers=2) as server:
        reader = Reader(server)
        hands = [Hand(server.address, number, token) for number, token in enumerate(tokens)]
        everybody: tuple[Reader | Hand, ...] = (*hands, reader)
        for each in everybody:
            each.start()
        for hand in hands:
            hand.wait_for(6)
        for each in everybody:
            each.stop()
        journal = [line for line in server.journal() if line["level"] != "info"]
    assert [said for each in everybody for said in each.wrong] == []
    assert journal == []
    assert reader.read > len(PATHS)
    assert sum(hand.broken for hand in hands) == 0
    found_once(User.objects.get(username="anna0"), [each for hand in hands for each in hand.confirmed], record)


def test_workers_killed_while_people_write(house: str, record: Record, tmp_path: Path) -> None:
    tokens = open_house(2)
    with Served(house, tmp_path, workers=2) as server:
        hands = [Hand(server.address, number, token) for number, token in enumerate(tokens)]
        for hand in hands:
            hand.start()
            hand.wait_for(3)
        for victim in server.workers():
            os.kill(victim, signal.SIGKILL)
            server.wait_for_workers()
            for hand in hands:
                hand.wait_for(4)
        for hand in hands:
            hand.stop()
        journal = [line for line in server.journal() if line["event"] == "fault"]
    assert [said for hand in hands for said in hand.wrong] == [], journal
    confirmed = [each for hand in hands for each in hand.confirmed]
    found_once(User.objects.get(username="anna0"), confirmed, record)
