"""Slides that a reader collected as codes, and made again from them. No Streamlit."""

import dataclasses
import datetime as dt
import inspect
import os
from typing import Any

import queries
from pages.capabilities.rapid_facts import Question
from pages.kit.view import Run, View, Wanted
from pages.reports import slides


def code(wanted: Wanted) -> dict[str, Any]:
    """What is kept of a slide, as JSON has it."""
    view = wanted.view
    month = "" if view.is_newest else view.as_of.isoformat()
    said = {name: _plain(value) for name, value in wanted.choices}
    return {
        "kind": wanted.kind, "v": view.snapshot.version, "month": month, "scope": view.scope, "choices": said
    }  # fmt: skip


def made(run: Run, kept: dict[str, Any], shown: View) -> Wanted | None:
    """The slide of a code, for who sees `shown`: of its version, of the newest where that is no longer kept. None where there is no such slide."""
    kind, choices = slides.KINDS.get(kept["kind"]), dict(kept["choices"])
    if kind is None or not set(choices) <= set(inspect.signature(kind).parameters):
        return None
    own = shown.snapshot
    snapshot = queries.Snapshot(kept["v"], own.dataset, own.audience)
    try:
        if not os.path.exists(queries.place(snapshot)):
            snapshot = queries.current(own.dataset, own.audience)
        months = [day.date() for day in run("months", snapshot)["as_of"]]  # the newest first
        day = dt.date.fromisoformat(kept["month"]) if kept["month"] else months[0]
        asked = tuple(sorted((name, _whole(name, value)) for name, value in choices.items()))
    except (queries.QueryError, ValueError, TypeError):
        return None
    if day not in months:
        return None
    return Wanted(kept["kind"], View(snapshot, day, kept["scope"], is_newest=day == months[0]), asked)


def _plain(value: Any) -> Any:
    if isinstance(value, Question):
        return {name: _plain(part) for name, part in dataclasses.asdict(value).items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _whole(name: str, value: Any) -> Any:
    if isinstance(value, dict):  # nothing else is one
        return Question(**{part: _whole(part, said) for part, said in value.items()})
    return tuple(_whole(name, part) for part in value) if isinstance(value, list) else value
