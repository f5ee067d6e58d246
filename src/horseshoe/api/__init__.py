"""The API: every answer as JSON under ``/api/v1``, the tables whole, and writing with a token."""

VERSION = "1"
"""The version in the addresses; see docs/api.md for what may change within one."""

ROOT = f"/api/v{VERSION}"
"""What every address of the API begins with."""
