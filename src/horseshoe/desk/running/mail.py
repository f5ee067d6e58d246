"""Whether letters go out: the mail server that the environment names, asked without sending anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from smtplib import SMTPAuthenticationError, SMTPException

from horseshoe.desk.running.findings import Finding, doubtful, good, wrong


def examine() -> Iterator[Finding]:
    """A mail server answers, speaks TLS and takes name and password; without one, mail reaches nobody."""
    from django.conf import settings
    from django.core.mail import get_connection
    from django.core.mail.backends.smtp import EmailBackend

    connection = get_connection()
    if isinstance(connection, EmailBackend):
        place = f"{connection.host}:{connection.port}"
        try:
            connection.open()
            connection.close()
        except SMTPAuthenticationError:
            yield wrong(f"The mail server at {place} refuses the name or the password of HORSESHOE_EMAIL_URL.")
        except (SMTPException, OSError) as error:
            yield wrong(
                f"The mail server at {place} cannot be used ({type(error).__name__}): letters wait. See "
                "HORSESHOE_EMAIL_URL."
            )
        else:
            yield good(f"The mail server at {place} answers; letters come from {settings.DEFAULT_FROM_EMAIL}.")
    elif folder := getattr(settings, "EMAIL_FILE_PATH", None):
        yield doubtful(f"Mail is written to files in {Path(folder)} and reaches nobody by itself.")
    else:
        yield doubtful("Mail is written to the console and reaches nobody: HORSESHOE_EMAIL_URL says where it goes.")
