"""Run queries once per snapshot, parameters and language: the snapshot is part of the key, so no figure outlives its version."""

import functools
import re

import pandas as pd

import queries
from pages.kit import text
from pages.kit.languages import names
from queries import Snapshot

NAMES = ("name", "country_name")  # columns that may hold the UN short name of a state
IN_UN_ORDER = re.compile(r"order by (?:\w+\.)?un_order\b(?!.*\border by\b)", re.DOTALL)


@functools.lru_cache(maxsize=2000)
def _run(name: str, snapshot: Snapshot, folder: str, parameters: tuple, language: str) -> pd.DataFrame:
    answer = queries.run(name, snapshot=snapshot, **dict(parameters))
    return answer if language == "en" else _named(name, answer, language)


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
    if IN_UN_ORDER.search(queries.get(name).sql):
        answer = answer.sort_values("iso3", key=lambda codes: codes.map(places), kind="stable", ignore_index=True)
    return answer


def run(name: str, snapshot: Snapshot, **parameters) -> pd.DataFrame:
    """Return the frame of one query; parameters as `queries.run` takes them. Answers are shared: who changes a frame gets a copy.

    In another language than English states have their names in it.
    """
    snapshot = queries.answering(name, snapshot, parameters)
    asked = tuple(sorted(parameters.items()))
    return _run(name, snapshot, str(queries.place(snapshot)), asked, text.language()).copy(deep=False)


forget = _run.cache_clear
