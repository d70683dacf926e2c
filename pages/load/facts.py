"""What a file would change, and what was published when: frames and sentences of the load page. No Streamlit."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

import queries
from pages.about import labels as about_labels
from pages.capabilities import labels as roster_labels
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.languages import errors
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.partners import labels as partner_labels

LOADED = "loaded_rows"
Ask = Callable[..., pd.DataFrame]  # ask(query, **parameters) of one database


class Figure(NamedTuple):
    """A headline figure: a column of a query's first row, its sum, or without a column how many rows fit `where`."""

    query: str
    column: str = ""
    is_sum: bool = False
    where: tuple[str, str] = ("", "")
    heading: str = ""


def _of(query: str, *columns: str, **how: Any) -> tuple[Figure, ...]:
    return tuple(Figure(query, column, **how) for column in columns)


EVERY = _of(LOADED, "as_of", "loaded_count", "set_aside_count")
# Where figures of a source are seen: script and title, the first as the nearest.
SEEN_ON = {
    "air_assets": ("deployments/missions.py", "Missions"),
    "deployments": ("overview/page.py", "Overview"),
    "gpp": ("parity/page.py", "Gender parity"),
    "mission_lines": ("capabilities/lines.py", "Mission requirements"),
    "missions": ("deployments/missions.py", "Missions"),
    "national_measures": ("women/officers.py", "Officers and training"),
    "officers": ("women/officers.py", "Officers and training"),
    "partner_need": ("partners/page.py", "Partners"),
    "partner_offer": ("partners/page.py", "Partners"),
    "pcrs_roster": ("capabilities/gaps.py", "Capability gaps"),
    "pledges": ("pledges/review.py", "Review pledges"),
    "police": ("women/police.py", "Police"),
    "requirements": ("requirements/page.py", "Requirements"),
    "scenario_module": ("scenario/page.py", "Scenario"),
    "training": ("requirements/training.py", "Training and translation"),
    "unit_return": ("women/platoons.py", "Engagement platoons"),
}
FIGURES: dict[str, tuple[Figure, ...]] = {
    "air_assets": _of("air_assets", "rotary_wing_count", "fixed_wing_count", is_sum=True),
    "deployments": (
        *_of("deployment_total", "people_count", "women_count", "contributor_count", "mission_count"),
        Figure("months"),
    ),
    "gpp": _of("gpp_parity", "people_count", "women_count"),
    "mission_lines": (
        *_of("mission_editions", "edition_date", "line_count"),
        Figure("mission_gap", where=("state", "critical_gap"), heading=roster_labels.LINES["critical_gap"]),
    ),
    "national_measures": (
        Figure("national_measures", where=("standing", "in_place")),
    ),
    "officers": _of("officer_parity", "people_count", "women_count", "vacant_count", where=("breakdown", "all")),
    "partner_need": (Figure("partner_match"), Figure("partner_match", where=("state", "none"), heading=partner_labels.STATES["none"])),
    "partner_offer": (Figure("partner_offers"), Figure("partner_match", where=("state", "could_be_met"), heading=partner_labels.STATES["could_be_met"])),
    "pcrs_roster": (
        *_of(
            "roster_totals", "unit_count", "level_2_count", "level_3_count", "rdl_unit_count", "available_count", "stale_count"
        ),
        Figure("mission_gap", where=("state", "critical_gap"), heading=roster_labels.LINES["critical_gap"]),
    ),
    "pledges": (Figure("review_forms"), Figure("pledge_ledger")),
    "requirements": _of("requirement_editions", "edition_date", "line_count", "with_quantity_count", "mission_line_count"),
    "scenario_module": (Figure("scenario_loaded"),),
    "unit_return": _of(
        "engagement_platoon_status", "in_scope_count", "meets_count", "below_count", "absent_count", "not_reported_count"
    ),
}  # fmt: skip


def figures(source: str, ask: Ask, view: View) -> list[tuple[str, str]]:
    """The headline figures of a source in one database, each with its heading; a dash where no file of it is loaded."""
    is_loaded = bool(len(ask(LOADED, source=source)))
    asked = {LOADED: {"source": source}} | {
        name: {"today": view.today}
        for name in ("roster_totals", "mission_gap", "partner_match", "partner_offers")
        if "today" in queries.get(name).params
    }
    return [
        (_heading(figure), _figure(figure, ask(figure.query, **asked.get(figure.query, {}))) if is_loaded else formats.DASH)
        for figure in (*EVERY, *FIGURES.get(source, ()))
    ]  # fmt: skip


def _heading(figure: Figure) -> str:
    about = queries.get(figure.query)
    return _(figure.heading or (about.columns[figure.column].heading if figure.column else about.about["title"]))


def _figure(figure: Figure, frame: pd.DataFrame) -> str:
    column, code = figure.where
    rows = frame[frame[column] == code] if column else frame
    if not figure.column:
        return formats.count(len(rows))
    if rows.empty:
        return formats.DASH
    values = rows[figure.column]
    if queries.get(figure.query).columns[figure.column].format == "day":
        return formats.day(values.iloc[0])
    return formats.count(values.sum(min_count=1) if figure.is_sum else values.iloc[0])


