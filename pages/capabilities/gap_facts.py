"""The grid of capabilities: what each asks for, what there is of it in each column, and how that is said in a cell."""

import datetime as dt
import html
from typing import Any, NamedTuple

import pandas as pd

from pages.capabilities import facts, labels
from pages.capabilities.gap_charts import Covered
from pages.kit import formats
from pages.kit import labels as kit_labels
from pages.kit.text import _, colon, ngettext
from pages.kit.view import Run, View
from pages.requirements import labels as requirement_labels

EDITIONS = "requirement_editions"
ANNOUNCED, LEVELS = "capability_announced", "readiness_levels"
METRICS = {
    "stage": "capability_stage",
    "region": "capability_by_region",
    "mission": "capability_by_mission",
    "day": "capability_stage",
}
BY_LEVEL = {"rdl": "available_rdl", "level_3": "available_level_3", "level_2": "available"}
COLOURED = (
    "available",
    "available_rdl",
    "available_level_3",
)  # all else stands beside the requirement, never inside it
# Why a unit is not available where it has several reasons: the first of these.
WHY_FIRST = (
    "deployed",
    "selected",
    "below_level_2",
    "no_level",
    "level_not_read",
    "stale",
    "condition_unmet",
    "condition_unknown",
)
KEYS = {"region": "regional_group", "mission": "mission"}
C_UAS = ("c_uas_unit", "c_uas_set", "c_uas_officer", "c_uas_expertise")
NAMED = 3  # capabilities without an available unit that the finding names
LAST = 1e9  # where capabilities without a coverage are sorted


class Choice(NamedTuple):
    """What the reader chose: the edition and the one before, columns, which number stands in a cell, stale units in or out."""

    edition: str
    before: str
    by: str
    basis: str
    stale: str


def said(run: Run, view: View, choice: Choice) -> dict[str, str | None]:
    """What was chosen, as codes for a file and its name; None where it is what the page opens with, or no choice here."""
    days = run(EDITIONS, view.snapshot, as_of=view.until)["edition_date"]
    newest = days.iloc[0].date().isoformat() if len(days) else ""
    return {
        "edition": None if choice.edition == newest else choice.edition,
        "number": None if choice.basis == "available" else choice.basis,
        "stale": "without_stale" if choice.stale == "out" else None,
    }


class Column(NamedTuple):
    """A column of the grid: its heading, and which number of the frame stands in it."""

    heading: str
    number: str


def query(view: View, choice: Choice) -> str:
    """The query behind the grid."""
    return ANNOUNCED if view.is_open else METRICS[choice.by]


def own_headings(view: View, choice: Choice) -> dict[str, str]:
    """Heading of the column that this page names itself: what an announcement is for, where the open view splits by it."""
    names = {"region": _("UN regional group"), "mission": _("Mission")}
    return {KEYS[choice.by]: names[choice.by]} if view.is_open and choice.by in KEYS else {}


def grid(run: Run, view: View, choice: Choice) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """The frame of the grid, and that of the edition before as it stood on its own day; None where there is none."""
    if view.is_open:
        by = {"stage": "all", "region": "regional_group", "mission": "mission"}[choice.by]
        now = run(ANNOUNCED, view.snapshot, as_of=view.until, edition=choice.edition, by=by)
        return now.rename(columns={"code": KEYS.get(choice.by, "code")}), None
    name = METRICS[choice.by]
    now = run(name, view.snapshot, as_of=view.until, today=view.reading_day, edition=choice.edition, stale=choice.stale)
    if not choice.before:
        return now, None
    then = dt.date.fromisoformat(choice.before)
    before = run(name, view.snapshot, as_of=then, today=then, edition=choice.before, stale=choice.stale)
    return now, None if before["export_on"].isna().all() else before


def totals(run: Run, view: View, choice: Choice, now: pd.DataFrame) -> pd.DataFrame:
    """One row for each capability of the grid `now`: by mission what its cells sum to, else what does not depend on the columns."""
    whole = grid(run, view, choice._replace(by="stage"))[0]
    if choice.by != "mission" or view.is_open:
        return whole
    matched = now[now["outstanding"] > 0].groupby("capability")["available"].sum(min_count=1)
    given = whole["capability"].map(matched).astype("Int64")
    short = whole["coverage"].notna()
    state = whole["state"].mask(short, "partly_met").mask(short & (given >= whole["outstanding"]), "met")
    return whole.assign(
        available=whole["available"].astype("Int64").mask(short, given),
        coverage=(given.astype("Float64") / whole["outstanding"].astype("Float64")).where(short).astype("float64"),
        state=state.mask(short & (given == 0), "unmet").mask(short & given.isna(), "not_computed"),
    )


