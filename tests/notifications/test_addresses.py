"""A webhook goes to the open internet and nowhere else, however the address is written."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from service.notifications.addresses import Forbidden, check_url, find_target, is_outside

INSIDE = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1",
    "100.127.255.255", "0.0.0.0", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8",
    "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "100::1",
    "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::", "3fff::1", "5f00::1", "nonsense", "",
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::200e"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_inner_address_is_never_outside(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_open_internet_is(address: str) -> None:
    assert is_outside(address)


HOSTS = [
    "hooks.example.com",
    "[::1]",
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "localhost",
    "[::ffff:10.0.0.1]",
    "169.254.169.254",
]
HOSTILE = [
    f"{scheme}://{user}{host}{port}{path}"
    for scheme, user, host, port, path in itertools.product(
        ("https", "http", "ftp", "gopher"), ("", "user@", "user:word@"), HOSTS, ("", ":22"), ("/hook",)
    )
    if (scheme, user, host, port) != ("https", "", "hooks.example.com", "")
]


def inside(_host: str, _port: int) -> Sequence[str]:
    """As the machine's own resolver would read numbers, and as a rebinding name server would answer."""
    return ["127.0.0.1"]


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_refused_before_anything_is_connected_to(url: str) -> None:
    with pytest.raises(Forbidden):
        find_target(url, inside)


@pytest.mark.parametrize("host", ["cafe.de", "abc.de", "face.be", "fe80.example", "1.2.3.cab", "0x7f.1.de"])
def test_a_name_is_no_number_though_its_letters_could_be_digits(host: str) -> None:
    assert find_target(f"https://{host}/in", lambda *_: ["8.8.8.8"]).host == host


@pytest.mark.parametrize("host", ["127.0.0.1.", "0x7F000001", "10.0x1", "0x", "cafe.127"])
def test_a_host_that_ends_in_a_number_is_judged_as_one(host: str) -> None:
    with pytest.raises(Forbidden):
        check_url(f"https://{host}/in")


def test_the_corpus_is_no_small_one() -> None:
    assert len(HOSTILE) >= 200


def test_a_name_with_one_inner_address_among_outer_ones_is_refused() -> None:
    with pytest.raises(Forbidden):
        find_target("https://hooks.example.com/", lambda *_: ["8.8.8.8", "10.0.0.1"])


def test_what_is_connected_to_is_the_very_address_that_was_checked() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    target = find_target("https://hooks.example.com/in?x=1", lambda *_: next(answers))
    assert (target.url, target.host) == ("https://8.8.8.8:443/in?x=1", "hooks.example.com")
    with pytest.raises(Forbidden):
        find_target("https://hooks.example.com/in?x=1", lambda *_: next(answers))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "https://exa mple.com",
        "https://example.com\\@10.0.0.1/",
        "https://exämple.com",
        "https://example.com:99999",
        "https://[::1",
        "x" * 3000,
        "https://a..b/",
        "https://.example.com/",
        "https://./",
        f"https://{'a' * 64}.com/",
        f"https://{'a.' * 200}com/",
        "https://example.com/a\x7fb",
    ],
)
def test_what_is_no_address_is_refused_with_the_mend(url: str) -> None:
    with pytest.raises(Forbidden) as caught:
        check_url(url)
    assert caught.value.findings[0].pointer == "/url"


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("https://hooks.example.com/", "hooks.example.com"),
        ("https://hooks.example.com:443/", "hooks.example.com"),
        ("https://hooks.example.com:8443/", "hooks.example.com:8443"),
        ("https://[2606:4700::1111]/", "[2606:4700::1111]"),
    ],
)
def test_the_receiver_is_named_as_the_address_names_it(url: str, authority: str) -> None:
    assert find_target(url, lambda *_: ["2606:4700::1111"]).authority == authority


def test_on_one_machine_everything_may_be_tried_out_when_the_operator_says_so() -> None:
    assert find_target("http://localhost:9000/in", inside, anywhere=True).url == "http://127.0.0.1:9000/in"
