"""What is said above figures of police units, in words from their frames. No Streamlit."""

from collections.abc import Mapping

import pandas as pd

from pages.kit import formats, labels
from pages.kit.naming import Heading
from pages.kit.text import _, ngettext, semicolon
from pages.women.facts import of

FORMED, INDIVIDUAL = "formed_police_units", "individual_police_officers"


def units_finding(units: pd.DataFrame) -> str:
    """A sentence on units whose women are one platoon or more, and on those that do not tell its size or report. Frame: fpu_women."""
    count = units["status"].value_counts()
    meets, below, within, under = (
        int(count.get(code, 0)) for code in ("meets", "below", "within_range", "below_range")
    )
    parts = []
    if meets + below:
        words = _("{n} formed police units that tell the size of a platoon have as many women as one")
        parts.append(words.format(n=of(meets, meets + below)))
    if within + under:
        words = _("{n} that do not tell it have {least} women or more")
        if not parts:
            words = _("{n} formed police units have {least} women or more, and none tells the size of its platoon")
        parts.append(words.format(n=of(within, within + under), least=int(units["printed_from"].iloc[0])))
    return _with_silent(parts, _("No formed police unit reports its women"), int(count.get("not_reported", 0)))


def french_finding(units: pd.DataFrame) -> str:
    """A sentence on police units with half French speakers or more, and on those that do not report. Frame: police_language."""
    count = units["status"].value_counts()
    meets, below = int(count.get("meets", 0)), int(count.get("below", 0))
    words = _("{n} police units that report their languages have half French speakers or more")
    parts = [words.format(n=of(meets, meets + below))] if meets + below else []
    return _with_silent(parts, _("No police unit reports its French speakers"), int(count.get("not_reported", 0)))


def groups_finding(rows: pd.DataFrame) -> str:
    """A sentence on the regional group with most people in formed police units, and on those that send none. Frame: police_by_group, reported."""
    formed = rows[rows["category"] == FORMED]
    total = int(formed["people_count"].sum())
    if not total:
        return _("No regional group sends formed police")
    most = formed.loc[formed["people_count"].astype("int64").idxmax()]
    words = _("{group}: {n} of {all} people in formed police units")
    said = words.format(
        group=_group(most["regional_group"], labels.GROUPS),
        n=formats.count(most["people_count"]),
        all=formats.count(total),
    )
    without = ", ".join(_group(code) for code in formed.loc[formed["people_count"] == 0, "regional_group"])
    return said + _("; none from: {groups}").format(groups=without) if without else said


def by_group(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Heading]]:
    """One row a regional group: contributors, people and women in formed police units and of individual police. Frame: police_by_group."""
    groups = list(dict.fromkeys(map(_group, rows["regional_group"])))
    columns: dict[str, pd.Series | list[str]] = {"name": groups}
    headings = {"name": Heading(_("UN regional group"), 150, is_pinned=True)}
    for category, kind in ((FORMED, _("FPU")), (INDIVIDUAL, _("IPO"))):
        own = rows[rows["category"] == category]
        own = own.set_index(own["regional_group"].map(_group)).reindex(groups)
        for column, heading in (
            ("contributor_count", _("{kind}: states")),
            ("people_count", _("{kind}: people")),
            ("women_count", _("{kind}: women")),
            ("share", _("{kind}: share")),
        ):
            cells = [formats.share_of(row) for row in own.itertuples()] if column == "share" else own[column].to_list()
            columns[f"{category}_{column}"] = cells
            headings[f"{category}_{column}"] = Heading(
                heading.format(kind=kind), kind="" if column == "share" else "count"
            )
    return pd.DataFrame(columns), headings


def _group(code: object, names: Mapping[str, str] = labels.GROUPS_SHORT) -> str:
    return labels.name(names, code) if isinstance(code, str) else _("No group")


def _with_silent(parts: list[str], nothing: str, silent: int) -> str:
    """Join parts of a sentence, or say that nothing is reported; units that did not report end it."""
    if parts and silent:
        parts = [*parts, ngettext("{n} did not report", "{n} did not report", silent).format(n=formats.count(silent))]
    return semicolon().join(parts) or nothing