def worst(run: Run, view: View, n: int = 8) -> pd.DataFrame:
    """The `n` least covered capabilities of those asked for in units, worst first (capability_stage), each with its `name`.

    Coverage is available / outstanding units, 0 to 1 and above. Empty in the open view and without an export: nothing is told
    of levels there, which is no coverage of 0.
    """
    if facts.export(run, view) is None:
        return pd.DataFrame(columns=["capability", "name", "required", "outstanding", "available", "coverage", "state"])
    capabilities = run(facts.STAGE, view.snapshot, **facts.dated(view))
    short = by_coverage(capabilities[capabilities["coverage"].notna()]).head(n)
    return short.assign(name=facts.names_or_codes(short, "capability")).reset_index(drop=True)


def by_coverage(capabilities: pd.DataFrame) -> pd.DataFrame:
    """Capabilities with the least covered first, of equally covered ones those that lack more units; those without a share last."""
    lacks = capabilities["outstanding"].astype("Float64") - capabilities["available"].astype("Float64")
    share = capabilities["coverage"].astype(float).mask(capabilities["state"] == "met", 1)
    rows = capabilities.assign(order=share.fillna(LAST), lacks=lacks.fillna(0))
    return rows.sort_values(["order", "lacks"], ascending=[True, False], kind="stable").drop(columns=["order", "lacks"])


def finding(capabilities: pd.DataFrame) -> str:
    """What the grid says in one or two sentences of Markdown: for which capabilities nothing is available, how many others are short.

    Frame: capability_stage. Counted are capabilities asked for in units; blank where none is, or no level is reported.
    """
    asked = capabilities[capabilities["state"].isin(("met", "partly_met", "unmet"))]
    if asked.empty:
        return ""
    bare = by_coverage(asked[asked["state"] == "unmet"])
    partly = int((asked["state"] == "partly_met").sum())
    numbers = {"n": formats.count(len(bare)), "all": formats.count(len(asked))}
    if bare.empty:
        first = _("Each of the **{all}** capabilities asked for in units is met or has something available.").format(
            **numbers
        )
    else:
        names = ", ".join(facts.names_or_codes(bare.head(NAMED), "capability"))
        words = _("Nothing is available for **{n} of {all}** capabilities asked for in units: {names}.")
        if len(bare) > NAMED:
            words = _(
                "Nothing is available for **{n} of {all}** capabilities asked for in units: {names} and {others} more."
            )
        first = words.format(**numbers, names=names, others=formats.count(len(bare) - NAMED))
    more = ngettext("**{n}** more is covered in part.", "**{n}** more are covered in part.", partly)
    rest = more.format(n=formats.count(partly)) if partly else _("All others are covered.")
    return f"{first} {rest}"


def need(row: Any) -> str:
    """What is outstanding of a capability, or why that is no number, in a few words; blank where nothing asks for it."""
    if row.state == "no_requirement":
        return ""
    if row.state == "open_call":
        number = 0 if pd.isna(row.announced_pledge_count) else int(row.announced_pledge_count)
        return ngettext("open call, {n} pledge", "open call, {n} pledges", number).format(n=formats.count(number))
    if row.state == "met" and (pd.isna(row.outstanding) or row.outstanding == 0):
        return _("met")
    if row.state in ("asked", "not_in_units"):
        return _("asks for {n} ({unit})").format(n=formats.count(row.required), unit=unit(row.unit_of_quantity))
    if row.state == "not_reported":
        return _("asks for {n}").format(n=formats.count(row.required))
    return _("needs {n}").format(n=formats.count(row.outstanding))


def unit(code: Any) -> str:
    """What a quantity is counted in, in words; blank where it is not said."""
    return kit_labels.name(requirement_labels.UNITS, code) if isinstance(code, str) else ""


def columns(run: Run, view: View, choice: Choice, now: pd.DataFrame) -> dict[str, Column]:
    """The columns of the grid by code."""
    if choice.by == "stage":
        stages = {"announced": "Announced"} if view.is_open else labels.STAGES
        return {code: Column(_(name), code) for code, name in stages.items()}
    if choice.by == "day":
        levels = run(LEVELS, view.snapshot).itertuples()
        return {str(row.days): Column(_("By day {n}").format(n=row.days), BY_LEVEL[row.level]) for row in levels}
    number = "announced" if view.is_open else choice.basis
    return {code: Column(name, number) for code, name in _places(choice.by, set(now[KEYS[choice.by]])).items()}


def _places(by: str, codes: set[str]) -> dict[str, str]:
    if by == "region":
        names = {code: _(name) for code, name in kit_labels.GROUPS_SHORT.items()} | {"none": _("In no group")}
        return {code: name for code, name in names.items() if code in codes}
    missions = sorted(codes, key=lambda code: (code == "general", code))
    return {code: _("any mission") if code == "general" else code for code in missions}


