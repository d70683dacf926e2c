"""What rosters say of states and capabilities, as frames and sentences: for pages, the overview, the country page and briefs."""

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.capabilities import labels
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.naming import Heading, Names
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.requirements import facts as requirement_facts
from pages.requirements import labels as requirement_labels

EXPORT, EXPORTS = "roster_export", "roster_exports"
UNITS, TOTALS, PARTS = "roster_units", "roster_totals", "roster_parts"
CHANGE, HISTORY = "roster_change", "roster_history"
STAGE, GAP = "capability_stage", "mission_gap"
LEAST = 3  # capabilities named as least covered
# Changes that are counted beside each other; the others are told only where there are any.
MAIN_CHANGES = ("new", "promoted", "demoted", "gone_stale", "selected", "withdrawn")
ROSTER = "pcrs_roster"


def dated(view: View) -> dict[str, Any]:
    """The two days that queries of rosters take: up to which exports count, and on which availability is read."""
    return {"as_of": view.until, "today": view.reading_day}


def export(run: Run, view: View) -> dt.date | None:
    """Day of the export in use; None where none is loaded or this view has no levels."""
    if not view.has_units:
        return None
    day = run(EXPORT, view.snapshot, as_of=view.until)["export_on"].iloc[0]
    return None if pd.isna(day) else day.date()


def exports(run: Run, view: View) -> list[str]:
    """Days of the exports up to the month shown as ISO dates, newest first; none in a view without levels."""
    if not view.has_units:
        return []
    days = run(EXPORTS, view.snapshot, today=view.reading_day)["export_on"]
    return [day.date().isoformat() for day in days]


def first_export(run: Run, view: View) -> dt.date | None:
    """Day of the first export, where the month shown is before it; None where it is not, or this view has no levels."""
    if not view.has_units or view.until is None:
        return None
    days = run(EXPORTS, view.snapshot)["export_on"]
    return None if days.empty or days.min().date() <= view.until else days.min().date()


def no_levels(view: View, if_open: str = "", if_not_loaded: str = "") -> tuple[str, str]:
    """Why there are no levels, and the source of which a file is missing; none where the view may not have levels.

    A page that shows nothing else gives its own sentences: for the open view, and for where no export is loaded.
    """
    if not view.has_units:
        return if_open or _(
            "A Member State's level in the PCRS is restricted. This view shows what was announced in public beside what is asked for. Announced is not registered."
        ), ""
    return if_not_loaded or _(
        "No export of the PCRS is loaded, so no level is reported, which is not 0. The PCRS is not public: whoever holds an export loads it as it is, or fills the template."
    ), ROSTER


def basis(run: Run, view: View, edition: Any = None) -> str:
    """What figures of rosters rest on besides their sources: the edition asked for and the day of reading, as sentences.

    `edition` is the day of what is asked for, blank where no edition is loaded, None where nothing is asked for.
    """
    sentences = [] if not view.has_units or export(run, view) else [_("No export of the PCRS.")]
    if edition is not None and not pd.isna(edition) and edition != "":
        sentences.append(_("Requirements: edition of {day}.").format(day=formats.day(pd.Timestamp(edition))))
    elif edition is not None:
        sentences.append(_("Requirements: asks of the pledging guide, no edition with quantities is loaded."))
    sentences.append(_("Read on {day}.").format(day=formats.day(view.reading_day)))
    return " ".join(sentences)


def group(code: Any, short: bool = False) -> str:
    """Name of a regional group; a blank is a state in no group."""
    names = kit_labels.GROUPS_SHORT if short else kit_labels.GROUPS
    return kit_labels.name(names, code) if isinstance(code, str) else _("In no group")


def section(code: str) -> str:
    """Name of a section of the guide or of the list of capabilities."""
    return kit_labels.name(requirement_labels.SECTIONS | labels.SECTIONS, code)


def several(names: Mapping[str, str], codes: Any) -> str | None:
    """Codes with semicolons between them, in words."""
    if not isinstance(codes, str):
        return None
    return ", ".join(kit_labels.name(names, code) for code in codes.split(";"))


def tags(codes: Any) -> str | None:
    """Equipment of a unit in words, each with its number where it has one."""
    if not isinstance(codes, str):
        return None
    parts = []
    for part in codes.split(";"):
        tag, _colon, number = part.partition(":")
        name = kit_labels.name(requirement_labels.TAGS, tag)
        parts.append(f"{number} × {name}" if number else name)
    return ", ".join(parts)


