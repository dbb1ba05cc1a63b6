"""How letters leave: one SMTP server, spoken to for each letter anew."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum

from service.errors import ServiceError
from service.kit.clock import Clock
from service.notifications.letters import Letter


class Security(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """Only for a server on the same machine."""


class PostFailed(ServiceError):
    """The letter did not leave; it may later."""

    code = "post-failed"


class PostRefused(ServiceError):
    """The letter will never leave: the server does not take it, or not for this address."""

    code = "post-refused"


@dataclass(frozen=True, slots=True)
class Route:
    host: str
    port: int
    security: Security
    sender: str
    user: str | None = None
    password: str | None = None
    timeout_s: float = 15.0
    trusted: str | None = None
    """File with the certificates to trust instead of those of the system."""


class Post:
    """`pages` is where the coaches' front end begins; letters link into it."""

    def __init__(self, route: Route, clock: Clock, pages: str | None = None) -> None:
        self._route = route
        self._clock = clock
        self.pages = pages

    def send(self, letter: Letter, address: str, letter_id: str) -> None:
        """Hand a letter over. Sent twice it has the same Message-ID. Raises PostFailed and PostRefused, which quote nobody."""
        try:
            with self._server() as server:
                server.send_message(self._message(letter, address, letter_id))
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _failed("The address was not taken", codes[0]) from None
        except smtplib.SMTPDataError as error:
            raise _failed("The letter was not taken", error.smtp_code) from None
        except smtplib.SMTPResponseException as error:  # our name, our password, our address: an operator can mend those
            raise PostFailed(f"The mail server does not take letters from us: SMTP {error.smtp_code}.") from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise PostFailed(f"The mail server cannot be used: {type(error).__name__}.") from None

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        route = self._route
        context = ssl.create_default_context(cafile=route.trusted)
        if route.security is Security.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(route.host, route.port, timeout=route.timeout_s, context=context)
        else:
            server = smtplib.SMTP(route.host, route.port, timeout=route.timeout_s)
        with server:
            if route.security is Security.STARTTLS:
                server.starttls(context=context)
            if route.user is not None:
                server.login(route.user, route.password or "")
            yield server

    def _message(self, letter: Letter, address: str, letter_id: str) -> EmailMessage:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = letter.subject, self._route.sender, address
        message["Date"] = format_datetime(self._clock())
        message["Message-ID"] = f"<{letter_id}@{self._route.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # so that absence notes do not answer
        message.set_content(letter.text)
        return message


def _failed(what: str, code: int) -> ServiceError:
    """5xx of SMTP is for good, 4xx for now."""
    return (PostRefused if code >= 500 else PostFailed)(f"{what}: SMTP {code}.")
