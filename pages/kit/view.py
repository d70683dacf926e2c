"""What a page shows: which snapshot, up to which month, in which scope. Handed to everything that asks a query."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

import queries
from etl import settings
from pages.kit.text import _, colon

EXERCISE = "exercise"
Run = Callable[..., pd.DataFrame]  # how facts ask a query: run(name, snapshot, **parameters)


@dataclass(frozen=True)
class View:
    """The snapshot and the two choices that hold on every page; `is_newest` says whether no later month is reported."""

    snapshot: queries.Snapshot
    as_of: dt.date
    scope: str
    is_newest: bool = True

    @property
    def is_exercise(self) -> bool:
        """Whether everything on screen is invented."""
        return self.snapshot.dataset == EXERCISE

    @property
    def is_open(self) -> bool:
        """Whether restricted data is left out: levels, returns, lists of officers, pledges that were not announced. A state's own view is open but for its own rows."""
        return self.snapshot.audience != "restricted"

    @property
    def has_units(self) -> bool:
        """Whether what is restricted of units and pledges stands in it: of every state, or of the one whose own view it is."""
        return not self.is_open or bool(self.snapshot.state)

    @property
    def today(self) -> dt.date:
        """The day on which ages and renewals are told: the exercise has a day of its own."""
        return settings.EXERCISE_DAY if self.is_exercise else dt.date.today()

    @property
    def until(self) -> dt.date | None:
        """The day up to which exports, editions, pledges and returns count; None on the newest month, so that all do."""
        return None if self.is_newest else self.as_of

    @property
    def reading_day(self) -> dt.date:
        """The day on which a unit is available or not: the month chosen where it is not the newest, else today."""
        return self.until or self.today

    def marked(self, text: str) -> str:
        """Return a title as it is shown and written: what is of the exercise says so before all else."""
        return marked(self.snapshot.dataset, text)


@dataclass(frozen=True)
class Wanted:
    """A slide that a reader collected: its kind, the view it was seen in, and what was chosen there as (name, value) pairs."""

    kind: str
    view: View
    choices: tuple[tuple[str, Any], ...] = ()


def marked(dataset: str, text: str) -> str:
    """Return a title of a dataset as it is shown and written."""
    return f"{_('EXERCISE')}{colon()}{text}" if dataset == EXERCISE else text


def scope_name(view: View) -> str:
    """Return in words which missions are counted."""
    return _("all missions") if view.scope == "all" else _("peacekeeping operations only")


def mark(view: View) -> str:
    """Return what tells a file of the restricted view from one to hand over, for its name."""
    return "-RESTRICTED" if view.has_units else ""


def file_start(view: View) -> str:
    """Return what the names of all files that leave the dashboard begin with."""
    return "EXERCISE-" if view.is_exercise else ""
