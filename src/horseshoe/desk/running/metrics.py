"""What is counted while an installation runs, in the OpenMetrics format (OpenMetrics 1.0): how much, never who or what.

Each worker counts for itself, in a file that any of them can read, so that whichever is asked answers for all. What the
store holds is asked of the store.
"""

from __future__ import annotations

import hmac
import logging
import os
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from horseshoe.store import database
from horseshoe.store.errors import StoreError

TYPE = CONTENT_TYPE_LATEST

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which workers count; it is set before they start."""

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds."""

log = logging.getLogger(__name__)


class Metrics:
    """What this process counts, and the answer to who asks for all of it."""

    def __init__(self) -> None:
        """Begin to count."""
        self._own = CollectorRegistry()
        self._requests = Counter(
            "horseshoe_requests", "Requests answered.", ("route", "method", "status"), registry=self._own
        )
        self._seconds = Histogram(
            "horseshoe_request_seconds",
            "From the arrival of a request to its answer.",
            ("route", "method"),
            buckets=BOUNDS,
            registry=self._own,
        )
        self._sign_ins = Counter("horseshoe_sign_ins", "Attempts to sign in.", ("result",), registry=self._own)

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route, method).observe(seconds)

    def watch_sign_ins(self) -> None:
        """Count who signs in and who fails to, without their names."""
        from django.contrib.auth import signals

        signals.user_logged_in.connect(self._signed_in, dispatch_uid="horseshoe.metrics")
        signals.user_login_failed.connect(self._not_signed_in, dispatch_uid="horseshoe.metrics")

    def _signed_in(self, **_: Any) -> None:
        self._sign_ins.labels("ok").inc()

    def _not_signed_in(self, **_: Any) -> None:
        self._sign_ins.labels("failed").inc()

    def text(self) -> bytes:
        """All of it, as OpenMetrics."""
        told = CollectorRegistry()
        if os.environ.get(SHARED):
            multiprocess.MultiProcessCollector(told)  # type: ignore[no-untyped-call]
        else:
            told.register(_Registered(self._own))
        told.register(_OfTheStore())
        found: bytes = generate_latest(told)  # type: ignore[no-untyped-call]
        return found


class _Registered(Collector):
    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterator[Metric]:
        yield from self._registry.collect()


class _OfTheStore(Collector):
    """What the store says: true whichever program wrote to it."""

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("horseshoe", "The program.", {"version": version("horseshoe")})
        up = GaugeMetricFamily("horseshoe_store_up", "Whether the store answers.")
        try:
            found = tuple(_of_the_store())
        except StoreError as error:
            log.error("The metrics of the store cannot be told. %s", error)
            up.add_metric((), 0)
            yield up
            return
        up.add_metric((), 1)
        yield up
        yield from found

    def describe(self) -> tuple[Metric, ...]:
        """Nothing: the store is asked when somebody asks for the metrics, not before."""
        return ()


def _of_the_store() -> Iterator[Metric]:
    from django.db.models import Count

    from horseshoe.store import notifications, snapshot
    from horseshoe.store.models import AuditEntry

    with database.told_as_sentences(), snapshot.reading():
        yield GaugeMetricFamily("horseshoe_revision", "The newest revision of the store.", snapshot.revision())
        writes = CounterMetricFamily("horseshoe_store_writes", "Entries of the audit.", labels=("what",))
        for what, number in AuditEntry.objects.values_list("what").annotate(Count("pk")).order_by("what"):
            writes.add_metric((what,), number)
        yield writes
        yield GaugeMetricFamily("horseshoe_log_entries", "Entries of the public log.", notifications.count())
        yield GaugeMetricFamily(
            "horseshoe_log_signed", "Entries that the newest checkpoint covers.", notifications.signed()
        )


def allowed(authorization: str, token: str) -> bool:
    """Whether the header of a request brings the token, as ``Bearer TOKEN``."""
    kind, _, told = authorization.partition(" ")
    return kind.lower() == "bearer" and hmac.compare_digest(told.strip().encode(), token.encode())
