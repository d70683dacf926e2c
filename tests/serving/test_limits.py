"""Limits by client, with a clock of the test's own."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from serving import limits
from serving.limits import Limit, Limits, client, kind


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def run(coroutine):
    with ThreadPoolExecutor(1) as own:  # a browser test in this process may have left a loop running in its thread
        return own.submit(lambda: asyncio.run(coroutine)).result()


def scope(host="192.0.2.1", path="/_stcore/upload_file/a/b", method="PUT", type="http"):
    return {"type": type, "client": (host, 1), "path": path, "method": method, "headers": []}


@pytest.fixture
def ask():
    """Ask through limits of two at once and one in four seconds; the status, or 0 where it is passed on; and the clock."""
    clock = Clock()

    async def passed(scope, receive, send):
        await send({"type": "passed", "status": 0})

    stand = Limits(passed, dict.fromkeys(limits.LIMITS, Limit(2, 0.25)), clock)

    def once(**about):
        sent = []

        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            sent.append(message)

        run(stand(scope(**about), receive, send))
        return sent[0]

    once.clock, once.stand = clock, stand
    return once


def test_past_its_allowance_a_client_is_told_when_to_come_again_and_others_are_not(ask):
    assert [ask()["status"] for _ in range(3)] == [0, 0, 429]
    assert dict(ask()["headers"])[b"retry-after"] == b"4"
    assert (
        ask(host="192.0.2.2")["status"] == 0
        and ask(method="GET")["status"] == 0
        and ask(path="/oauth2callback")["status"] == 0
    )
    ask.clock.now += 4
    assert [ask()["status"] for _ in range(2)] == [0, 429]
    ask.clock.now += 3600
    assert [ask()["status"] for _ in range(3)] == [0, 0, 429]


def test_of_several_processes_each_gives_its_share_but_of_uploads():
    assert limits.shared(1) == limits.LIMITS
    two, many = limits.shared(2), limits.shared(32)
    assert (two["sign_in"], two["session"]) == (Limit(30, 0.5), Limit(100, 2.5))
    assert two["upload"] == many["upload"] == limits.LIMITS["upload"] and many["sign_in"] == Limit(10, 1 / 32)


def test_new_sessions_are_limited_too(ask):
    assert [ask(type="websocket")["status"] for _ in range(3)] == [0, 0, 429]


def test_one_who_has_a_network_of_addresses_is_one_client():
    assert client(scope("2001:db8::1")) == client(scope("2001:db8::ffff:2")) != client(scope("2001:db8:0:1::1"))
    assert client(scope("192.0.2.1")) != client(scope("192.0.2.2")) and client({"type": "http", "client": None}) == ""


def test_each_request_has_its_limit():
    assert kind(scope(method="DELETE")) == "upload" and kind(scope(method="GET")) is None
    assert (
        kind(scope(path="/auth/login", method="GET")) == "sign_in" == kind(scope(path="/oauth2callback", method="GET"))
    )


def test_what_is_kept_of_clients_stays_within_its_bound(ask, monkeypatch):
    monkeypatch.setattr(limits, "CLIENTS", 3)
    for number in range(20):
        ask(host=f"192.0.2.{number}")
        assert len(ask.stand.buckets) <= 3
    assert [ask(host="192.0.2.19")["status"] for _ in range(2)] == [0, 429]


def test_messages_of_a_socket_wait_and_none_is_lost(monkeypatch):
    monkeypatch.setattr(limits, "MESSAGES", Limit(2, 50))
    waited = []

    async def receive():
        return {"type": "websocket.receive", "bytes": b"x"}

    async def slept(seconds):
        waited.append(round(seconds, 2))
        clock.now += seconds

    clock = Clock()
    monkeypatch.setattr(limits.asyncio, "sleep", slept)
    slowly = Limits(None, clock=clock)._slowed(receive)

    async def six():
        return [await slowly() for _ in range(6)]

    assert len(run(six())) == 6 and waited[:4] == [0.02] * 4
