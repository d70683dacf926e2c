"""What is known of one mission beside its figures: facts with their sources, the place of its headquarters, air assets."""

import pandas as pd
import streamlit as st

from pages.deployments import mission_charts
from pages.kit import formats, grids, labels, map_notes, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View

FACTS = "missions"
AIR = "air_assets"


def show(view: View, facts: pd.Series, is_open: bool, former: list[str], successor_of: list[str]) -> None:
    """Show a mission's facts beside the place of its headquarters. `former` and `successor_of` are codes of missions."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        rows = table(view, facts, is_open, former, successor_of)
        heads = {"fact": _("Fact"), "value": _("Value"), "source": _("Source")}
        general = _(facts["source"])
        said = (rows["source"] == general) | (rows["source"] == rows["source"].shift())
        # An address is longer than the table is wide: the name of its site stands for it.
        sources = (
            rows["source"].mask(said, "").str.replace(r"(https?://(?:www\.)?([^/\s]+)\S*)", r"[\2](\1)", regex=True)
        )
        shown = rows.assign(source=sources).rename(columns=heads)
        st.table(shown, border="horizontal", hide_index=True, alt=_("Facts of this mission, with their sources"))
        st.caption(_("Where no source stands beside a fact or above it: {source}.").format(source=general))
        notes.offer(view, FACTS, rows, "facts")
    with right:
        place(view, facts)


def table(view: View, facts: pd.Series, is_open: bool, former: list[str], successor_of: list[str]) -> pd.DataFrame:
    """Return a mission's facts as rows of fact, value and source. A blank one reads "not sourced", never no and never 0."""
    end = formats.month(facts["ended_on"]) if facts["ended_precision"] == "month" else formats.day(facts["ended_on"])
    names = _names(view)
    codes = facts["host_iso3"].split(";") if isinstance(facts["host_iso3"], str) else []
    hosts = "; ".join(names.get(code, labels.name(labels.AREAS, code)) for code in codes)
    protects = labels.name(labels.ANSWERS, facts["poc_mandate"])
    ceiling = facts["ceiling_source"]
    # The fact, its value, a source of its own, and whether a blank one is told: most missions have no successor and no end.
    rows = [
        (_("Kind"), labels.name(labels.MISSION_KINDS, facts["kind"]), None, True),
        (_("Host"), hosts, None, True),
        (_("Headquarters"), facts["hq_city"], None, True),
        (_("Started"), formats.day(facts["started_on"]), None, True),
        (_("Ended"), end, None, not is_open),
        (_("Operations cease"), formats.day(facts["operations_end_on"]), facts["operations_end_source"], False),
        (_("Former name"), ", ".join(former), None, False),
        (_("Successor of"), ", ".join(successor_of), None, False),
        (_("Succeeded by"), facts["successor_code"], None, False),
        (_("Mandate to protect civilians"), protects, facts["poc_source"], True),
        (_("Working language"), facts["working_language"], facts["language_source"], True),
        *((_(name), _number(facts[column]), ceiling, True) for column, name in labels.CEILINGS.items()),
        (_("Day of the ceilings"), formats.day(facts["ceiling_date"]), ceiling, False),
        (_("Note"), facts["note"], None, False),
    ]
    told = []
    for fact, value, source, always in rows:
        if isinstance(value, str) and value not in ("", formats.DASH):
            told.append((fact, _(value), _(source if isinstance(source, str) else facts["source"])))
        elif always:
            told.append((fact, _("not sourced"), ""))
    return pd.DataFrame(told, columns=["fact", "value", "source"])


def _number(text: str | None) -> str | None:
    """Return a ceiling with its thousands apart; some are words: "3 FPU (police total 640)"."""
    return formats.count(text) if isinstance(text, str) and text.isdigit() else text


def _names(view: View) -> dict[str, str]:
    return {row.iso3: _(row.name) for row in run("countries", view.snapshot).itertuples()}


def place(view: View, facts: pd.Series) -> None:
    """Draw where the headquarters lies, or say that no source gives it."""
    st.subheader(_("Headquarters"))
    if view.is_exercise:
        st.info(_("An invented mission has no place on a map."))
        return
    if pd.isna(facts["hq_latitude"]):
        st.info(_("No source gives the place of its headquarters."))
        return
    hosts = facts["host_iso3"].split(";") if isinstance(facts["host_iso3"], str) else []
    city = _(facts["hq_city"])
    where = (facts["hq_longitude"], facts["hq_latitude"])
    option = mission_charts.headquarters(where, city, hosts, _names(view), notes.ink())
    told = _("Headquarters of {mission}: {city}").format(mission=facts.name, city=city)
    st.echarts_chart(option, width=mission_charts.WIDTH, height=mission_charts.HEIGHT, key="hq", alt=told)
    map_notes.credit()
    frame = pd.DataFrame(
        {
            "mission": [facts.name], "hq_city": [facts["hq_city"]], "hq_latitude": [facts["hq_latitude"]],
            "hq_longitude": [facts["hq_longitude"]],
        }
    )  # fmt: skip
    notes.under(
        view, FACTS, frame, "hq", line=False, chart=option, height=mission_charts.HEIGHT, width=mission_charts.WIDTH, title=told,
        credit=map_notes.credit_text(),
    )  # fmt: skip


def air_assets(view: View, mission: str) -> None:
    """Show the airframes that the mission last reported, or say that none are reported and where to drop the file."""
    found = run(AIR, view.snapshot, as_of=view.as_of)
    found = found[found["mission"] == mission]
    if found.empty:
        st.info(
            _(
                "Not reported, which is not zero: no loaded file gives air assets of {mission} on or before {day}. Drop the file DOS-AIRCRAFTSBYMISSION into data/inbox/air_assets/ and run: python -m etl build"
            ).format(mission=mission, day=formats.day(view.as_of))
        )
        return
    st.markdown(_("Airframes, not units. Rotary wing, fixed wing and unmanned aircraft are never added."))
    grids.show(found, notes.headings(AIR, found), alt=_("Air assets of this mission, as last reported"))
    notes.under(view, AIR, found, "air", line=False)