def cells(
    choice: Choice,
    now: pd.DataFrame,
    before: pd.DataFrame | None,
    heads: dict[str, Column],
    rows: dict[str, tuple[int, str]],
) -> tuple[list[Covered], list[tuple[str, str]]]:
    """The cells to draw, and which capability and column each is; `rows` is the row and the name of each capability."""
    key = KEYS.get(choice.by)
    present, past = (_by_cell(frame, key) for frame in (now, before))
    drawn, where = [], []
    for capability, (y, name) in rows.items():
        for x, (code, column) in enumerate(heads.items()):
            at = (capability, code if key else "")
            cell = present.get(at)
            value = None if cell is None else _number(cell, column.number)
            is_matched = choice.by == "mission" and column.number == "available"
            if cell is None or (cell.state == "no_requirement" and (is_matched or not value)):
                continue  # nothing is asked for there: empty
            head = f"<b>{html.escape(name)}</b><br>{html.escape(column.heading)}{colon()}"
            if value is None:
                drawn.append(Covered(x, y, "", None, hatched=True, words=head + _("not reported")))
            else:
                text, share = _in_cell(cell, column.number, value, choice.by)
                words = head + _in_words(cell, column.number, value, choice.by)
                old = _number(past[at], column.number) if at in past else None
                if old is not None and value != old:
                    text += f" ({value - old:+d})"
                    since = _("{change} since the edition of {day}")
                    words += (
                        f"<br>{since.format(change=f'{value - old:+d}', day=formats.day(pd.Timestamp(choice.before)))}"
                    )
                drawn.append(Covered(x, y, text, share, words=words))
            where.append((capability, code))
    return drawn, where


def _by_cell(frame: pd.DataFrame | None, key: str | None) -> dict[tuple[str, str], Any]:
    if frame is None:
        return {}
    return {(row.capability, getattr(row, key) if key else ""): row for row in frame.itertuples()}


def _number(row: Any, column: str) -> int | None:
    value = getattr(row, column)
    return None if pd.isna(value) else int(value)


def _in_cell(cell: Any, column: str, value: int, by: str) -> tuple[str, float | None]:
    """What a cell says, and which share of the outstanding requirement gives its colour."""
    text = formats.count(value)
    outstanding = getattr(cell, "outstanding", None)
    if column not in COLOURED or outstanding is None or pd.isna(outstanding):
        return text, None
    if outstanding == 0:
        return (_("met") if by == "mission" else text), (None if by == "region" else 1.0)
    return text if by == "region" else f"{text}/{formats.count(outstanding)}", value / outstanding


def at_column(units: pd.DataFrame, choice: Choice, code: str) -> pd.DataFrame:
    """The units of a capability that stand in a column, whatever number is in the cell: all of them where `code` is all."""
    if code == "all" or choice.by not in KEYS:
        return units
    if choice.by == "region":
        return units[units["regional_group"] == code]
    return units[units["mission_specific"].isna() | (units["mission_specific"] == code)]


def of_cell(units: pd.DataFrame, choice: Choice, code: str, number: str) -> pd.DataFrame:
    """The units that a cell counts, of those of its capability: all of them where `code`, the column, is all."""
    if code == "all":
        return units
    units = at_column(units, choice, code)
    level, status = units["level"], units["status"]
    is_in_use = (units["renewal"] != "stale") | (choice.stale == "in")
    counted = {
        "announced": units["level"].isna() & False,
        "level_1": level.notna() & is_in_use,
        "level_2": units["ready_days"].notna() & is_in_use,
        "level_3": level.isin(("level_3", "rdl")) & is_in_use,
        "rdl": (level == "rdl") & is_in_use,
        "selected": status == "selected",
        "deployed": status == "deployed",
        "available": units["is_available"],
        "available_level_3": units["is_available"] & level.isin(("level_3", "rdl")),
        "available_rdl": units["is_available"] & (level == "rdl"),
    }
    return units[counted[number].astype(bool)]


def _in_words(cell: Any, column: str, value: int, by: str) -> str:
    """What a cell says, in words."""
    n, outstanding = formats.count(value), getattr(cell, "outstanding", None)
    if column not in COLOURED or outstanding is None or pd.isna(outstanding):
        return _("{n}. It stands beside the requirement, never inside it.").format(n=n)
    if outstanding == 0:
        return _("{n} available, nothing is outstanding").format(n=n)
    words = _("{n} available of {need} outstanding ({share})")
    if by == "region":
        words = _("{n} available, for {need} outstanding in all ({share})")
    return words.format(n=n, need=formats.count(outstanding), share=formats.per_cent(value / outstanding, 0))