def change(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> pd.DataFrame:
    """Figures before and after, one row each: figure, before, after, and whether they differ in words."""
    return pd.DataFrame(
        [
            {
                "figure": heading,
                "before": was,
                "after": now,
                "change": _("changes") if was != now else _("stays the same"),
            }
            for (heading, was), (_heading_too, now) in zip(before, after, strict=True)
        ]
    )


def aside(answer: dict) -> pd.DataFrame:
    """Rows that would be set aside: place, every reason in words, and what stands there."""
    return pd.DataFrame(
        [
            {
                "place": _place(row),
                "why": kit_labels.name(about_labels.REASONS, row["reason"]),
                "detail": semicolon().join(map(errors.told, row["reasons"]))
                if len(row["reasons"]) > 1
                else errors.told(row["detail"]),
            }
            for row in answer.get("set_aside", ())
        ],
        columns=["place", "why", "detail"],
    )


def _place(row: dict) -> str:
    if row.get("place"):
        return errors.placed(row["place"])
    at = row.get("cell") or (_("row {n}").format(n=row["row"]) if row.get("row") else "")
    return ", ".join(str(part) for part in (row.get("sheet"), at or row.get("column")) if part)


def not_read(answer: dict) -> pd.DataFrame:
    """Cells that could not be read, of rows that are kept: place, field, text."""
    rows = [
        {"place": _place(cell), "field": cell.get("field", ""), "text": cell.get("text") or formats.DASH}
        for cell in answer.get("not_read", ())
    ]
    return pd.DataFrame(rows, columns=["place", "field", "text"])


def headings(answer: dict) -> pd.DataFrame:
    """Each heading of the file with the column that it feeds; a dash where it is not used."""
    listed = answer.get("headings") or [
        {"heading": column["theirs"], "field": column["ours"]} for column in answer.get("columns", ())
    ]
    rows = [
        {"sheet": one.get("sheet") or "", "heading": one["heading"], "field": one.get("field") or formats.DASH}
        for one in listed
    ]
    frame = pd.DataFrame(rows, columns=["sheet", "heading", "field"])
    return frame if frame["sheet"].any() else frame.drop(columns="sheet")


def findings(answer: dict) -> pd.DataFrame:
    """What would be noted: what, place, detail."""
    return pd.DataFrame(
        [
            {
                "what": kit_labels.name(about_labels.FINDINGS, one["finding"]),
                "place": errors.placed(one["place"]) if one["place"] else one["place"],
                "detail": errors.told(one["detail"]),
            }
            for one in answer.get("findings", ())
        ],
        columns=["what", "place", "detail"],
    )


def meanings(run: Run, view: View, kind: str, codes: list[str]) -> dict[str, str]:
    """What words of a kind may mean: codes with their names."""
    known = {
        "capability": lambda: naming.capabilities(run, view),
        "state": lambda: naming.states(run, view),
        "level": lambda: {code: _(name) for code, name in roster_labels.LEVELS.items()},
        "component": lambda: {code: _(name) for code, name in roster_labels.COMPONENTS.items()},
        "status": lambda: {code: _(name) for code, name in roster_labels.STATUS.items()},
    }.get(kind, dict)()
    return {code: known.get(code, formats.sentence(code.replace("_", " ")).rstrip(".")) for code in codes}


def versions(lines: list[dict], titles: dict[str, str]) -> pd.DataFrame:
    """The history as a table: when, version, who, what, and whether it is served."""
    return pd.DataFrame(
        [
            {
                "at": line["at"][:16].replace("T", " "),
                "version": line["version"],
                "by": naming.signed(line["by"], line["account"]) or formats.DASH,
                "what": what(line, titles),
                "standing": _standing(line),
            }
            for line in lines
        ]
    )


def _standing(line: dict) -> str:
    if line["is_served"]:
        return _("served now")
    return _("kept") if line["can_be_served"] else _("no longer kept")


def what(line: dict, titles: dict[str, str]) -> str:
    """What a version was published for."""
    if line["why"] == "rollback":
        files = line.get("what", "")
        words = _("Rolled back to this version; taken out: {names}") if files else _("Rolled back to this version")
        return words.format(names=files)
    source, _slash, file = line["what"].partition("/")
    if source == "decisions":
        return _("Decisions published")
    return f"{_(titles.get(source, source))}{colon()}{file}" if source else _("Built from all files and decisions")


def counted(answer: dict) -> str:
    """How many rows of data a file has and what would become of them, as a sentence."""
    data = answer["read"] - answer["not_data"]
    rows = ngettext("{n} row read", "{n} rows read", data).format(n=formats.count(data))
    would = _("{n} would be loaded").format(n=formats.count(answer["loaded"]))
    return f"{rows}{colon()}{', '.join([would, *_others(answer)])}."


def loaded(answer: dict) -> str:
    """How many rows of a file were loaded and what became of the others, as a sentence; empty for a form."""
    if "read" not in answer:
        return ""
    rows = ngettext("{n} row loaded", "{n} rows loaded", answer["loaded"]).format(n=formats.count(answer["loaded"]))
    return f"{', '.join([rows, *_others(answer)])}."


def _others(answer: dict) -> list[str]:
    words = {
        "quarantined": _("{n} set aside"),
        "repeated": _("{n} repeated"),
        "superseded": _("{n} replaced by another row"),
    }
    return [text.format(n=formats.count(answer[name])) for name, text in words.items() if answer.get(name)]
