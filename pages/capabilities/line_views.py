"""Lines of mission requirements: where each stands, why, and the units that are eligible for one. No selection is proposed."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts, labels, line_facts, unit_views
from pages.kit import filters, formats, grids, notes, snapshot, sources
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.naming import Heading
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View

LINES, EDITIONS, LINE_UNITS = "mission_lines", "mission_editions", "line_units"
TALL = 78  # pixels of a row whose sentence takes four lines
# Gaps first: the order in which states are listed, not of worth.
ORDER = (
    "critical_gap",
    "matched_not_assessed",
    "partly_met",
    "met",
    "not_verified",
    "not_stated",
    "not_reported",
    "not_computed",
)


def editions(view: View) -> list[str]:
    """Editions that are loaded, as ISO days, the newest first."""
    days = run(EDITIONS, view.snapshot, as_of=view.until)["edition_date"]
    return [day.date().isoformat() for day in days]


def without(view: View) -> None:
    """Say that no line is loaded, and how some are."""
    words = _(
        "No lines of mission requirements are loaded. The guide says that no gap of a named mission was open in April 2025. A file of lines is made from the template."
    )
    st.info(f"{words} {sources.who_loads()}" if view.is_open else words)
    snapshot.offer_load("mission_lines")


def choose(days: list[str]) -> str:
    """Offer the edition and return it."""
    names = {code: formats.day(pd.Timestamp(code)) for code in days}
    return filters.choice(_("Edition"), "edition", names, days[0])


def read(view: View, edition: str) -> pd.DataFrame:
    """Lines of an edition with where each stands, one row each; in a view without levels only what they ask for."""
    if view.is_open:
        lines = run(LINES, view.snapshot, as_of=view.until, edition=edition)
        return lines.rename(columns={"quantity": "required"}).assign(state="asked", reason=None)
    return run(facts.GAP, view.snapshot, edition=edition, **facts.dated(view))


def query(view: View) -> str:
    """The query behind the lines."""
    return LINES if view.is_open else facts.GAP


def counts(view: View, lines: pd.DataFrame, edition: str) -> None:
    """Say how many lines are met and which are gaps, and how many are in each state."""
    if said := line_facts.finding(lines):
        notes.finding(said, _("Lines of mission requirements, each unit matched to one line at a time"))
    number = lines["state"].value_counts()
    total = ngettext("{n} line", "{n} lines", len(lines)).format(n=formats.count(len(lines)))
    badges = [
        f":{'blue' if number.get(code, 0) else 'gray'}-badge[{_('**{n}** {state}').format(n=formats.count(number.get(code, 0)), state=_(labels.LINES[code]))}]"
        for code in ORDER
        if code in ORDER[:4] or number.get(code, 0)
    ]
    st.markdown(f"**{total}** {' '.join(badges)}")
    if said and facts.export(run, view) is not None:
        notes.slide(view, "lines", edition=edition)
    if number.get("critical_gap", 0):
        st.markdown(way_out())
    if number.get("not_computed", 0):
        st.warning(
            _(
                "The matching stopped at its bound: there are too many lines and units of one kind. Nothing is told of these lines; their eligible units are."
            )
        )


def narrowed(view: View, lines: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str | None]]:
    """Offer mission, state, reason and capability; return the lines that fit, gaps first, and the codes chosen."""
    missions = sorted(lines["mission"].unique())
    kinds = {row.capability: _(row.capability_name) for row in lines.drop_duplicates("capability").itertuples()}
    every = {"all": _("All")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mission = filters.choice(_("Mission"), "mission", every | {code: code for code in missions}, "all")
        capability = filters.choice(_("Capability"), "capability", every | kinds, "all")
        state = reason = "all"
        if not view.is_open:
            state = filters.choice(_("State"), "state", every | {code: _(labels.LINES[code]) for code in ORDER}, "all")
            reason = filters.choice(
                _("Reason"),
                "reason",
                every | {code: _(name) for code, name in labels.REASONS.items()},
                "all",
            )
    fits = pd.Series(True, index=lines.index)
    codes: dict[str, str | None] = {"mission": mission, "capability": capability, "state": state, "reason": reason}
    for column, code in codes.items():
        fits &= (lines[column] == code) | (code == "all")
    chosen = lines[fits]
    order = chosen["state"].map({code: place for place, code in enumerate(ORDER)}).fillna(len(ORDER))
    return chosen.assign(order=order).sort_values(["order", "line"], kind="stable").drop(columns="order"), codes


def asked_for(lines: pd.DataFrame, codes: dict[str, str | None]) -> pd.DataFrame:
    """The lines of the mission and capability chosen, in whatever state: what is told of all of them together."""
    fits = pd.Series(True, index=lines.index)
    for column in ("mission", "capability"):
        fits &= (lines[column] == codes[column]) | (codes[column] == "all")
    return lines[fits]


def table(view: View, lines: pd.DataFrame, chosen: dict[str, str | None]) -> None:
    """List the lines; a click on one shows its units. `chosen` are the codes of the filters."""
    table = pd.DataFrame(
        {
            "line": lines["line"],
            "mission": lines["mission"],
            "capability": facts.names_or_codes(lines, "capability"),
        }
    )
    words = facts.codes(run, view)
    if not view.is_open:
        table["state"] = [words["state"](code) for code in lines["state"]]
        table["why"] = [line_facts.why(row) for row in lines.itertuples()]
    table["required"] = lines["required"].to_numpy()
    if not view.is_open:
        for column in ("matched", "serving_count", "assessed_count", "not_assessed_count", "eligible_count"):
            table[column] = lines[column].to_numpy()
    table["asks"] = [line_facts.asks(row) for row in lines.itertuples()]
    table["priority"] = [words["priority"](code) for code in lines["priority"]]
    table["due_date"] = lines["due_date"].to_numpy()

    def follow() -> None:
        st.query_params["line"] = lines["line"].iloc[st.session_state["open_line"].row]

    headings = {
        "line": st.column_config.ButtonColumn(
            _("Line"), pinned=True, width=90, type="tertiary", alignment="left", key="open_line", on_click=follow
        ),
        "mission": Heading(_("Mission"), 90),
        "capability": Heading(_("Capability"), 220),
        "state": Heading(_("State"), 180),
        "why": Heading(_("Why"), 640),
        "required": Heading(_("Required"), 80, "count"),
        "matched": Heading(_("Matched"), 80, "count"),
        "serving_count": Heading(_("Of them serving"), 100, "count"),
        "assessed_count": Heading(_("Of them available"), 110, "count"),
        "not_assessed_count": Heading(_("Of them not assessed"), 130, "count"),
        "eligible_count": Heading(_("Eligible units"), 100, "count"),
        "asks": Heading(_("What a unit must bring"), 300),
        "priority": Heading(_("Priority"), 80),
        "due_date": Heading(_("Due"), 100, "day"),
    }
    height = 620 if len(table) > (14 if view.is_open else 8) else "content"
    tall: dict[str, Any] = {} if view.is_open else {"row_height": TALL}
    grids.show(table, grids.columns(table, headings), height=height, alt=_("Lines of mission requirements"), **tall)
    own = {"required": _("Required"), "state": _("State"), "reason": _("Reason")} if view.is_open else {}
    notes.under(view, query(view), lines, "lines", table=own, line=False, names=words, more=sources.chosen(**chosen))


def one_line(view: View, lines: pd.DataFrame, edition: str) -> None:
    """Offer one line, and show its units with whether each is eligible and what it lacks."""
    st.header(_("Units for a line"))
    names = {
        row.line: f"{row.line} · {row.mission} · {facts.name_or_code(row.capability_name, row.capability)}"
        for row in lines.itertuples()
    }
    code = filters.choice(_("Line"), "line", {"all": _("Choose one, or click a line")} | names, "all")
    if code == "all":
        return
    row = lines[lines["line"] == code].iloc[0]
    st.markdown(_figures(row))
    if isinstance(row["state"], str) and not view.is_open:
        st.markdown(f"**{_('Why')}**{colon()}{line_facts.why(row)}")
    relax = _less(view, row, edition)
    st.caption(
        _(
            "In file {file}, {place}. Eligible units are listed, available ones first, then in UN order. Nothing here proposes a selection: that is the Secretariat's judgement."
        ).format(file=row["file_name"], place=errors.placed(row["place"]))
    )
    units = run(LINE_UNITS, view.snapshot, line=code, edition=edition, relax=relax, **facts.dated(view))
    kinds = {"eligible": _("Eligible, or serving it"), "all": _("All of the kind")}
    if filters.choice(_("Units"), "units", kinds, "eligible", wide=True) == "eligible":
        units = units[units["is_eligible"] | units["is_serving"]]
    none = _("No unit is eligible for it, and none serves it.")
    unit_views.units(view, units, "line_units", LINE_UNITS, none)


def _less(view: View, row: pd.Series, edition: str) -> str:
    """Offer to leave out one condition of a line; say what it would be without each, and return the one left out, or nothing."""
    mine = {name: line_facts.condition(row, name) for name in labels.RELAXED}
    mine = {name: said for name, said in mine.items() if said}
    if not mine or row["state"] in ("not_reported", "not_stated", "not_computed"):
        return ""
    st.markdown(f"**{_('If it asked for less')}**")
    lines = []
    for name, said in mine.items():
        after = line_facts.relaxed(run, view, edition, name, row["line"])
        lines.append(f"- {line_facts.without(row, after[after['line'] == row['line']].iloc[0], said)}")
    st.markdown("\n".join(lines))
    choices = {"nothing": _("Nothing")} | mine
    if st.query_params.get("less") in set(labels.RELAXED) - set(mine):  # left out of the line looked at before
        st.query_params.pop("less")
    left_out = filters.choice(_("Leave out, for the units below"), "less", choices, "nothing", wide=True)
    return "" if left_out == "nothing" else left_out


def relaxed(view: View, lines: pd.DataFrame, edition: str) -> None:
    """Offer to suppose that no line asks for one condition, and show which lines would stand elsewhere."""
    names = {"none": _("Nothing left out")} | {code: _(labels.REASONS[code]) for code in labels.RELAXED}
    st.header(_("What if lines asked for less"))
    code = filters.choice(_("Leave out of every line"), "relax", names, "none", wide=True)
    if code == "none":
        st.caption(
            _("Leave out one condition to see what would match then. Women's share is no choice: it is a target.")
        )
        return
    after = line_facts.relaxed(run, view, edition, code)
    st.subheader(line_facts.relaxed_finding(lines, after, code))
    st.caption(
        _(
            "All lines are matched anew, one unit to one line. It changes no data, and says nothing of whether a line should ask for less."
        )
    )
    table = line_facts.changed(lines, after)
    if table.empty:
        st.info(_("No line would stand elsewhere."))
    else:
        headings = {
            "line": Heading(_("Line"), 80, is_pinned=True),
            "mission": Heading(_("Mission"), 80),
            "capability": Heading(_("Capability"), 230),
            "state": Heading(_("State"), 200),
            "state_after": Heading(_("State then"), 200),
            "matched": Heading(_("Matched"), 80, "count"),
            "matched_after": Heading(_("Matched then"), 110, "count"),
        }
        grids.show(table, grids.columns(table, headings), alt=_("Lines that would stand elsewhere"))
    more = {"Supposed": _("no line asks for {condition}").format(condition=_(labels.RELAXED[code]))}
    more |= sources.chosen(without=code)
    notes.under(view, facts.GAP, after, "relaxed", line=False, names=facts.codes(run, view), more=more)
    notes.slide(view, "relaxed", edition=edition, code=code)


def _figures(row: pd.Series) -> str:
    state = f"**{kit_labels.name(labels.LINES, row['state'])}**"
    if isinstance(row["reason"], str):
        state += f" ({kit_labels.name(labels.REASONS, row['reason']).lower()})"
    parts = [state, _("required {n}").format(n=formats.count(row["required"]))]
    if not pd.isna(row["matched"]):
        parts.append(_("matched {n}").format(n=formats.count(row["matched"])))
    parts.append(_("eligible {n}").format(n=formats.count(row["eligible_count"])))
    return " · ".join([*parts, *filter(None, [line_facts.asks(row)])])


def way_out() -> str:
    """The path that the guide names out of a critical gap."""
    return _(
        "The way out of a critical gap, says the guide of Berlin 2025: Member States can make mission-specific pledges in the PCRS and go through an expedited Mission Specific Assessment and Advisory Visit (AAV), which confirms the readiness of the unit against the Statement of Unit Requirements (SUR) before a final selection and an invitation to deploy."
    )


def method() -> str:
    """How lines are judged, in words."""
    return _(
        "One unit serves one line at a time: lines are matched to units so that as many places as can be are served, most of them by available units. Critical mission-specific gap: no existing pledge at any level can meet the line. Matched, not assessed: only pledges can that are not known to be assessed and current: at Level 1, stale, or with a level or renewal that is not known. Not verified: only a unit with a cell that could not be read might meet the line, so it is told neither as met nor as a gap. What is not reported of a unit does not meet. A unit at Level 1, or whose level is not known, has no days, and days are not held against it."
    )
