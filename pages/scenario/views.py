"""What could be there for a mission model, on screen: by day, line by line, from which regions, with which women, and what it takes."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_facts
from pages.kit import filters, formats, grids, notes, sources
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _, colon
from pages.kit.view import View
from pages.scenario import charts, facts, labels, side_facts
from pages.scenario.facts import Model

TALL = 64  # pixels of a row whose sentence takes three lines
STATES = (
    "unmet",
    "not_assessed",
    "later",
    "partly_met",
    "met",
    "not_in_units",
    "not_stated",
    "not_reported",
    "not_computed",
)
BADGED = STATES[:5]


def answer(view: View, models: Sequence[Model], called: dict[str, str]) -> None:
    """What could be there by day, of one model or of two side by side."""
    gaps = [facts.lines(run, view, model) for model in models]
    names = [_("Model A"), _("Model B")] if len(models) > 1 else [""]
    notes.finding(facts.title(gaps, names), _("A mission model and the units that could be there"))
    for name, model in zip(names, models, strict=True):
        st.markdown(f"**{name or _('Model')}**{colon()}{formats.plain(facts.words(model, view, called))}.")
    totals = [facts.totals(gap) for gap in gaps]
    if all(one["is_reported"] for one in totals):
        drawn = [charts.Drawn(name, one) for name, one in zip(names, totals, strict=True)]
        chart = charts.by_day(drawn, facts.DAYS, notes.ink())
        st.echarts_chart(chart, height=charts.HEIGHT, key="by_day", alt=charts.told(drawn, facts.DAYS))
        st.caption(facts.clocks(run, view))
    if len(models) == 1:
        st.markdown(" ".join(facts.beside(gaps[0])))
    else:
        _compared(view, models, names)
    notes.slide(view, "scenario", first=models[0], other=models[1] if len(models) > 1 else ())


def _compared(view: View, models: Sequence[Model], names: Sequence[str]) -> None:
    """Figures of both models side by side."""
    table = side_facts.compared(run, view, models)
    headings = {"measure": Heading(_("Measure"), 330, is_pinned=True)}
    headings |= {f"model_{n}": Heading(name, 150) for n, name in enumerate(names, 1)}
    grids.show(table, grids.columns(table, headings), height="content", alt=_("Models side by side"))


def which(models: Sequence[Model]) -> Model:
    """Offer which of two models is told in detail, and return it."""
    if len(models) == 1:
        return models[0]
    names = {"a": _("Model A"), "b": _("Model B")}
    st.divider()
    return models[0 if filters.choice(_("In detail"), "detail", names, "a", wide=True) == "a" else 1]


def lines(view: View, model: Model, has_roster: bool) -> None:
    """Each line with what could be there, what is missing and why; a choice of one shows its units."""
    gap = facts.lines(run, view, model)
    st.header(_("Line by line"))
    number = gap["state"].value_counts()
    if has_roster:
        st.markdown(
            " ".join(
                f":{'blue' if number.get(code, 0) else 'gray'}-badge[**{number.get(code, 0)}** {_(labels.STATES[code])}]"
                for code in BADGED
            )
        )
    table = pd.DataFrame(
        {
            "line": gap["line"],
            "capability": capability_facts.names_or_codes(gap, "capability"),
            "required": [facts.number(row) for row in gap.itertuples()],
            "by_day": gap["by_day"],
        }
    )
    if has_roster:  # first what answers the page's question, in the width of a screen
        table = table.drop(columns="by_day").assign(
            matched=gap["matched"],
            why=[facts.why(row) for row in gap.itertuples()],
            state=[_(labels.STATES[code]) for code in gap["state"]],
            by_day=gap["by_day"],
        )
    table["asks"] = [facts.asks(row, is_by_day=False) for row in gap.itertuples()]
    if has_roster:
        for day in facts.DAYS:
            table[f"day_{day}"] = gap[f"by_{day}_count"]
    table["people"] = gap["person_count"]
    table["module"] = [_(name) for name in gap["module_name"]]
    headings = {
        "line": Heading(_("Line"), 80, is_pinned=True),
        "capability": Heading(_("Capability"), 190),
        "required": Heading(_("Asked for"), 80),
        "by_day": Heading(_("By day"), 60, "count"),
        "matched": Heading(_("In time"), 60, "count"),
        "state": Heading(_("State"), 150),
        "why": Heading(_("Why"), 390),
        "asks": Heading(_("What it must bring"), 210),
        "day_60": Heading(_("Day 60"), 60, "count"),
        "day_120": Heading(_("Day 120"), 60, "count"),
        "day_180": Heading(_("Day 180"), 60, "count"),
        "people": Heading(_("Persons"), 70, "count"),
        "module": Heading(_("Module"), 160),
    }
    height = 560 if len(table) > (8 if has_roster else 14) else "content"
    tall: dict[str, Any] = {"row_height": TALL} if has_roster else {}
    grids.show(table, grids.columns(table, headings), height=height, alt=_("Lines of the model"), **tall)
    query = facts.DRAFTS if view.is_open else facts.GAP
    own = {"state": _("State"), "reason": _("Reason"), "matched": _("In time")} if view.is_open else {}
    notes.under(
        view, query, gap, "lines", table=own, line=False, names=facts.codes(run, view), more=chosen(view, model)
    )
    if has_roster:
        notes.slide(view, "scenario_lines", first=model)
        _units(view, model, gap)


def chosen(view: View, model: Model) -> dict[str, str]:
    """What a file says of the model that it is of."""
    called = facts.names(facts.offered(run, view))
    return {"Supposed": facts.words(model, view, called)} | sources.chosen(
        modules=";".join(model.modules), scale=str(model.scale), languages=";".join(model.languages), start=model.start
    )


def _units(view: View, model: Model, gap: pd.DataFrame) -> None:
    """Offer one line, and list the units of its kind with what each lacks."""
    judged = gap[gap["has_levels"]]
    if judged.empty:
        return
    called = capability_facts.names_or_codes(judged, "capability")
    names = {line: f"{line} · {name}" for line, name in zip(judged["line"], called, strict=True)}
    code = filters.choice(_("Units for a line"), "line", {"none": _("Choose a line")} | names, "none")
    if code == "none":
        return
    units = run(facts.UNITS, view.snapshot, line=code, **facts.parameters(view, model))
    st.caption(
        _("Eligible units are listed, available ones first, then in UN order. Nothing here proposes a selection: that is the Secretariat's judgement.")
    )  # fmt: skip
    if units.empty:
        st.info(_("The export has no unit of this kind that is free."))
        return
    words = facts.codes(run, view)
    table = pd.DataFrame(
        {
            "unit_id": units["unit_id"],
            "state": capability_facts.names_or_codes(units, "iso3"),
            "group": [capability_facts.group(code, short=True) for code in units["regional_group"]],
            "level": [words["level"](code) for code in units["level"]],
            "fits": [_("yes") if fits else _("no") for fits in units["is_eligible"]],
            "lacks": [words["lacks"](codes) for codes in units["lacks"]],
            "why_not": [words["why_not"](codes) for codes in units["why_not"]],
            "people": units["strength_count"],
            "women": units["women_count"],
        }
    )
    headings = {
        "unit_id": Heading(_("Unit"), 90, is_pinned=True),
        "state": Heading(_("Member State"), 150),
        "group": Heading(_("Regional group"), 110),
        "level": Heading(_("Level"), 120),
        "fits": Heading(_("Meets the line"), 90),
        "lacks": Heading(_("Lacks"), 190),
        "why_not": Heading(_("Not available because"), 190),
        "people": Heading(_("People"), 70, "count"),
        "women": Heading(_("Women"), 70, "count"),
    }
    height = 420 if len(table) > 10 else "content"
    grids.show(table, grids.columns(table, headings), height=height, alt=_("Units for a line"))
    notes.under(view, facts.UNITS, units, "line_units", line=False, names=words, more=chosen(view, model))
