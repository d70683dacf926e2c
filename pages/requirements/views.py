"""The catalogue of asks: filters whose codes stay in the address, counts per status, asks with nothing under them first."""

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View
from pages.pledges import facts as pledge_facts
from pages.pledges import labels as pledge_labels
from pages.requirements import facts, finding_facts, labels

SHORT = 70  # letters of an ask in a list to choose from
TALL = 14  # rows; a longer table scrolls


def search() -> str:
    """Offer the search and return its words; they stay in the address as q."""
    asked, last = st.query_params.get("q", ""), st.session_state.setdefault("told", {})
    if asked != last.get("q", "") or "q" not in st.session_state:
        st.session_state["q"] = asked
    words = st.text_input(_("Search the asks"), key="q", placeholder=_("for instance: helicopter, French"))
    last["q"] = words = (words or "").strip()
    if words:
        st.query_params["q"] = words
    else:
        st.query_params.pop("q", None)
    return words


def narrowed(view: View, catalogue: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Offer every filter and return the asks they leave, and those left by all but the status."""
    asks = catalogue[catalogue["standing"] == "ask"]
    missions = sorted({code for codes in asks["missions"].dropna() for code in codes.split(";")})
    every = {"all": _("All")}
    with st.grid(4, gap="small", min_column_width=165):
        words = search()
        chapters = every | _named(labels.CHAPTERS, asks["chapter"])
        chapter = filters.choice(_("Chapter"), "chapter", chapters, "all")
        categories = every | _named(pledge_labels.CATEGORIES, asks["pledge_category"])
        category = filters.choice(_("Category of the form"), "category", categories, "all")
        present = set(asks["capability"])
        capabilities = {code: name for code, name in naming.capabilities(run, view).items() if code in present}
        capability = filters.choice(_("Capability"), "capability", every | capabilities, "all")
        mission = filters.choice(_("Mission named"), "mission", every | {code: code for code in missions}, "all")
        status = filters.choice(_("Status"), "status", every | _named(labels.STATUS), "all")
        under = {"all": _("With or without"), "without": _("Without a pledge"), "with": _("With a pledge")}
        pledged = filters.choice(_("Pledges under it"), "pledged", under, "all")
    fits = pd.Series(True, index=asks.index)
    for column, code in (("chapter", chapter), ("pledge_category", category), ("capability", capability)):
        fits &= (asks[column] == code) | (code == "all")
    fits &= (mission == "all") | asks["missions"].fillna("").str.split(";").map(lambda codes: mission in codes)
    fits &= (pledged == "all") | ((asks["with_details_count"] > 0) == (pledged == "with"))
    if words:
        fits &= facts.matching(catalogue, words)[asks.index]
    of_any_status = asks[fits]
    return of_any_status[(of_any_status["status"] == status) | (status == "all")], of_any_status


def _named(names: dict[str, str], present: pd.Series | None = None) -> dict[str, str]:
    """Return the names in the reader's language, those of the codes that are present."""
    codes = set(names if present is None else present)
    return {code: _(name) for code, name in names.items() if code in codes}


def counts(asks: pd.DataFrame) -> None:
    """Say how many asks there are of each status."""
    numbers = asks["status"].value_counts()
    badges = []
    for code, name in labels.STATUS.items():
        number = numbers.get(code, 0)
        badges.append(
            f":{'blue' if number else 'gray'}-badge[{_('**{n}** {state}').format(n=formats.count(number), state=_(name))}]"
        )
    total = ngettext("{n} ask", "{n} asks", len(asks)).format(n=formats.count(len(asks)))
    bare = _("{n} of them without a pledge").format(n=formats.count((asks["with_details_count"] == 0).sum()))
    st.markdown(f"**{total}**, {bare}. {' '.join(badges)}")
    if (asks["kind"] == "host_event").any():
        st.caption(
            _(
                "Each ask counts once, whatever its years. Host found: one host is asked for, and a pledge for it stands; once that was implemented the ask is met. Training and translation counts courses year by year: its numbers differ from these."
            )
        )


def table(catalogue: pd.DataFrame, asks: pd.DataFrame) -> None:
    """List the asks, those with nothing under them first; a click on a code opens the ask."""
    asks = asks.assign(has_pledge=asks["with_details_count"] > 0).sort_values("has_pledge", kind="stable")

    def follow() -> None:
        st.query_params["ask"] = asks["requirement_id"].iloc[st.session_state["open_ask"].row]

    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        "requirement_id": st.column_config.ButtonColumn(
            _("Code"), pinned=True, width=118, type="tertiary", alignment="left", key="open_ask", on_click=follow
        ),
        "ask": text(_("Ask"), width=470),
        "status": text(_("Status"), width=205),
        "with_details_count": number(_("Pledges"), format="localized", width=70),
        "details": number(_("Details"), format="localized", width=70),
        "due_date": st.column_config.DateColumn(_("Due"), width=95),
        "section": text(_("Section of the guide"), width=300),
        "category": text(_("Category"), width=230),
    }
    height = 560 if len(asks) > TALL else "content"
    shown, alt = facts.in_words(catalogue, asks), _("Asks, those without a pledge first")
    on_paper = (shown.drop(columns=["section", "category"]), columns)
    grids.show(shown, columns, on_paper, height=height, alt=alt)


def follow_link(view: View) -> None:
    """Let a link to a detail open its ask, and one to an ask for a named mission open those; the other kind closes an ask."""
    code, catalogue = st.query_params.get("ask"), facts.asks(run, view)
    if code not in catalogue.index:
        return
    if catalogue.loc[code, "standing"] == "detail":
        st.query_params["ask"] = catalogue.loc[code, "part_of"]
    kind = "mission" if catalogue.loc[code, "family"] == "mission_specific" else "general"
    if "asks" not in st.query_params:
        st.query_params["asks"] = kind
    elif st.session_state.get("asks", kind) != kind:
        st.query_params["ask"] = "all"


def choose(catalogue: pd.DataFrame) -> str:
    """Offer the asks and return the one that is open, or all."""
    names = {"all": _("All asks")}
    for row in catalogue[catalogue["standing"] == "ask"].itertuples():
        text = _(row.ask)
        names[row.requirement_id] = (
            f"{row.requirement_id}{colon()}{text if len(text) <= SHORT else text[:SHORT] + ' …'}"
        )
    code = filters.choice(_("Open an ask"), "ask", names, "all")
    if code != "all":
        st.button(_("Back to the catalogue"), icon=":material/arrow_back:", key="back", on_click=_back)
    return code


def _back() -> None:
    st.query_params["ask"] = "all"


def show(view: View, catalogue: pd.DataFrame) -> None:
    """Show the counts, the filters and the table of asks."""
    above = st.container()
    asks, of_any_status = narrowed(view, catalogue)
    with above:
        is_public = pledge_facts.is_public_alone(run, view)
        notes.finding(finding_facts.catalogue(of_any_status, is_public), _("Asks of the pledging guide"))
        counts(of_any_status)
    if asks.empty:
        st.info(_("No ask fits these filters."))
        return
    st.markdown(
        ngettext(
            "{n} ask, those without a pledge first. Click a code to open it with its details and pledges.",
            "{n} asks, those without a pledge first. Click a code to open one with its details and pledges.",
            len(asks),
        ).format(n=formats.count(len(asks)))
    )
    table(catalogue, asks)
    query = facts.standing(view)
    notes.under(view, query, asks, "catalogue", names=facts.codes(run, view), more=facts.files_say(view))