def partners(states: Callable[[], Mapping[str, str]], codes: Any) -> str | None:
    """Partners of a unit and what each gives; `states` names them, asked only where there are any."""
    if not isinstance(codes, str):
        return None
    parts = []
    for part in codes.split(";"):
        state, _colon, role = part.partition(":")
        parts.append(f"{states().get(state, state)}{colon()}{kit_labels.name(labels.ROLES, role)}")
    return ", ".join(parts)


def codes(run: Run, view: View) -> Names:
    """What turns codes of rosters, and of requirements beside them, into words, by column."""
    by_column = {
        "clock": labels.CLOCKS,
        "taken_out": labels.TAKEN,
        "role": labels.ROLES,
        "level": labels.LEVELS,
        "level_before": labels.LEVELS,
        "level_after": labels.LEVELS,
        "status_before": labels.STATUS,
        "status_after": labels.STATUS,
        "renewal": labels.RENEWALS,
        "renewal_before": labels.RENEWALS,
        "renewal_after": labels.RENEWALS,
        "bottleneck": labels.BOTTLENECKS,
        "step": labels.STEPS,
        "component": labels.COMPONENTS,
        "visit_result": labels.VISITS,
        "condition_state": labels.CONDITIONS,
        "load_list": labels.LOAD_LISTS,
        "mou_state": labels.MOU_STATES,
        "reason": labels.REASONS,
        "priority": labels.PRIORITIES,
        "state": labels.STATES | labels.LINES,
        "status": labels.STATUS,
        "change": labels.CHANGES,
        "regional_group": kit_labels.GROUPS | {"none": "In no group"},
    }
    states = functools.cache(lambda: naming.states(run, view))  # a table has a thousand rows
    places = kit_labels.GROUPS | {"all": "All", "general": "any mission", "none": "In no group"}
    return {
        **requirement_facts.codes(run, view),
        **{column: naming.lookup(names) for column, names in by_column.items()},
        "section": lambda code: section(code) if isinstance(code, str) else None,
        "why_not": lambda codes: several(labels.WHY_NOT, codes),
        "lacks": lambda codes: several(labels.LACKS, codes),
        "open_steps": lambda codes: several(labels.STEPS, codes),
        "equipment": tags,
        "equipment_tags": tags,
        "tag": tags,
        "relies_on": lambda codes: several(states(), codes) if isinstance(codes, str) else None,
        "largest_states": lambda codes: several(states(), codes) if isinstance(codes, str) else None,
        "partners": lambda codes: partners(states, codes),
        "groups_without": lambda codes: several(kit_labels.GROUPS, codes),
        "code": lambda code: kit_labels.name(places, code),
    }


def name_or_code(name: Any, code: str) -> str:
    """Name of a state or capability in the reader's language; its code where the lists do not have it."""
    return _(name) if isinstance(name, str) else code


def names_or_codes(frame: pd.DataFrame, of: str) -> list[str]:
    """Names of the states (`of` is iso3) or capabilities of a frame's rows, their codes where the lists do not have them."""
    column = {"iso3": "country_name", "capability": "capability_name"}[of]
    return [name_or_code(*pair) for pair in zip(frame[column], frame[of], strict=True)]


def place(*parts: Any) -> str | None:
    """Sheet and cell of a unit and its file; None where neither is known."""
    return " · ".join(part for part in parts if isinstance(part, str)) or None


def places(frame: pd.DataFrame, suffix: str = "") -> list[str | None]:
    """Where each row of a frame stands in its export."""
    return [place(*parts) for parts in zip(frame[f"place{suffix}"], frame[f"file_name{suffix}"], strict=True)]


def state_units(run: Run, view: View, iso3: str) -> pd.DataFrame:
    """Units of one state in the export in use, one row each (roster_units)."""
    units = run(UNITS, view.snapshot, **dated(view))
    return units[units["iso3"] == iso3]


