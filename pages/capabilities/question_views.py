"""What a reader supposes on the page of rapid deployment: units, states or missions that drop out, units that a region adds."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import labels as capability_labels
from pages.kit import filters, formats, labels, naming
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View

READY, POOL = "readiness_units", "rdl_units"
KEYS = ("without_units", "without_states", "without_missions", "add", "add_group", "add_level")
MOST = 50  # units that can be supposed
LEVELS = ("rdl", "level_3", "level_2")


@dataclass(frozen=True)
class Question:
    """What is supposed; nothing of it is a figure of the roster."""

    units: tuple[str, ...]
    states: tuple[str, ...]
    missions: tuple[str, ...]
    add: int
    group: str
    level: str

    @property
    def is_asked(self) -> bool:
        """Say whether anything is supposed."""
        return bool(self.units or self.states or self.missions or self.adds)

    @property
    def adds(self) -> int:
        """Return the units supposed: none before a region is chosen."""
        return self.add if self.group != "none" else 0

    def without(self) -> dict[str, Any]:
        """Return what is taken out, as the queries take it."""
        return {
            "without_units": ";".join(self.units),
            "without_states": ";".join(self.states),
            "without_missions": ";".join(self.missions),
        }

    def of_curve(self) -> dict[str, Any]:
        """Return what the readiness curve takes."""
        return self.without() | {"add_count": self.adds, "add_level": self.level}

    def of_pool(self) -> dict[str, Any]:
        """Return what the queries of the Rapid Deployment Level take: units of another level add nothing there."""
        adds = self.adds if self.level == "rdl" else 0
        return self.without() | {"add_count": adds, "add_group": self.group if adds else ""}


def dated(view: View) -> dict[str, Any]:
    """Return the days that every query of the page takes."""
    return {"as_of": view.until, "today": view.reading_day}


def choose(view: View) -> Question:
    """Offer what can be supposed; all of it stays in the address."""
    found = pd.concat(
        [run(name, view.snapshot, **dated(view))[["unit_id", "iso3", "capability"]] for name in (READY, POOL)]
    )
    found = found.drop_duplicates("unit_id")
    states, capabilities = naming.states(run, view), naming.capabilities(run, view)
    named = {
        row.unit_id: " · ".join((row.unit_id, capabilities.get(row.capability, row.capability), states.get(row.iso3, row.iso3)))
        for row in found.itertuples()
    }  # fmt: skip
    missions = list(run("missions", view.snapshot)["mission_code"])
    is_open = any(st.query_params.get(key) for key in KEYS[:4])
    with st.expander(_("What if"), expanded=is_open, icon=":material/help:", key="what_if"):
        st.caption(
            _("Suppose that units, states or missions drop out, or that a region adds units. It stays in the link; it changes no data.")
        )  # fmt: skip
        with st.grid(3, gap="small", min_column_width=240):
            any_of = _("None")
            units = filters.several(_("Without units"), KEYS[0], named, lambda code: named.get(code, code), placeholder=any_of)  # fmt: skip
            gone = filters.several(_("Without states"), KEYS[1], states, lambda code: states.get(code, code), placeholder=any_of)  # fmt: skip
            closed = filters.several(_("Without missions"), KEYS[2], missions, str, placeholder=any_of)
            add = filters.number(_("Add units"), KEYS[3], MOST)
            groups = {"none": _("No region chosen")} | {code: _(name) for code, name in labels.GROUPS.items()}
            group = filters.choice(_("From region"), KEYS[4], groups, "none")
            levels = {code: _(capability_labels.LEVELS[code]) for code in LEVELS}
            level = filters.choice(_("At level"), KEYS[5], levels, "rdl")
        if add and group == "none":
            st.info(_("Choose the region that adds the units: until then none is added."))
        question = Question(tuple(units), tuple(gone), tuple(closed), add, group, level)
        if question.is_asked or add:
            st.button(_("Suppose nothing"), key="clear_question", on_click=_clear)
    return question


def _clear() -> None:
    for key in KEYS:
        st.query_params.pop(key, None)


def words(view: View, question: Question) -> str:
    """Return what is supposed in words."""
    states = naming.states(run, view)
    parts = []
    if question.units:
        parts.append(_("without {names}").format(names=", ".join(question.units)))
    if question.states:
        parts.append(_("without {names}").format(names=", ".join(states.get(code, code) for code in question.states)))
    if question.missions:
        parts.append(_("without {names}").format(names=", ".join(question.missions)))
    if question.adds:
        told = ngettext(
            "with {n} unit more at {level}, {group}", "with {n} units more at {level}, {group}", question.adds
        )
        parts.append(
            told.format(
                n=formats.count(question.adds), level=labels.name(capability_labels.LEVELS, question.level), group=labels.name(labels.GROUPS_SHORT, question.group)
            )
        )  # fmt: skip
    return "; ".join(parts)
