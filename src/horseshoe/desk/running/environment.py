"""What a shared installation is told by its environment: read once, refused in sentences where missing or weak."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import msgspec

from horseshoe.answers.questions import BadQuestion
from horseshoe.site import settings as sites
from horseshoe.store import settings as stores
from horseshoe.store.errors import StoreError

SHORTEST_KEY = 50
"""Characters of a secret key (Django's check security.W009)."""

LEAST_SIGNS = 5
"""Different characters in it (the same check)."""

SHORTEST_TOKEN = 32
"""Characters of the token of the metrics."""

LEADING = "HORSESHOE_"

PACKAGE = Path(__file__).resolve().parents[2]


class Unfit(StoreError):
    """The environment does not describe an installation; one sentence for each thing that is missing or weak."""


class Totp(StrEnum):
    """Whether signing in takes a code of an authenticator app beside the password."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Journal(StrEnum):
    """What the server writes down while it runs."""

    REQUESTS = "requests"
    """A line for each request, and for each fault."""
    FAULTS = "faults"


class Provider(msgspec.Struct, frozen=True):
    """Where an organisation's own people sign in, by OpenID Connect (OpenID Connect Discovery 1.0)."""

    issuer: str
    client: str
    secret: str
    name: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a Content-Security-Policy names them."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


class Installation(msgspec.Struct, frozen=True):
    """A shared installation as its environment describes it."""

    database: dict[str, Any]
    """Django's settings of it."""
    url: str
    """Its own address, without a slash at the end."""
    host: str
    https: bool
    key: str
    earlier_keys: tuple[str, ...]
    """What was signed with these is still accepted."""
    email: dict[str, Any]
    """Django's settings of it."""
    proxies: int
    """How many reverse proxies stand before it, whose word on who asks is trusted."""
    totp: Totp
    four_eyes: bool
    files: Path | None
    """Where received documents lie; beside other data of the user who runs the server where it is not given."""
    provider: Provider | None
    journal: Journal
    metrics: str | None
    """The token with which ``/metrics`` is asked for; without one there is nothing at that address."""


def read(environment: Mapping[str, str]) -> Installation:
    """The installation that an environment describes.

    Raises:
        Unfit: something is missing or weak; all of it is told at once.
    """
    faults: list[str] = []
    reader = _Reader(environment, faults)
    database = reader.database()
    url = reader.url()
    keys = reader.keys()
    https = url.scheme == "https" if url else False
    installation = Installation(
        database=database,
        url=f"{url.scheme}://{url.netloc}" if url else "",
        host=(url.hostname or "") if url else "",
        https=https,
        key=keys[0] if keys else "",
        earlier_keys=keys[1:],
        email=reader.email((url.hostname or "") if url else ""),
        proxies=reader.number("PROXIES", 1 if https else 0),
        totp=Totp(reader.one_of("TOTP", tuple(Totp), Totp.OPTIONAL)),
        four_eyes=reader.one_of("FOUR_EYES", ("on", "off"), "on") == "on",
        files=reader.folder("FILES"),
        provider=reader.provider(),
        journal=Journal(reader.one_of("JOURNAL", tuple(Journal), Journal.REQUESTS)),
        metrics=reader.metrics(),
    )
    if faults:
        raise Unfit(" ".join(faults))
    return installation


class _Reader:
    """Reads one value after another, and collects what is wrong with them."""

    def __init__(self, environment: Mapping[str, str], faults: list[str]) -> None:
        self._environment = environment
        self._faults = faults

    def _told(self, name: str) -> str:
        return self._environment.get(f"{LEADING}{name}", "").strip()

    def _fault(self, sentence: str) -> None:
        self._faults.append(sentence)

    def database(self) -> dict[str, Any]:
        if not (told := self._told("DATABASE_URL")):
            self._fault(
                "HORSESHOE_DATABASE_URL is missing: say where the store is, as in "
                "postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:////FULL/PATH/FILE."
            )
            return {}
        try:
            return stores.database(told)
        except StoreError as error:
            self._fault(f"HORSESHOE_DATABASE_URL: {error}")
            return {}

    def url(self) -> SplitResult | None:
        if not (told := self._told("URL")):
            self._fault(
                "HORSESHOE_URL is missing: say under which address people reach this installation, as in "
                "https://horseshoe.example.org."
            )
            return None
        try:
            parts = urlsplit(sites.url(told))  # what holds for every site holds for this one
        except BadQuestion:
            parts = SplitResult("", "", "", "", "")
        if not (host := parts.hostname or "") or parts.path != "/":
            self._fault(
                f"HORSESHOE_URL is {told}, which is no address of a whole site: it should be like "
                "https://horseshoe.example.org, with nothing behind the host and the port."
            )
            return None
        if parts.scheme == "http" and not _is_loopback(host):
            self._fault(
                f"HORSESHOE_URL is {told}, so passwords would cross the network in the clear: let a reverse proxy "
                "speak https there, and give that address. Only localhost may do without."
            )
            return None
        return parts

    def keys(self) -> tuple[str, ...]:
        told, file = self._told("SECRET_KEY"), self._told("SECRET_KEY_FILE")
        how = "make one with `python3 -c 'import secrets; print(secrets.token_urlsafe(64))'`"
        if told and file:
            self._fault("HORSESHOE_SECRET_KEY and HORSESHOE_SECRET_KEY_FILE are both given: give one of them.")
            return ()
        if not told and not file:
            self._fault(f"HORSESHOE_SECRET_KEY_FILE is missing: name a file whose first line is a secret key; {how}.")
            return ()
        lines = [told] if told else self._lines("SECRET_KEY_FILE", file)
        for place, line in enumerate(lines):
            if len(line) < SHORTEST_KEY or len(set(line)) < LEAST_SIGNS or line.startswith("django-insecure-"):
                which = "The secret key" if place == 0 else f"The earlier secret key in line {place + 1}"
                self._fault(f"{which} can be guessed: it needs {SHORTEST_KEY} characters by chance; {how}.")
                return ()
        return tuple(lines)

    def _lines(self, name: str, file: str) -> list[str]:
        """The lines of a file with something in them."""
        try:
            lines = [line.strip() for line in Path(file).read_text(encoding="utf-8").splitlines()]
        except (OSError, UnicodeDecodeError) as error:
            why = (getattr(error, "strerror", None) or "it is no text").lower()
            self._fault(f"HORSESHOE_{name} is {file}, which cannot be read: {why}.")
            return []
        if not (found := [line for line in lines if line]):
            self._fault(f"HORSESHOE_{name} is {file}, which is empty.")
        return found

    def email(self, host: str) -> dict[str, Any]:
        sender = self._told("EMAIL_FROM") or f"horseshoe@{host or 'localhost'}"
        common: dict[str, Any] = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender}
        told = self._told("EMAIL_URL") or "console:"
        backend = "django.core.mail.backends."
        try:
            parts = urlsplit(told)
            port = parts.port
        except ValueError:
            parts, port = SplitResult("", "", "", "", ""), None
        if parts.scheme == "console":
            return {**common, "EMAIL_BACKEND": f"{backend}console.EmailBackend"}
        if parts.scheme == "file" and parts.path:
            return {
                **common,
                "EMAIL_BACKEND": f"{backend}filebased.EmailBackend",
                "EMAIL_FILE_PATH": unquote(parts.path),
            }
        if parts.scheme in ("smtp", "smtps") and parts.hostname:
            plain = parse_qs(parts.query).get("tls") == ["off"]
            if plain and parts.password and not _is_loopback(parts.hostname):
                self._fault("HORSESHOE_EMAIL_URL would send its password in the clear: leave tls=off out.")
            return {
                **common,
                "EMAIL_BACKEND": f"{backend}smtp.EmailBackend",
                "EMAIL_HOST": parts.hostname,
                "EMAIL_PORT": port or (465 if parts.scheme == "smtps" else 587),
                "EMAIL_HOST_USER": unquote(parts.username or ""),
                "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
                "EMAIL_USE_SSL": parts.scheme == "smtps",
                "EMAIL_USE_TLS": parts.scheme == "smtp" and not plain,
                "EMAIL_TIMEOUT": 20,
            }
        self._fault(
            "HORSESHOE_EMAIL_URL is in no form that is known: it should be console:, file:///FOLDER, "
            "smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://USER:PASSWORD@HOST:465."
        )
        return common

    def provider(self) -> Provider | None:
        names = ("OIDC_ISSUER", "OIDC_CLIENT", "OIDC_SECRET_FILE")
        told = {name: self._told(name) for name in names}
        if not any(told.values()):
            return None
        if missing := [f"{LEADING}{name}" for name, value in told.items() if not value]:
            self._fault(f"OpenID Connect needs {' and '.join(missing)} too.")
            return None
        issuer = urlsplit(told["OIDC_ISSUER"])
        if not issuer.hostname or (issuer.scheme != "https" and not _is_loopback(issuer.hostname)):
            self._fault(f"HORSESHOE_OIDC_ISSUER is {told['OIDC_ISSUER']}: it should be an https address.")
            return None
        secret = self._lines("OIDC_SECRET_FILE", told["OIDC_SECRET_FILE"])
        name = self._told("OIDC_NAME") or issuer.hostname
        return Provider(told["OIDC_ISSUER"].rstrip("/"), told["OIDC_CLIENT"], secret[0], name) if secret else None

    def metrics(self) -> str | None:
        if not (file := self._told("METRICS_TOKEN_FILE")) or not (lines := self._lines("METRICS_TOKEN_FILE", file)):
            return None
        if len(lines[0]) < SHORTEST_TOKEN:
            self._fault(
                f"The token in {file} can be guessed: it needs {SHORTEST_TOKEN} characters by chance; make one with "
                "`python3 -c 'import secrets; print(secrets.token_urlsafe(32))'`."
            )
            return None
        return lines[0]

    def one_of(self, name: str, known: tuple[str, ...], usual: str) -> str:
        told = self._told(name).lower() or usual
        if told not in known:
            self._fault(f"HORSESHOE_{name} is {told}: it should be {', '.join(known[:-1])} or {known[-1]}.")
            return usual
        return told

    def folder(self, name: str) -> Path | None:
        if not (told := self._told(name)):
            return None
        found = Path(told)
        if not found.is_absolute() or found.is_relative_to(PACKAGE):
            self._fault(f"HORSESHOE_{name} is {told}: it should be a full path, outside of what is served.")
            return None
        return found

    def number(self, name: str, usual: int) -> int:
        told = self._told(name)
        if told and not (told.isascii() and told.isdigit() and int(told) < 10):
            self._fault(f"HORSESHOE_{name} is {told}: it should be how many reverse proxies stand before it, 0 to 9.")
            return usual
        return int(told) if told else usual


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