def state_totals(run: Run, view: View, iso3: str) -> list[tuple[str, str]]:
    """How many units of a state are at which level, available and stale: a heading and a number each."""
    totals = run(TOTALS, view.snapshot, iso3=iso3, **dated(view)).iloc[0]
    columns = {
        "level_1_count": _("Level 1"),
        "level_2_count": _("Level 2 (assessed)"),
        "level_3_count": _("Level 3"),
        "available_count": _("Available"),
        "stale_count": _("Stale"),
    }
    return [(heading, formats.count(totals[column])) for column, heading in columns.items()]


def how_many(units: pd.DataFrame) -> str:
    """How many units of how many states there are, as Markdown."""
    states = units["iso3"].nunique()
    count = ngettext("{n} unit", "{n} units", len(units)).format(n=formats.count(len(units)))
    of = ngettext("of {n} Member State", "of {n} Member States", states).format(n=formats.count(states))
    return f"**{count}**, {of}"


def unit_words(run: Run, view: View, units: pd.DataFrame) -> pd.DataFrame:
    """Units as a table tells them: state, level, status, renewal, why not available, what each waits for, its place.

    Capabilities are told only where there are several; `fits` and `lacks` only of units for a line of requirements.
    """
    words = codes(run, view)
    table = pd.DataFrame({"unit_id": units["unit_id"], "state": names_or_codes(units, "iso3")})
    if units["capability"].nunique() > 1:
        table["capability"] = names_or_codes(units, "capability")
    for column in ("level", "status"):
        table[column] = told(units, column, words[column])
    if "is_eligible" in units.columns:
        table["fits"] = [_fits(unit) for unit in units.itertuples()]
        table["lacks"] = [words["lacks"](codes) for codes in units["lacks"]]
    table["renewal"] = [words["renewal"](code) for code in units["renewal"]]
    for column in ("renew_by", "ready_by"):
        if column in units.columns and (column == "renew_by" or units[column].notna().any()):
            table[column] = units[column].to_numpy()
    table["why_not"] = [_("available") if pd.isna(codes) else words["why_not"](codes) for codes in units["why_not"]]
    table["bottleneck"] = [words["bottleneck"](code) for code in units["bottleneck"]]
    for column in ("ready_days", "strength_count"):
        table[column] = units[column].to_numpy()
    return table.assign(place=places(units))


def told(units: pd.DataFrame, column: str, word: Callable[[Any], str | None]) -> list[str | None]:
    """A column in words; a cell that could not be read says so, and is not the blank of one that is not reported."""
    unread = units["not_read"] if "not_read" in units.columns else pd.Series(None, index=units.index, dtype=object)
    return [
        _("not read") if isinstance(names, str) and column in names.split(";") else word(code)
        for code, names in zip(units[column], unread, strict=True)
    ]


def unit_headings() -> dict[str, Heading]:
    """How the columns of a table of units are headed, by column."""
    return {
        "unit_id": Heading(_("Unit"), 110, is_pinned=True),
        "state": Heading(_("Member State"), 150),
        "capability": Heading(_("Capability"), 190),
        "level": Heading(_("Level"), 130),
        "status": Heading(_("Status"), 120),
        "fits": Heading(_("Eligible"), 160),
        "lacks": Heading(_("Lacks"), 170),
        "renewal": Heading(_("Renewal"), 130),
        "renew_by": Heading(_("Renewal holds until"), 130, "day"),
        "ready_by": Heading(_("Ready by"), 110, "day"),
        "why_not": Heading(_("Available, or why not"), 230),
        "bottleneck": Heading(_("Waits for"), 120),
        "ready_days": Heading(_("Ready within days"), 90, "count"),
        "strength_count": Heading(_("People"), 80, "count"),
        "deployed_mission": Heading(_("Mission"), 80),
        "place": Heading(_("In the export"), 300),
        "turn": Heading(_("Why under this state"), 430),
    }


def _fits(unit: Any) -> str:
    if unit.is_serving:
        return _("serves it")
    if isinstance(unit.lacks, str) and all(code.endswith("_not_read") for code in unit.lacks.split(";")):
        return _("not verified")
    if not unit.is_eligible:
        return _("no") if isinstance(unit.lacks, str) else _("no, cannot be had today")
    return _("yes") if unit.is_available else _("yes, not available")


def state_parts(run: Run, view: View, iso3: str) -> pd.DataFrame:
    """Slots of rotations that a state has, and what it gives to units of others, one row each (roster_parts)."""
    return run(PARTS, view.snapshot, iso3=iso3, as_of=view.until)


