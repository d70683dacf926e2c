"""Tables of units as the screen shows them: what to ask for stands before what the return says. No Streamlit."""

from typing import Any

import pandas as pd

from pages.deployments import event_facts
from pages.kit import formats
from pages.kit.labels import name
from pages.kit.languages import errors
from pages.kit.naming import translated
from pages.kit.text import _
from pages.kit.view import Run, View
from pages.women import facts, labels

Table = tuple[pd.DataFrame, dict[str, Any]]  # rows; heading, width and format by column, as st.dataframe takes them


def _text(heading: str, width: int, **more: Any) -> dict[str, Any]:
    return {"label": heading, "width": width, "type_config": {"type": "text"}} | more


def _number(heading: str, width: int) -> dict[str, Any]:
    return {"label": heading, "width": width, "type_config": {"type": "number", "format": "localized"}}


def _day(heading: str) -> dict[str, Any]:
    return {"label": heading, "width": 100, "type_config": {"type": "date"}}


def _table(columns: dict[str, tuple[Any, dict[str, Any]]]) -> Table:
    """Return a table of `columns`: cells and heading of each."""
    cells = {column: cells for column, (cells, _heading) in columns.items()}
    return pd.DataFrame(cells), {column: heading for column, (_cells, heading) in columns.items()}


def _names(run: Run, view: View, units: pd.DataFrame, column: str) -> list[str | None]:
    return list(map(facts.codes(run, view)[column], units[column]))


def _asked(run: Run, view: View, units: pd.DataFrame, category: str) -> pd.Series:
    """Women to ask of each unit; none of one that goes home, or whose mission has ended or ends soon."""
    return units["more_women_needed"].mask(event_facts.is_silent(run, view, units, category))


def _places(units: pd.DataFrame) -> list[str]:
    return [f"{errors.placed(row.place)} · {row.file_name}" for row in units.itertuples()]


def platoons(run: Run, view: View, units: pd.DataFrame) -> Table:
    """Infantry units with their platoon, what is missing to half, and how old that is. Frame: engagement_platoon_units."""
    trained = [facts.yes(flag) for flag in units["platoon_trained"]]
    return _table(
        {
            "unit_id": (units["unit_id"], _text(_("Unit"), 130, pinned=True)),
            "women": ([facts.platoon_women(row) for row in units.itertuples()], _text(_("Women of strength"), 130)),
            "more": (_asked(run, view, units, "contingent_troops"), _number(_("More to reach half"), 130)),
            "rotates_out": (units["rotates_out"], _day(_("Leaves on"))),
            "ask_by": (units["ask_by"], _day(_("Ask by"))),
            "status": ([name(labels.STATUSES, code) for code in units["status"]], _text(_("Platoon"), 150)),
            "iso3": (_names(run, view, units, "iso3"), _text(_("Contributor"), 150)),
            "unit_type": (_names(run, view, units, "unit_type"), _text(_("Kind of unit"), 170)),
            "trained": (trained, _text(_("Trained"), 80)),
            "reported_on": (units["reported_on"], _day(_("Last return"))),
            "age": (units["report_age_days"], _number(_("Days old"), 80)),
            "last": ([facts.last_return(row) for row in units.itertuples()], _text(_("Last said of the platoon"), 300)),
        }
    )


def not_carried_forward() -> str:
    """Return what stands under a table of platoons."""
    return _(
        "A state is that of a return of this month. What an older return said stands beside it with its age; it is not carried forward."
    )


def nothing_asked(table: Table) -> str:
    """Return what a dash means where a table of police units says how many more women to ask for; empty where there is none."""
    rows, headings = table
    if rows["more"].notna().all():
        return ""
    words = _(
        "“{dash}” under “{heading}”: nothing is asked, because the unit goes home or its mission has ended or ends soon, or its women are not reported."
    )
    return words.format(dash=formats.DASH, heading=headings["more"]["label"])


def police(run: Run, view: View, units: pd.DataFrame) -> Table:
    """Formed police units: women against one platoon, by function, and where the return has it. Frame: fpu_women."""
    awareness = [facts.yes(flag) for flag in units["ied_awareness"]]
    functions = [_functions(row) for row in units.itertuples()]
    status = [name(labels.POLICE, code) for code in units["status"]]
    return _table(
        {
            "unit_id": (units["unit_id"], _text(_("Unit"), 130, pinned=True)),
            "women_count": (units["women_count"], _number(_("Women"), 80)),
            "fpu_platoon_size": (units["fpu_platoon_size"], _number(_("One platoon"), 90)),
            "more": (_asked(run, view, units, "formed_police_units"), _number(_("More women"), 90)),
            "rotates_out": (units["rotates_out"], _day(_("Leaves on"))),
            "status": (status, _text(_("Women against one platoon"), 180)),
            "iso3": (_names(run, view, units, "iso3"), _text(_("Contributor"), 150)),
            "functions": (functions, _text(_("Command, operations, support"), 190)),
            "ied": (awareness, _text(_("Explosive devices"), 110)),
            "reported_on": (units["reported_on"], _day(_("Last return"))),
            "age": (units["report_age_days"], _number(_("Days old"), 80)),
            "place": (_places(units), _text(_("In the return"), 260)),
        }
    )


def _functions(row: Any) -> str | None:
    """Return women in command, operations and support; None unless the return tells all three."""
    numbers = (row.women_command, row.women_operations, row.women_support)
    return None if any(pd.isna(number) for number in numbers) else ", ".join(map(formats.count, numbers))


def french(run: Run, view: View, units: pd.DataFrame) -> Table:
    """Police units in missions that work in another language than English, with their French speakers. Frame: police_language."""
    shares = [formats.share(row.french_speakers, row.strength_count) for row in units.itertuples()]
    languages = [translated(language) or _("Not sourced") for language in units["working_language"]]
    status = [name(labels.FRENCH, code) for code in units["status"]]
    return _table(
        {
            "unit_id": (units["unit_id"], _text(_("Unit"), 130, pinned=True)),
            "share": (shares, _text(_("Share"), 80)),
            "more": (units["more_speakers_needed"], _number(_("More needed"), 90)),
            "rotates_out": (units["rotates_out"], _day(_("Leaves on"))),
            "status": (status, _text(_("Half French speakers"), 150)),
            "iso3": (_names(run, view, units, "iso3"), _text(_("Contributor"), 150)),
            "mission": (units["mission"], _text(_("Mission"), 80)),
            "speakers": (units["french_speakers"], _number(_("French speakers"), 100)),
            "people": (units["strength_count"], _number(_("People"), 80)),
            "interpreters": (units["interpreters"], _number(_("Interpreters"), 90)),
            "language": (languages, _text(_("Working language"), 120)),
            "reported_on": (units["reported_on"], _day(_("Last return"))),
            "place": (_places(units), _text(_("In the return"), 260)),
        }
    )
