"""What is worked out once for a page is of one version, dataset, audience, state, month, scope, day, language and place, and of no other."""

import dataclasses
import datetime as dt
import itertools
from pathlib import Path

import pandas as pd
import pytest

import queries
from etl import settings
from pages.kit import cache, text
from pages.kit.view import View, Wanted
from pages.reports import slides

VIEW = View(queries.Snapshot("0123456789ab", "public", "open"), dt.date(2025, 7, 31), "all")
OTHERS = {
    "version": "ba9876543210",
    "dataset": "exercise",
    "audience": "restricted",
    "as_of": dt.date(2025, 6, 30),
    "scope": "peacekeeping",
    "is_newest": False,
}


def other(field: str, value) -> View:
    """VIEW with one thing of it, or of its snapshot, another."""
    of_snapshot = field in {one.name for one in dataclasses.fields(queries.Snapshot)}
    changed = {"snapshot": dataclasses.replace(VIEW.snapshot, **{field: value})} if of_snapshot else {field: value}
    return dataclasses.replace(VIEW, **changed)


@pytest.fixture
def asked():
    """A `make` that counts how often it works, in a cache of nothing else."""
    number = itertools.count(1)
    cache.forget()
    yield lambda _run, _view, *_rest: next(number)
    cache.forget()


def test_the_same_is_worked_out_once(asked):
    assert [cache.kept(asked, VIEW, "QMA") for _ in range(3)] == [1, 1, 1]
    cache.forget()
    assert cache.kept(asked, VIEW, "QMA") == 2


def test_every_field_of_a_view_is_tried():
    names = {one.name for kind in (View, queries.Snapshot) for one in dataclasses.fields(kind)}
    assert names == {"snapshot", *OTHERS}


def test_nothing_is_answered_for_another_view(asked):
    views = [
        VIEW,
        *(other(*one) for one in OTHERS.items()),
        other("audience", "state-QMA"),
        other("audience", "state-QMB"),
    ]
    made = [cache.kept(asked, view) for view in views]
    assert len(set(made)) == len(views)
    assert [cache.kept(asked, view) for view in views] == made


def test_nor_for_other_arguments_another_language_day_or_place(asked, monkeypatch):
    made = [cache.kept(asked, VIEW), cache.kept(asked, VIEW, "QMA"), cache.kept(asked, VIEW, "QMB")]
    made.append(text.within("fr", lambda: cache.kept(asked, VIEW)))
    exercise = other("dataset", "exercise")
    made.append(cache.kept(asked, exercise))
    monkeypatch.setattr(settings, "EXERCISE_DAY", settings.EXERCISE_DAY + dt.timedelta(days=1))
    made.append(cache.kept(asked, exercise))
    monkeypatch.setenv("LEDGER_WORK", str(Path("elsewhere").absolute()))
    made.append(cache.kept(asked, VIEW))
    assert len(set(made)) == len(made)


def test_what_failed_is_tried_again(asked):
    failing = iter([True, False])

    def make(_run, _view):
        if next(failing):
            raise queries.NoData("No data is published yet.")
        return "made"

    with pytest.raises(queries.NoData):
        cache.kept(make, VIEW)
    assert cache.kept(make, VIEW) == "made"


def test_what_a_query_asks_of_others_is_kept_in_english(published):
    snapshot, asked = queries.current("exercise", "restricted"), {"today": settings.EXERCISE_DAY}
    cache.forget()
    made = text.within("fr", lambda: cache.run("partner_balance", snapshot, **asked))
    pd.testing.assert_frame_equal(made, queries.run("partner_balance", snapshot=snapshot, **asked))
    worked_out = cache._run.cache_info().misses
    cache.run("partner_needs", snapshot, **asked, as_of=None)
    cache.run("partner_match", snapshot, **asked)
    assert cache._run.cache_info().misses == worked_out


@pytest.mark.parametrize(
    ("dataset", "audience"), [("public", "open"), ("exercise", "open"), ("exercise", "restricted")]
)
def test_slides_are_offered_as_they_are_made(published, dataset, audience):
    snapshot = queries.current(dataset, audience)
    view = View(snapshot, queries.run("months", snapshot=snapshot)["as_of"].max().date(), "all")
    for kind in slides.MAIN:
        made = slides.slide(cache.run, Wanted(kind, view))
        assert slides.is_there(cache.run, view, kind) == (made is not None)
