"""Pages take turns: so many at once, a fault gives its place back, and one that takes long holds up nobody for ever."""

import threading
import time

import pytest

from serving import turns


def test_no_more_are_made_at_once_than_there_are_places():
    going, most = [], []

    def make(page):
        with turns.turn():
            going.append(page)
            most.append(len(going))
            time.sleep(0.01)
            going.remove(page)

    threads = [threading.Thread(target=make, args=(page,)) for page in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 12 and max(most) == turns.AT_ONCE


def test_a_page_that_fails_gives_its_place_back(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 30)
    for _ in range(2 * turns.AT_ONCE):
        with pytest.raises(ZeroDivisionError), turns.turn():
            _ = 1 / 0


def test_a_page_goes_on_beside_those_that_take_long_and_gives_back_no_place_that_it_has_not(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with turns.turn(), turns.turn():
        with turns.turn():
            pass
        assert not turns._places.acquire(blocking=False)
