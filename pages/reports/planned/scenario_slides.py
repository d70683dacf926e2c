"""Slides of mission models: what could be there by day, and the lines that are not met."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.kit import formats, theme
from pages.kit import labels as kit_labels
from pages.kit.text import _, colon
from pages.kit.view import Run, View
from pages.reports.slide_parts import ROWS, Chart, Content, Table
from pages.scenario import facts, labels, person_facts, side_facts
from pages.scenario.facts import Model

MOST = 6  # lines of a table whose reasons take up to three lines each
ORDER = ("unmet", "not_assessed", "later", "partly_met")
PERSONS = ("none_listed", "partly_listed")


def _by_day(run: Run, view: View, first: Any = (), other: Any = ()) -> Content | None:
    """Units asked for by day and those that could be there, of one model or of two."""
    models = [Model(*one) for one in (first, other) if one]
    gaps = [facts.lines(run, view, model) for model in models]
    totals = [facts.totals(gap) for gap in gaps]
    if not all(one["is_reported"] for one in totals):
        return _asked(run, view, models[0], gaps[0])
    names = [_("Model A"), _("Model B")] if len(models) > 1 else [""]
    colours = ((theme.PALE, theme.BLUE), (theme.GREY, theme.ORANGE))
    series = []
    for name, one, (pale, strong) in zip(names, totals, colours, strict=False):
        start = f"{name}{colon()}" if name else ""
        series += [
            (start + _("Asked for by then"), tuple(float(one[f"required_{day}"]) for day in facts.DAYS), pale),
            (start + _("Could be there"), tuple(float(one[f"there_{day}"]) for day in facts.DAYS), strong),
        ]
    called = facts.names(facts.offered(run, view))
    said = [formats.sentence(colon().join(filter(None, (name, facts.words(model, view, called))))) for name, model in zip(names, models, strict=True)]  # fmt: skip
    if len(models) == 1:
        said += [" ".join(side_facts.taken(run, view, models[0]))]
    for name, gap in zip(names, gaps, strict=True):
        if len(person_facts.mine(gap)):
            said.append(formats.sentence(colon().join(filter(None, (name, person_facts.finding(gap))))))
    said.append(_("Days from the start, as if every invitation were accepted on its day. Nothing here is a selection."))
    return Content(
        facts.title(gaps, names),
        _("Mission models side by side") if len(models) > 1 else _("A mission model and the units that could be there"),
        Chart(tuple(_("By day {n}").format(n=day) for day in facts.DAYS), tuple(series), _("Units"), _("By day")),
        (facts.GAP,), tuple(filter(None, said)), day=capability_facts.export(run, view),
    )  # fmt: skip


def _asked(run: Run, view: View, model: Model, gap: pd.DataFrame) -> Content | None:
    """What a model asks for, where nobody reports what could be there; of two models the first. Frame: of `lines`."""
    if gap.empty:
        return None
    first = gap.head(ROWS)
    rows = [
        (row.line, name, facts.number(row), formats.count(row.by_day), facts.asks(row, is_by_day=False))
        for row, name in zip(first.itertuples(), capability_facts.names_or_codes(first, "capability"), strict=True)
    ]
    said = [formats.sentence(facts.words(model, view, facts.names(facts.offered(run, view)))), *facts.beside(gap)]
    if len(gap) > ROWS:
        said.insert(0, _("The first {n} of {all} lines.").format(n=ROWS, all=len(gap)))
    heads = (_("Line"), _("Capability"), _("Asked for"), _("By day"), _("What it must bring"))
    return Content(
        facts.finding(gap), _("What a mission model asks for"), Table(heads, tuple(rows), (0.1, 0.34, 0.14, 0.1, 0.32)), (facts.query(view),), tuple(said)
    )  # fmt: skip


def _lines(run: Run, view: View, first: Any = ()) -> Content | None:
    """The lines of a model that are not met in time, and why."""
    model = Model(*first)
    gap = facts.lines(run, view, model)
    short = gap[gap["state"].isin((*ORDER, *PERSONS))]
    if short.empty:
        return None
    place = short["state"].map({code: at for at, code in enumerate((*ORDER, *PERSONS))})
    short = short.assign(place=place).sort_values("place", kind="stable")
    rows = [
        (row.line, name, f"{formats.count(row.matched)} / {formats.count(row.required)}", kit_labels.name(labels.STATES, row.state), facts.why(row))
        for row, name in zip(
            short.head(MOST).itertuples(), capability_facts.names_or_codes(short.head(MOST), "capability"), strict=True
        )
    ]  # fmt: skip
    said = [formats.sentence(facts.words(model, view, facts.names(facts.offered(run, view))))]
    if len(short) > MOST:
        said.insert(0, _("The first {n} of {all} lines that are not met in time.").format(n=MOST, all=len(short)))
    heads = (_("Line"), _("Capability"), _("In time"), _("State"), _("Why"))
    return Content(
        facts.finding(gap), _("Lines of a mission model that are not met in time"), Table(heads, tuple(rows), (0.09, 0.2, 0.08, 0.16, 0.47)), (facts.GAP,),
        tuple(said), day=capability_facts.export(run, view),
    )  # fmt: skip


KINDS: dict[str, Callable[..., Content | None]] = {"scenario": _by_day, "scenario_lines": _lines}
