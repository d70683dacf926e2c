"""Where it listens and under which name: what cannot be, or would show restricted data to whoever comes, is said in words."""

import os
import socket
import subprocess
import sys

import pytest

from etl.settings import ROOT
from serving import address, guard
from serving.address import Address

NAMES = ("PORT", "LEDGER_HOST", "LEDGER_ORIGIN", "LEDGER_PROXY", "LEDGER_AUDIENCE")


def place(monkeypatch, **said) -> Address:
    """The address of an environment in which only `said` is set, once nothing stands against it."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name in list(os.environ):
        if name.startswith("LEDGER_OIDC"):
            monkeypatch.delenv(name)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    found = address.read()
    guard.check(found)
    return found


def refused(monkeypatch, **said) -> str:
    """The words with which the program ends."""
    with pytest.raises(SystemExit) as ended:
        place(monkeypatch, **said)
    return str(ended.value)


@pytest.mark.parametrize("home", ["127.0.0.1", ""])
def test_a_taken_port_is_said_in_words_and_nothing_starts(home):
    with socket.socket() as other:
        other.bind((home, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} is taken.*PORT=8600"):
            address.probe(Address(port))


def test_the_program_ends_with_the_words_alone():
    environment = os.environ | {"PORT": "abc"}
    ended = subprocess.run(
        [sys.executable, "serve.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 1 and ended.stdout == ""
    assert "from 1 to 65535" in ended.stderr and "Traceback" not in ended.stderr


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_said_in_words(port, monkeypatch):
    assert "from 1 to 65535" in refused(monkeypatch, PORT=port)


def test_without_a_public_name_it_answers_at_the_loopback_address_with_its_own_port(monkeypatch):
    own = place(monkeypatch, PORT="8600", LEDGER_AUDIENCE="restricted", LEDGER_PROXY="10.0.0.1")
    assert own.host == "127.0.0.1" and own.proxies == ()
    assert own.origins == {"http://localhost:8600", "http://127.0.0.1:8600"}


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        ("https://ledger.example.org", "https://ledger.example.org"),
        (" HTTPS://Ledger.Example.ORG:443/ ", "https://ledger.example.org"),
        ("https://ledger.example.org:8443", "https://ledger.example.org:8443"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://ledger.localhost:8600", "http://ledger.localhost:8600"),
    ],
)
def test_a_public_name_is_the_only_one_and_is_written_as_browsers_write_it(said, origin, monkeypatch):
    own = place(monkeypatch, LEDGER_ORIGIN=said, LEDGER_PROXY="10.0.0.1, 172.30.0.0/24")
    assert own.origins == {origin} and own.proxies == ("127.0.0.1", "::1", "10.0.0.1", "172.30.0.0/24")


@pytest.mark.parametrize(
    "said",
    ["ledger.example.org", "http://ledger.example.org", "https://", "https://a.org/path", "https://u:p@a.org", "https://*.org",
     "https://a.org?x=1", "https://a.org:99999", "https://a.org:x", "https://[::1", "ftp://a.org", "https://épinal.fr", "null"],
)  # fmt: skip
def test_what_is_no_public_name_is_said_in_words(said, monkeypatch):
    assert "scheme and name alone" in refused(monkeypatch, LEDGER_ORIGIN=said)


@pytest.mark.parametrize("said", ["*", "0.0.0.0/0", "::/0", "proxy", "10.0.0.1 10.0.0.2"])
def test_the_word_of_everybody_is_not_taken_for_a_proxys(said, monkeypatch):
    assert "LEDGER_PROXY names" in refused(monkeypatch, LEDGER_ORIGIN="https://a.org", LEDGER_PROXY=said)


def test_an_address_that_others_reach_needs_a_name_and_a_proxy(monkeypatch):
    assert "LEDGER_ORIGIN=https://ledger" in refused(monkeypatch, LEDGER_HOST="0.0.0.0")
    assert "LEDGER_PROXY must say" in refused(monkeypatch, LEDGER_HOST="::", LEDGER_ORIGIN="https://a.org")
    assert "not an address" in refused(monkeypatch, LEDGER_HOST="example.org")
    with pytest.raises(SystemExit, match="no address of this machine"):
        address.probe(Address(8501, "192.0.2.1"))


@pytest.mark.parametrize("outside", [{"LEDGER_ORIGIN": "https://a.org"}, {"LEDGER_HOST": "0.0.0.0", "LEDGER_PROXY": "10.0.0.1", "LEDGER_ORIGIN": "https://a.org"}])  # fmt: skip
def test_restricted_data_is_not_served_outside_without_sign_in(outside, monkeypatch):
    assert "nobody signs in" in refused(monkeypatch, LEDGER_AUDIENCE="restricted", **outside)
    place(monkeypatch, LEDGER_AUDIENCE="open", **outside)
