"""What if: missions close, contributors reach their target, pledged units deploy, rotations meet their rule; before and after."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_facts
from pages.deployments import event_facts
from pages.kit import filters, formats, grids, labels, naming, notes, sources
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.parity import facts, views
from pages.women import facts as women_facts

UNITS, PLATOONS, POLICE = "roster_units", "engagement_platoon_units", "fpu_women"
KEYS = ("without_missions", "reach", "units", "rotations", "events")


def show(view: View) -> None:
    """Offer what can be supposed, all of it in the address, and show each category as it is and as supposed."""
    st.markdown(
        _("Suppose something, and see what it would do to each category. It stays in the link; it changes no data.")
    )
    asked, words, behind = _choose(view)
    target = views.choose_target(view.as_of.year)
    rows = run(facts.SUPPOSED, view.snapshot, as_of=view.as_of, scope=view.scope, target=target, **asked)
    if rows.empty:
        st.info(_("Nobody is reported for the month shown."))
        return
    if words:
        st.markdown(f"**{_('Supposed')}**: {'; '.join(words)}")
        with st.container(horizontal=True):
            st.button(_("Suppose nothing"), key="clear_supposed", on_click=_clear)
            notes.slide(
                view,
                "supposed",
                asked=tuple(sorted(asked.items())),
                words=tuple(text.replace("\\", "") for text in words),  # a slide knows no markup
                target=target,
                behind=behind,
            )
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
    more = {"Supposed": "; ".join(words) or "nothing"} | sources.chosen(target=target)
    if behind:  # units that only a restricted view may know of have made these numbers
        more["Audience"] = "restricted"
    notes.under(view, facts.SUPPOSED, rows, "parity_supposed", more=more)


def _choose(view: View) -> tuple[dict[str, Any], list[str], tuple[str, ...]]:
    """Offer what can be supposed; return it as parameters, in words, and the restricted queries that its numbers come from."""
    states = naming.states(run, view)
    missions = list(run("missions", view.snapshot)["mission_code"])
    none = _("None")
    with st.grid(2, gap="small", min_column_width=280):
        closed = filters.several(_("Missions that close"), KEYS[0], missions, str, placeholder=none)
        events = event_facts.presets(run, view)
        happened = events[:0]
        if len(events):
            named_events = {code: formats.plain(_(row.words)) for code, row in events.iterrows()}
            picked = filters.several(
                _("Events after this month"), KEYS[4], named_events, lambda code: named_events[code], placeholder=none
            )
            happened = events.loc[picked]
            closed += [code for code in happened.loc[happened["kind"] == "closure", "missions"] if code not in closed]
        reach = filters.several(
            _("Contributors that reach their target"),
            KEYS[1],
            states,
            lambda code: states.get(code, code),
            placeholder=none,
        )
        units, named = _units(view)
        if named:
            picked = filters.several(
                _("Available units that deploy"), KEYS[2], named, lambda code: named.get(code, code), placeholder=none
            )
            units = units[units["unit_id"].isin(picked)]
        rotations, rotating = _rotations(view, closed)
        turning: list[str] = []
        if rotating:
            turning = filters.several(
                _("Rotations that meet their rule"), KEYS[3], rotating, lambda code: rotating[code], placeholder=none
            )
            if "all" not in turning:
                rotations = rotations[rotations["unit_id"].isin(turning)]
            rotations = rotations[~rotations["mission"].isin(closed)]
    is_police = units["capability"] == "formed_police_unit"
    asked: dict[str, Any] = {"without_missions": ";".join(closed), "reach": ";".join(reach)}
    leaving = happened[happened["kind"] == "withdrawal"]
    asked["without_contingents"] = ";".join(
        f"{row.missions}:{row.states}:{row.category}" for row in leaving.itertuples()
    )
    for head, part in (("troops", units[~is_police]), ("police", units[is_police])):
        asked[f"{head}_women"] = int(part["women_count"].sum())
        asked[f"{head}_people"] = int(part["strength_count"].sum())
        if turning:
            needed = rotations[rotations["head"] == head].groupby("iso3")["more_women_needed"].sum()
            asked[f"replaced_{head}"] = ";".join(f"{iso3}:{int(n)}" for iso3, n in needed.items())
    words = []
    if closed:
        words.append(_("closed: {missions}").format(missions=", ".join(closed)))
    words += [formats.plain(_(text)) for text in leaving["words"]]
    if reach:
        words.append(_("at the target: {states}").format(states=", ".join(states.get(code, code) for code in reach)))
    if len(units) and named:
        words.append(
            ngettext("{n} unit deploys as registered", "{n} units deploy as registered", len(units)).format(
                n=formats.count(len(units))
            )
        )
    if turning and len(rotations):
        n, women = len(rotations), int(rotations["more_women_needed"].sum())
        line = ngettext(
            "{n} unit that rotates meets its rule by {women} more women",
            "{n} units that rotate meet their rule by {women} more women",
            n,
        )
        words.append(line.format(n=formats.count(n), women=formats.count(women)))
    behind: tuple[str, ...] = (UNITS,) if len(units) and named else ()
    behind += (PLATOONS, POLICE) if turning and len(rotations) else ()
    return asked, words, behind


def _rotations(view: View, closed: list[str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return units whose next rotation could bring what the rule asks for, and their names: half of a platoon, one platoon of police.

    Units of missions that are supposed to close stay on offer, so that a link that names them is read; their names say it.
    """
    blank = pd.DataFrame({"unit_id": [], "iso3": [], "mission": [], "head": [], "more_women_needed": []})
    if women_facts.newest(run, view) is None:
        return blank, {}
    asked = {"as_of": view.until}
    parts = []
    for name, head, short in ((PLATOONS, "troops", ("below",)), (POLICE, "police", ("below", "below_range"))):
        rows = run(name, view.snapshot, **asked)
        is_short = rows["status"].isin(short) & rows["more_women_needed"].gt(0)
        parts.append(
            rows.loc[is_short, ["unit_id", "iso3", "mission", "rotates_out", "more_women_needed"]].assign(head=head)
        )
    rows = pd.concat(parts).sort_values(["rotates_out", "unit_id"], na_position="last")
    if rows.empty:
        return blank, {}
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
    return rows, names


def _units(view: View) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return units that are available and report strength and women: of others nobody knows what they would bring."""
    blank = pd.DataFrame({"unit_id": [], "capability": [], "women_count": [], "strength_count": []})
    if capability_facts.export(run, view) is None:
        return blank, {}
    rows = run(UNITS, view.snapshot, as_of=view.until, today=view.reading_day)
    rows = rows[rows["is_available"] & rows["women_count"].notna() & rows["strength_count"].notna()]
    rows = rows[rows["component"].eq("military") | rows["capability"].eq("formed_police_unit")]
    kinds = naming.capabilities(run, view)
    named = {
        row.unit_id: f"{row.unit_id} · {kinds.get(row.capability, row.capability)} · "
        + _("{women} of {people}").format(women=int(row.women_count), people=int(row.strength_count))
        for row in rows.itertuples()
    }
    return rows, named


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
                points = _("{n} points").format(n=f"{change:+.2f}") if abs(change) >= 0.005 else None
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
