"""What if: missions close, contributors reach their target, pledged units deploy, rotations meet their rule; before and after."""

import dataclasses
from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import event_facts
from pages.kit import filters, formats, grids, labels, naming, notes, sources
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import View
from pages.parity import facts, views, what_if_facts
from pages.parity.what_if_facts import Supposed

KEYS = ("without_missions", "reach", "units", "rotations", "events")


def show(view: View) -> None:
    """Offer what can be supposed, all of it in the address, and show each category as it is and as supposed."""
    st.markdown(
        _("Suppose something, and see what it would do to each category. It stays in the link; it changes no data.")
    )
    supposed = _choose(view)
    asked, words, behind = what_if_facts.asked(run, view, supposed)
    target = views.choose_target(view.as_of.year)
    rows = run(facts.SUPPOSED, view.snapshot, as_of=view.as_of, scope=view.scope, target=target, **asked)
    if rows.empty:
        st.info(_("Nobody is reported for the month shown."))
        return
    if words:
        st.markdown(f"**{_('Supposed')}**{colon()}{semicolon().join(map(formats.plain, words))}")
        with st.container(horizontal=True):
            st.button(_("Suppose nothing"), key="clear_supposed", on_click=_clear)
            notes.slide(view, "supposed", target=target, **dataclasses.asdict(supposed))
        notes.finding(facts.supposed(rows), _("Women by category, as it is and as supposed"))
    _cards(rows)
    shown = pd.DataFrame(
        {
            "category": [labels.category_name(code) for code in rows["category"]],
            "before": [
                formats.women(row.from_women_count, row.from_people_count, row.goal_percent)
                for row in rows.itertuples()
            ],
            "after": [
                formats.women(row.to_women_count, row.to_people_count, row.goal_percent) for row in rows.itertuples()
            ],
            "women": (rows["to_women_count"] - rows["from_women_count"]).to_numpy(),
            "people": (rows["to_people_count"] - rows["from_people_count"]).to_numpy(),
            "points": (100 * (rows["to_women_fraction"] - rows["from_women_fraction"])).round(2).to_numpy(),
            "target": [_target(row, target) for row in rows.itertuples()],
            "still": [_still(row) for row in rows.itertuples()],
        }
    )
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        "category": text(_("Personnel category"), pinned=True, width=200),
        "before": text(_("As it is"), width=165),
        "after": text(_("As supposed"), width=165),
        "women": number(_("Women"), format="%+,d", width=70),
        "people": number(_("People"), format="%+,d", width=70),
        "points": number(_("Points"), format="%+.2f", width=70),
        "target": text(_("Target"), width=148),
        "still": text(
            _("Still needed"),
            width=90,
            help=_("Women still missing to the target if men are replaced and the category keeps its size."),
        ),
    }
    grids.show(shown, columns, alt=_("Categories as they are and as supposed"))
    more = {"Supposed": semicolon().join(words) or "nothing"} | sources.chosen(target=target)
    if behind:  # units that only a restricted view may know of have made these numbers
        more["Audience"] = "restricted"
    notes.under(view, facts.SUPPOSED, rows, "parity_supposed", more=more)


def _choose(view: View) -> Supposed:
    """Offer what can be supposed, and return it as codes."""
    states = naming.states(run, view)
    missions = list(run("missions", view.snapshot)["mission_code"])
    none = _("Nothing chosen")
    events: list[str] = []
    units: list[str] = []
    turning: list[str] = []
    with st.grid(2, gap="small", min_column_width=280):
        closed = filters.several(_("Missions that close"), KEYS[0], missions, str, placeholder=none)
        presets = event_facts.presets(run, view)
        if len(presets):
            named_events = {code: formats.plain(_(row.words)) for code, row in presets.iterrows()}
            events = filters.several(
                _("Events after this month"), KEYS[4], named_events, lambda code: named_events[code], placeholder=none
            )
        reach = filters.several(
            _("Contributors that reach their target"),
            KEYS[1],
            states,
            lambda code: states.get(code, code),
            placeholder=none,
        )
        if named := _units(view):
            units = filters.several(
                _("Available units that deploy"), KEYS[2], named, lambda code: named.get(code, code), placeholder=none
            )
        closing = what_if_facts.closed(run, view, Supposed(tuple(closed), tuple(events)))
        if rotating := _rotations(view, closing):
            turning = filters.several(
                _("Rotations that meet their rule"), KEYS[3], rotating, lambda code: rotating[code], placeholder=none
            )
    return Supposed(tuple(closed), tuple(events), tuple(reach), tuple(units), tuple(turning))


def _rotations(view: View, closed: list[str]) -> dict[str, str]:
    """Return the names of the units whose next rotation could bring what the rule asks for.

    Units of missions that are supposed to close stay on offer, so that a link that names them is read; their names say it.
    """
    rows = what_if_facts.rotations(run, view)
    if rows.empty:
        return {}
    states = naming.states(run, view)
    all_of = _("All of them: {n} more women")
    stay = ~rows["mission"].isin(closed)
    names = {"all": all_of.format(n=formats.count(rows.loc[stay, "more_women_needed"].sum()))}
    for row in rows.itertuples():
        leaves = (
            _("day not reported")
            if pd.isna(row.rotates_out)
            else _("leaves on {day}").format(day=formats.day(row.rotates_out))
        )
        need = ngettext("{n} more woman", "{n} more women", int(row.more_women_needed)).format(
            n=int(row.more_women_needed)
        )
        state = states.get(row.iso3, row.iso3)
        line = (_("its mission closes"), state) if row.mission in closed else (state, leaves, need)
        names[row.unit_id] = " · ".join((row.unit_id, *line))
    return names


def _units(view: View) -> dict[str, str]:
    """Return the names of the units that could be supposed to deploy."""
    rows = what_if_facts.units(run, view)
    kinds = naming.capabilities(run, view) if len(rows) else {}
    return {
        row.unit_id: f"{row.unit_id} · {kinds.get(row.capability, row.capability)} · "
        + _("{women} of {people}").format(women=int(row.women_count), people=int(row.strength_count))
        for row in rows.itertuples()
    }


def _clear() -> None:
    for key in KEYS:
        st.query_params.pop(key, None)


def _cards(rows: pd.DataFrame) -> None:
    with st.grid(len(rows), gap="xsmall", min_column_width=180):
        for row in rows.itertuples():
            share = formats.share(row.to_women_count, row.to_people_count, goal_percent=row.goal_percent)
            points = None
            if not pd.isna(row.from_women_fraction) and not pd.isna(row.to_women_fraction):
                change = 100 * (row.to_women_fraction - row.from_women_fraction)
                points = _("{n} points").format(n=formats.written(f"{change:+.2f}")) if abs(change) >= 0.005 else None
            st.metric(
                labels.category_name(row.category, short=True),
                share,
                points,
                border=True,
                delta_color="off",
                delta_arrow="off",
                height="stretch",
            )


def _target(row: Any, target: str) -> str:
    """Return the chosen target; where that of the month's year was not found the 2025 minimum, said as such."""
    if pd.isna(row.goal_percent) or row.target_status != "not found" or target != "year":
        return formats.percent(row.goal_percent)
    return _("{percent} (2025 minimum)").format(percent=formats.percent(row.goal_percent))


def _still(row: Any) -> str:
    need = row.more_women_by_replacement
    return formats.DASH if pd.isna(need) else formats.count(need) if need else _("reached")
