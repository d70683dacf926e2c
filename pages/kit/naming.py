"""Names of states and capabilities, which every subject tells, and ways to turn codes into words. No Streamlit."""

import functools
from collections.abc import Callable, Hashable, Mapping
from typing import Any, NamedTuple

import pandas as pd

import queries
from etl.records.access import sign_in
from pages.kit import labels
from pages.kit.text import _, catalogue
from pages.kit.view import Run, View

Names = dict[str, Callable[[Any], Any]]  # column -> what turns one of its codes into words


class Heading(NamedTuple):
    """How a column of a table is headed: its words, its width in pixels, and count, percent or day as in a query's header."""

    text: str
    width: int | None = None
    kind: str = ""
    is_pinned: bool = False


def states(run: Run, view: View) -> dict[str, str]:
    """Return states and territories as code -> name, in UN order."""
    return _named(run, "countries", "iso3", view.snapshot, queries.place(view.snapshot), catalogue())


def capabilities(run: Run, view: View) -> dict[str, str]:
    """Return capabilities as code -> name."""
    return _named(run, "capabilities", "capability", view.snapshot, queries.place(view.snapshot), catalogue())


def _named(run: Run, query: str, code: str, *of: Hashable) -> dict[str, str]:
    return dict(_names(run, query, code, *of))


@functools.lru_cache(maxsize=100)  # a page asks for both several times
def _names(run: Run, query: str, code: str, snapshot: queries.Snapshot, place: str, _words: Hashable) -> dict[str, str]:
    rows = run(query, snapshot)
    return {code: _(name) for code, name in zip(rows[code], rows["name"], strict=True)}


def lookup(names: Mapping[str, str]) -> Callable[[Any], str | None]:
    """Return what turns a code into its label, and a blank into None."""
    return lambda code: labels.name(names, code) if isinstance(code, str) else None


def listed(codes: Any, names: Mapping[str, str], between: str = ", ") -> str | None:
    """Return codes with semicolons between them in words; `names` are as they are said. A blank is None."""
    return between.join(names.get(code, code) for code in codes.split(";")) if isinstance(codes, str) else None


def signed(by: str, account: str | None) -> str:
    """Return who wrote something. Where people sign in, a name without an account was only typed, and says so."""
    return by if account or not by or not sign_in.is_configured() else _("{by} (as typed)").format(by=by)


def translated(text: Any) -> str | None:
    """Return a text of the data in the reader's language; a blank is None."""
    return _(text) if isinstance(text, str) else None


def with_names(run: Run, view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with `name` (UN short name) and `un_order` beside iso3; a code that no list holds names itself."""
    countries = run("countries", view.snapshot)[["iso3", "name", "un_order"]]
    return frame.merge(countries, on="iso3", how="left").fillna({"name": frame["iso3"]})
