"""What pages of unit returns and officer lists share: the day they are read on, names of codes, the source, what to do without."""

import datetime as dt
import functools
from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import formats, labels, naming, notes, snapshot
from pages.kit.cache import run
from pages.kit.naming import Names
from pages.kit.text import _
from pages.kit.view import Run, View
from pages.women import labels as women_labels

DAYS = "return_days"


def is_open(view: View) -> bool:
    """Say whether this view has no returns and no lists of officers."""
    return view.is_open


def newest(view: View, name: str = DAYS) -> dt.date | None:
    """Return the day of the newest return or list up to the month shown; None where there is none or this view has none."""
    if is_open(view):
        return None
    found = run(name, view.snapshot, as_of=view.until)
    return None if found.empty else found["as_of"].iloc[0].date()


def without(view: View, key: str, source: str = "unit_return") -> None:
    """Say why there are no figures of units, and what a reader can do: the template, the folder, the exercise."""
    if is_open(view):
        st.info(
            _(
                "Returns of units and lists of officers are restricted: a post, a mission, a nationality and a sex identify a person. This view shows who is to be asked, and what was published."
            )
        )
    elif first := _first(view, source):
        st.info(
            _("Nothing of this kind was reported by {month}: the first is of {first}. Choose a later month.").format(
                month=formats.month(view.as_of), first=formats.day(first)
            )
        )
        return
    else:
        st.info(
            _(
                "No file of this kind is loaded, so nothing is reported: that is not zero. Whoever holds the returns fills the template, or drops the file into the folder, and builds anew. Names of people are refused."
            )
        )
        st.code(
            f"python -m etl template {source}\ncp <file>.xlsx data/inbox/{source}/\npython -m etl build", language=None
        )
    snapshot.offer_exercise(key)


def _first(view: View, source: str) -> dt.date | None:
    """Return the first day that files of a source tell of; None where none is loaded."""
    found = run("files", view.snapshot)
    days = found.loc[found["source"] == source, "as_of_first"].dropna()
    return None if days.empty else days.min().date()


def source_line(view: View, day: Any, what: str) -> str:
    """Return, as plain text, where figures come from: `what` names the kind of file, `day` is the one it describes."""
    told = _("Source: {what} of {day}.").format(what=what, day=formats.day(day)) if day else ""
    return f"{told} {_('Data version {version}.').format(version=view.snapshot.version)}".strip()


def codes(run: Run, view: View) -> Names:
    """Return how a table tells codes: column -> what turns a code into words."""
    states = functools.cache(lambda: naming.states(run, view))
    kinds = functools.cache(lambda: naming.capabilities(run, view))
    one = {
        "status": women_labels.STATUSES,
        "last_status": women_labels.STATUSES,
        "state": women_labels.CHASES,
        "counts": women_labels.COUNTS,
        "about": women_labels.CASES,
        "poc_mandate": women_labels.MANDATES,
    }
    return {column: _words(names) for column, names in one.items()} | {
        "iso3": lambda code: states().get(code, code) if isinstance(code, str) else None,
        "unit_type": lambda code: kinds().get(code, code) if isinstance(code, str) else None,
        "name": lambda text: _(text) if isinstance(text, str) else None,
        "reason": lambda text: _(text) if isinstance(text, str) else None,
        "words": lambda text: _(text) if isinstance(text, str) else None,
    }


def yes(flag: Any) -> str | None:
    """Return yes or no; nothing where it is not reported."""
    return None if pd.isna(flag) else _("yes") if flag else _("no")


def headings(name: str, frame: pd.DataFrame) -> dict:
    """Return headings of a table of units: a state is its contributor here."""
    return notes.headings(name, frame) | {"iso3": _("Contributor"), "state": _("What is missing")}


def columns(shown: pd.DataFrame, **more: Any) -> dict[str, Any]:
    """Return how the columns of a table of units are headed; `more` are those that only this table has, or has otherwise."""
    text, number, date = st.column_config.TextColumn, st.column_config.NumberColumn, st.column_config.DateColumn
    known = {
        "unit_id": text(_("Unit"), pinned=True, width=130),
        "mission": text(_("Mission"), width=80),
        "iso3": text(_("Contributor"), width=150),
        "unit_type": text(_("Kind of unit"), width=170),
        "more": number(_("More women"), format="localized", width=90),
        "rotates_out": date(_("Leaves on"), width=100),
        "reported_on": date(_("Last return"), width=100),
        "age": number(_("Days old"), format="localized", width=80),
        "place": text(_("In the return"), width=260),
    } | more
    return {name: known[name] for name in shown.columns}


def told(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its codes in words."""
    names = codes(run, view)
    return frame.assign(
        **{name: [names[name](code) for code in frame[name]] for name in frame.columns if name in names}
    )


def under(
    view: View, name: str, frame: pd.DataFrame, key: str, source: str = "", own: dict | None = None, **files: Any
) -> None:
    """Put definition, table and downloads under a figure of returns or lists; `own` names what this table calls otherwise."""
    names = codes(run, view) | {column: _words(told) for column, told in (own or {}).items()}
    notes.under(view, name, frame, key, line=False, names=names, **files)


def _words(names: dict[str, str]) -> Any:
    return lambda code: labels.name(names, code) if isinstance(code, str) else None
