"""Letters leave by a real mail server, or say why they cannot."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from service.notifications.letters import Letter, Waiting, digest, message, place, red_flag, red_flag_again
from service.notifications.post import Post, PostFailed, PostRefused, Route, Security
from tests.support.mail import certificate, knows, mail_server
from tests.support.services import SteppingClock

LETTER = Letter("Subject – with a dash", "Words.\n")


def test_a_letter_arrives_as_it_was_written() -> None:
    with mail_server() as server:
        Post(server.route(), SteppingClock()).send(LETTER, "ada@example.org", "ntf_1")
    [letter] = server.letters
    assert (letter["To"], letter["From"], letter["Subject"]) == ("ada@example.org", "adjuster@example.org", LETTER.subject)
    assert letter["Message-ID"] == "<ntf_1@example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == SteppingClock().now
    assert letter.get_content().splitlines() == LETTER.text.splitlines()


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_letter_leaves_encrypted_with_a_password(tmp_path: Path, security: Security) -> None:
    context, trusted = certificate(tmp_path)
    starts = security is Security.STARTTLS
    encrypted = {"tls_context": context, "require_starttls": True} if starts else {"ssl_context": context, "auth_require_tls": False}
    with mail_server(authenticator=knows("ada", "secret"), **encrypted) as server:
        route = server.route(security, user="ada", password="secret", trusted=str(trusted))
        Post(route, SteppingClock()).send(LETTER, "ada@example.org", "ntf_1")
        assert len(server.letters) == 1
        wrong = server.route(security, user="ada", password="other", trusted=str(trusted))
        with pytest.raises(PostFailed):  # an operator can mend it, and the letter still leaves
            Post(wrong, SteppingClock()).send(LETTER, "ada@example.org", "ntf_2")
    assert len(server.letters) == 1


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_that_nobody_vouches_for_gets_no_letter(tmp_path: Path, security: Security) -> None:
    context, _ = certificate(tmp_path)
    encrypted = {"tls_context": context} if security is Security.STARTTLS else {"ssl_context": context}
    with mail_server(**encrypted) as server, pytest.raises(PostFailed):
        Post(server.route(security), SteppingClock()).send(LETTER, "ada@example.org", "ntf_1")
    assert server.letters == []


def test_a_letter_does_not_leave_in_the_clear_when_it_was_to_be_encrypted() -> None:
    with mail_server() as server, pytest.raises(PostFailed):
        Post(server.route(Security.STARTTLS), SteppingClock()).send(LETTER, "ada@example.org", "ntf_1")
    assert server.letters == []


@pytest.mark.parametrize(
    ("answer", "error"), [("451 try later", PostFailed), ("421 busy", PostFailed), ("550 no", PostRefused), ("552 too large", PostRefused)]
)
def test_what_the_server_says_decides_whether_it_is_tried_again(answer: str, error: type[Exception]) -> None:
    with mail_server() as server:
        server.answer = answer
        with pytest.raises(error):
            Post(server.route(), SteppingClock()).send(LETTER, "ada@example.org", "ntf_1")


@pytest.mark.parametrize(("answer", "error"), [("550 unknown", PostRefused), ("450 greylisted", PostFailed)])
def test_an_address_is_refused_for_good_or_for_now(answer: str, error: type[Exception]) -> None:
    with mail_server() as server:
        server.refuses_address = answer
        with pytest.raises(error) as caught:
            Post(server.route(), SteppingClock()).send(LETTER, "ada@example.org", "ntf_1")
    assert "ada" not in str(caught.value)


def test_a_server_that_is_not_there_or_says_nothing_is_tried_again() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        route = Route("127.0.0.1", silent.getsockname()[1], Security.NONE, "a@example.org", timeout_s=0.2)
        with pytest.raises(PostFailed):
            Post(route, SteppingClock()).send(LETTER, "ada@example.org", "ntf_1")
        silent.listen()
        with pytest.raises(PostFailed):
            Post(route, SteppingClock()).send(LETTER, "ada@example.org", "ntf_1")


def test_an_address_cannot_bring_headers_of_its_own() -> None:
    with mail_server() as server, pytest.raises(PostFailed):
        Post(server.route(), SteppingClock()).send(LETTER, "a@example.org\nBcc: b@example.org", "ntf_1")
    assert server.letters == []


def test_every_letter_says_where_and_not_what() -> None:
    there = place("https://coach.example/", "adj_1")
    for letter in (red_flag(there), red_flag_again(there), message(there), digest(Waiting(3, 1), there)):
        assert ": https://coach.example/adjustments/adj_1\n" in letter.text
        assert "signing in" in letter.text


@pytest.mark.parametrize(
    ("waiting", "subject", "urgent"),
    [
        (Waiting(1, 0), "1 proposal waits for your decision", False),
        (Waiting(2, 0), "2 proposals wait for your decision", False),
        (Waiting(2, 1), "2 proposals wait for your decision", True),
    ],
)
def test_a_digest_counts(waiting: Waiting, subject: str, urgent: bool) -> None:
    letter = digest(waiting, "x")
    assert letter.subject == subject
    assert ("should not wait" in letter.text) is urgent


def test_without_pages_of_the_coaches_own_a_letter_names_what_to_look_for_and_links_nowhere() -> None:
    assert "Please look at it where you decide on proposals; its number is adj_1.\n" in red_flag(place(None, "adj_1")).text
    letter = digest(Waiting(3, 1), place(None, None))
    assert "Look through them where you decide on proposals.\n" in letter.text
    assert "http" not in letter.text