def part_words(run: Run, view: View, parts: pd.DataFrame) -> pd.DataFrame:
    """Rows of `state_parts` as a table tells them."""
    words = codes(run, view)
    return pd.DataFrame(
        {
            "unit_id": parts["unit_id"],
            "state": names_or_codes(parts, "iso3"),
            "capability": names_or_codes(parts, "capability"),
            "role": [words["role"](code) for code in parts["role"]],
            "slot_from": parts["slot_from"].to_numpy(),
            "slot_to": parts["slot_to"].to_numpy(),
            "level": [words["level"](code) for code in parts["level"]],
            "status": [words["status"](code) for code in parts["status"]],
            "place": places(parts),
        }
    )


def history(run: Run, view: View, unit_id: str) -> pd.DataFrame:
    """What each export says of one unit, oldest first (roster_history)."""
    return run(HISTORY, view.snapshot, unit_id=unit_id, today=view.reading_day)


def history_words(run: Run, view: View, exports: pd.DataFrame) -> pd.DataFrame:
    """Rows of `history` as a table tells them."""
    words = codes(run, view)
    return pd.DataFrame(
        {
            "export_on": exports["export_on"].to_numpy(),
            **{
                name: [words[name](code) for code in exports[name]] for name in ("change", "level", "status", "renewal")
            },
            **{name: exports[name].to_numpy() for name in ("strength_count", "date_accepted", "last_renewed")},
            "place": places(exports),
        }
    )


@dataclass(frozen=True)
class Readiness:
    """What the overview says of rosters: five numbers with their headings, and two sentences, blank where there is nothing."""

    numbers: list[tuple[str, str]]
    least_covered: str
    changes: str


def readiness(run: Run, view: View) -> Readiness:
    """What could deploy, what is short and what changed since the export before. Only where there is an export."""
    totals = run(TOTALS, view.snapshot, **dated(view)).iloc[0]
    lines = run(GAP, view.snapshot, **dated(view))
    numbers = [
        (_("Units available"), totals["available_count"]),
        (_("Selected and waiting"), totals["selected_count"]),
        (_("Stale"), totals["stale_count"]),
        (_("At RDL (verified)"), totals["rdl_unit_count"]),
    ]
    counted = [(heading, formats.count(number)) for heading, number in numbers]
    critical = formats.count((lines["state"] == "critical_gap").sum()) if len(lines) else _("no lines loaded")
    counted.append((_("Critical mission gaps"), critical))
    return Readiness(counted, _least_covered(run, view), _since_last_export(run, view))


def _least_covered(run: Run, view: View) -> str:
    capabilities = run(STAGE, view.snapshot, **dated(view))
    short = capabilities[capabilities["coverage"].notna()].sort_values("coverage", kind="stable").head(LEAST)
    if short.empty:
        return ""
    names = naming.capabilities(run, view)
    parts = [
        _("{capability}: {n} available of {outstanding} outstanding").format(
            capability=names.get(row.capability, row.capability),
            n=formats.count(row.available),
            outstanding=formats.count(row.outstanding),
        )
        for row in short.itertuples()
    ]
    return f"**{_('Least covered')}**{colon()}{semicolon().join(parts)}."


def _since_last_export(run: Run, view: View) -> str:
    days = exports(run, view)
    if len(days) < 2:
        return ""
    number = run(CHANGE, view.snapshot, from_export=days[1], to_export=days[0])["change"].value_counts()
    parts = [
        f"{kit_labels.name(labels.CHANGES, code)} {formats.count(number[code])}"
        for code in MAIN_CHANGES
        if number.get(code, 0)
    ]
    since = _("Since the export of {day}").format(day=formats.day(pd.Timestamp(days[1])))
    return f"**{since}**{colon()}{', '.join(parts) or _('no unit differs')}."


def no_readiness(view: View, first: dt.date | None) -> str:
    """The line that stands on the overview where there is no export; `first` is the day of one after the month shown."""
    if view.is_open:
        return _("Levels in the PCRS are restricted: what could deploy is not shown here.")
    if first:
        words = _("The first export of the PCRS is of {day}: before it, what could deploy is not reported.")
        return words.format(day=formats.day(first))
    return _("No export of the PCRS is loaded: what could deploy is not reported, which is not zero.")
