"""How accounts come about and sign in: nobody signs up by himself, secrets are kept sealed."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.http import HttpRequest

from horseshoe.desk.running.setup import here


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by himself."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The way to a new password: at the address of the installation, whatever port the asker's ``Host`` names."""
        return _here(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The way to confirm an address, likewise."""
        return _here(super().get_email_confirmation_url(request, emailconfirmation))


class Organisation(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever the organisation's own sign-in knows has an account: a reader's, with no workspace."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether the organisation has a sign-in of its own."""
        return here().provider is not None


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of authenticator apps are kept sealed with a key that follows from the installation's secret key."""

    def encrypt(self, text: str) -> str:
        """The text sealed."""
        return _seals().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed, with the present secret key or an earlier one.

        Raises:
            ValueError: it was sealed with a key that is not given any more.
        """
        try:
            return _seals().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise ValueError(
                "The secret of an authenticator app was sealed with a secret key that is not given any more: add that "
                "key as a further line of HORSESHOE_SECRET_KEY_FILE."
            ) from None

    def is_current(self, encrypted_text: str) -> bool:
        """Whether the text was sealed with the present secret key, not with an earlier one."""
        try:
            Fernet(_derived(here().key)).decrypt(encrypted_text.encode())
        except InvalidToken:
            return False
        return True


def _here(way: str) -> str:
    return f"{here().url}{urlsplit(way).path}"


def _seals() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in (here().key, *here().earlier_keys)])


def _derived(key: str) -> bytes:
    """A key for this use alone, derived by HKDF (RFC 5869)."""
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"horseshoe second factors").derive(key.encode())
    return base64.urlsafe_b64encode(made)
