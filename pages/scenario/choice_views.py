"""What a reader chooses of a mission model, on screen: modules, numbers, languages, the host's region and the start; all of it in the address."""

import datetime as dt

import pandas as pd
import streamlit as st

from pages.kit import filters, grids, notes
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _
from pages.kit.view import View
from pages.requirements import facts as requirement_facts
from pages.scenario import facts, labels
from pages.scenario.facts import Model


def chosen(view: View, called: dict[str, str], side: str) -> Model:
    """Offer one model and return it; `side` stands behind the keys of the second. `called` are names of what can be chosen."""
    modules = filters.several(
        _("Modules"),
        f"modules{side}",
        called,
        lambda code: called.get(code, code),
        placeholder=_("Choose modules, or a model that was loaded"),
    )
    hosts = {"none": _("Not said")} | {code: _(name) for code, name in kit_labels.GROUPS.items()}
    with st.grid(4, gap="small", min_column_width=210):
        scale = filters.choice(
            _("Numbers"), f"scale{side}", {code: _(name) for code, name in labels.SCALES.items()}, "100"
        )
        host = filters.choice(_("Region of the host"), f"host{side}", hosts, "none")
        if host == "none":
            st.query_params.pop(f"host_units{side}", None)
            host_units = "count"
        else:
            names = {code: _(name) for code, name in labels.HOST_UNITS.items()}
            host_units = filters.choice(_("Units and persons of its group"), f"host_units{side}", names, "count")
        speaks = filters.several(
            _("Languages of the mission"),
            f"speaks{side}",
            facts.LANGUAGES,
            lambda code: requirement_facts.languages(code) or code,
            placeholder=_("None asked for"),
        )
        limits = [dt.date(view.reading_day.year + years, 1, 1) for years in (-1, facts.FAR)]
        start = filters.day(_("Start: the day of the invitations"), f"start{side}", view.reading_day, *limits)
    is_default = start == view.reading_day
    return Model(tuple(modules), int(scale), tuple(speaks), host, "" if is_default else start.isoformat(), host_units)


def models(view: View, called: dict[str, str]) -> list[Model]:
    """Offer one model, or two side by side, and return those with modules."""
    with st.container(border=True):
        how = {"one": _("One model"), "two": _("Two side by side")}
        number = filters.choice(_("Show"), "show", how, "one", wide=True)
        first = _model(view, called, "", _("Model A") if number == "two" else "")
        if number == "one":
            for key in ("modules_b", "scale_b", "host_b", "host_units_b", "speaks_b", "start_b"):
                st.query_params.pop(key, None)
            second = Model()
        else:
            second = _model(view, called, "_b", _("Model B"))
    return [model for model in (first, second) if model.modules]


def _model(view: View, called: dict[str, str], side: str, heading: str) -> Model:
    if heading:
        st.markdown(f"**{heading}**")
    return chosen(view, called, side)


def modules(view: View, lines: pd.DataFrame, called: dict[str, str]) -> None:
    """List what can be chosen, where nothing is: each module with its lines, units and persons. Frame: of `facts.offered`."""
    loaded = list(lines["model"].dropna().unique())
    if loaded:
        st.markdown(_("Begin with a model that was loaded, or choose modules above."))
        with st.container(horizontal=True):
            for code in loaded:
                st.button(
                    called[code], key=f"begin_{code}", icon=":material/arrow_forward:", on_click=_begin, args=(code,)
                )
    else:
        st.markdown(_("Choose modules above: what each asks for stands below."))
    units = lines["required"].where(lines["has_levels"])
    people = lines["required"].where(lines["unit_of_quantity"] == "persons")
    sums = lines.assign(units=units, people=people).groupby("module", sort=False)
    table = pd.DataFrame(
        {
            "module": [called[code] for code in sums.groups],
            "lines": sums.size().to_numpy(),
            "units": sums["units"].sum().astype("Int64").to_numpy(),
            "people": sums["people"].sum().astype("Int64").to_numpy(),
            "standing": [_(labels.STANDINGS[code]) for code in sums["standing"].first()],
        }
    )
    headings = {
        "module": Heading(_("Module"), 330),
        "lines": Heading(_("Lines"), 70, "count"),
        "units": Heading(_("Units"), 70, "count"),
        "people": Heading(_("Individuals"), 90, "count"),
        "standing": Heading(_("Where it came from"), 180),
    }
    grids.show(table, grids.columns(table, headings), height="content", alt=_("Modules"))
    notes.under(view, facts.query(view), lines, "modules", line=False, names=facts.codes(run, view))


def _begin(code: str) -> None:
    st.query_params["modules"] = code
