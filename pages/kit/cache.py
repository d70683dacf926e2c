"""Run queries once per snapshot, parameters and language: the snapshot is part of the key, so no figure outlives its version."""

import functools
import pickle
from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

import queries
from pages.kit import text
from pages.kit.languages import names, order
from pages.kit.view import View
from queries import Snapshot

NAMES = ("name", "country_name")  # columns that may hold the UN short name of a state


@functools.lru_cache(maxsize=2000)
def _run(name: str, snapshot: Snapshot, folder: str, parameters: tuple, language: str) -> bytes:
    answer = queries.run(name, snapshot=snapshot, ask=_in_english, **dict(parameters))
    return pickle.dumps(answer if language == "en" else _named(name, answer, language), pickle.HIGHEST_PROTOCOL)


def _in_english(name: str, snapshot: Snapshot, **parameters) -> pd.DataFrame:
    """What another query asks for: as the database has it, and kept as what pages ask is."""
    return text.within("en", lambda: run(name, snapshot, **parameters))


def _named(name: str, answer: pd.DataFrame, language: str) -> pd.DataFrame:
    """An answer with states by their names in a language; where it is in UN order, it is in that order of the language."""
    states = names.states(language)
    told, places = dict(states.values()), {code: place for place, code in enumerate(states)}
    said = {column: answer[column].map(lambda name: told.get(name, name)) for column in NAMES if column in answer}
    answer = answer.assign(**said)
    if "iso3" not in answer:
        return answer
    if "un_order" in answer:
        answer = answer.assign(un_order=answer["iso3"].map(places))
    return order.in_order(queries.get(name).sql, answer, places)


def run(name: str, snapshot: Snapshot, **parameters) -> pd.DataFrame:
    """Return the frame of one query; parameters as `queries.run` takes them. The frame is the caller's own.

    In another language than English states have their names in it. Answers are kept as bytes: pandas notes on a frame each copy
    of it, five hundred to a column, also those that are gone.
    """
    snapshot = queries.answering(name, snapshot, parameters)
    asked = tuple(sorted((key, value) for key, value in parameters.items() if value is not None))
    return pickle.loads(_run(name, snapshot, str(queries.place(snapshot)), asked, text.language()))


@functools.lru_cache(maxsize=200)
def _kept(make: Callable[..., Any], view: View, of: tuple[Hashable, ...], rest: tuple[Hashable, ...]) -> Any:
    return make(run, view, *rest)


def kept(make: Callable[..., Any], view: View, *rest: Hashable) -> Any:
    """Return `make(run, view, *rest)`, worked out once a view, day, language and arguments. It is shared: who changes it takes a copy.

    For what rests on queries, reference lists and these arguments alone: not on what people note meanwhile, nor on who reads.
    """
    return _kept(make, view, (view.today, queries.place(view.snapshot), text.language()), rest)


def forget() -> None:
    """Ask and work out everything anew."""
    _run.cache_clear()
    _kept.cache_clear()
