"""What is said of a state or a mission from the monthly figures, whoever says it."""

import pandas as pd

from pages.kit import formats, labels
from pages.kit.text import _
from pages.kit.view import Run, View, scope_name

STATES = "deployment_by_state"
COUNTRY_MISSIONS = "country_missions"
COUNTRY_PAGE = "deployments/country.py"


def areas(run: Run, view: View) -> dict[str, str]:
    """M49 areas as code -> name, each indented under the one that it belongs to."""
    steps = {"region": "", "subregion": "\u2003", "intermediate": "\u2003\u2003"}
    names = {row.m49: steps[row.level] + _(row.name) for row in run("m49_areas", view.snapshot).itertuples()}
    return {"all": _("All areas")} | names


def countries(run: Run, view: View) -> pd.DataFrame:
    """Member States and territories in UN order, their names in the reader's language."""
    states = run("countries", view.snapshot)
    return states.assign(name=[_(name) for name in states["name"]])


def belongs(state: pd.Series) -> str:
    """The groups of a state and what is special about them, as one line. Row: countries."""
    groups = [code for code in (state["regional_group"], state["regional_group_second"]) if isinstance(code, str)]
    parts = [labels.name(labels.GROUPS, code) for code in groups]
    places = [_(state[key]) for key in ("m49_intermediate", "m49_subregion") if isinstance(state[key], str)]
    parts += [_("M49: {area}").format(area=places[0])] if places else []
    line = "; ".join(parts) + "."
    return line + (" " + formats.sentence(_(state["note"])) if isinstance(state["note"], str) else "")


def nobody(run: Run, view: View, iso3: str, name: str) -> str:
    """A sentence that a state deploys nobody in the month, and when it last did."""
    past = run(COUNTRY_MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    line = _("{name} deploys nobody in {month}.").format(name=name, month=formats.month(view.as_of))
    if past.empty:
        start = formats.month(run("months", view.snapshot)["as_of"].min())
        never = _("No month since {start}, when the files begin, prints personnel of it ({scope}).")
        return f"{line} {never.format(start=start, scope=scope_name(view))}"
    last = _("Its people were last reported in {month}.").format(month=formats.month(past["last_as_of"].max()))
    return f"{line} {last}"
