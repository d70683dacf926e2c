"""The catalogue of asks: filters whose codes stay in the address, counts per status, asks with nothing under them first."""

import datetime as dt
import unicodedata
from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.naming import Names
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View
from pages.pledges import facts as pledge_notes
from pages.pledges import labels as pledge_labels
from pages.requirements import labels as requirement_labels

STATUS, STANDING = "requirement_status", "requirement_standing"
SHORT = 70  # letters of an ask in a list to choose from


def day(view: View) -> dt.date | None:
    """Return the day up to which pledges count: none while the newest month is shown, so that all of them do."""
    return None if view.as_of == run("months", view.snapshot)["as_of"].max().date() else view.as_of


def asks(view: View) -> pd.DataFrame:
    """Return all asks and details with their status today, by their code."""
    found = run(standing(view), view.snapshot, as_of=day(view), today=view.today)
    return found.set_index("requirement_id", drop=False)


def standing(view: View) -> str:
    """Return the query that tells where asks stand: with available units where this view may know of them."""
    return STANDING if view.snapshot.audience == "restricted" else STATUS


def status(row: Any) -> str:
    """Return the status of an ask in words; an open call says how many pledges it has, never a share."""
    told = labels.name(requirement_labels.STATUS, row.status)
    if row.status in ("open_call", "date_passed", "partly_met", "unmet") and row.confirmed_pledge_count:
        count = int(row.confirmed_pledge_count)
        told = ngettext("{status}, {n} confirmed pledge", "{status}, {n} confirmed pledges", count).format(
            status=told, n=count
        )
    return told


def codes(run: Run, view: View) -> Names:
    """Return how a table tells the codes of requirements: column -> what turns a code into words."""
    one = {
        "chapter": requirement_labels.CHAPTERS, "section": requirement_labels.SECTIONS, "kind": requirement_labels.KINDS | requirement_labels.CHANGES,
        "family": requirement_labels.FAMILIES, "standing": requirement_labels.STANDING, "recipient_kind": requirement_labels.RECIPIENTS,
        "quantity_basis": requirement_labels.BASIS, "quantity_from": requirement_labels.FROM, "unit_of_quantity": requirement_labels.UNITS,
        "guide_unit": requirement_labels.UNITS, "code": labels.GROUPS | requirement_labels.ELSEWHERE, "regional_group": labels.GROUPS,
        "status": requirement_labels.STATUS | pledge_labels.STATUS,
        "share_of": requirement_labels.SHARES,
        "edition": requirement_labels.GUIDES,
        "ministerial": requirement_labels.ELSEWHERE,
    }  # fmt: skip
    told: dict = {
        column: (lambda code, names=names: labels.name(names, code) if isinstance(code, str) else None)
        for column, names in one.items()
    }
    named = grouped(view)
    told |= {
        "tags": tags,
        "equipment_tags": tags,
        "capability_name": _translated,
        "condition": _translated,
        "note": _translated,
        "period": period,
        "equipment_tags_before": tags,
        "equipment_tags_after": tags,
        "ask_group": lambda code: named.get(code, code),
    }
    told |= dict.fromkeys(("languages", "languages_before", "languages_after"), languages)
    return pledge_notes.codes(run, view) | told | {"ask": _translated, "mission": mission}


def grouped(view: View) -> dict[str, str]:
    """Return the names of what uniformed asks have in common: a capability, French-speaking or not, or an ask by its words."""
    names = naming.capabilities(run, view)
    told = {f"{code}_fr": _("{capability}, French-speaking").format(capability=name) for code, name in names.items()}
    found = run("requirement_names", view.snapshot)
    return told | names | {row.requirement_id: _(row.ask) for row in found[found["capability"].isna()].itertuples()}


def languages(codes: Any) -> str | None:
    """Return languages by name."""
    if not isinstance(codes, str):
        return None
    return ", ".join(
        labels.name(pledge_labels.LANGUAGES | requirement_labels.PORTUGUESE, code) for code in codes.split(";")
    )


def period(text: Any) -> str | None:
    """Return a period of the guide in words: years, a month, the second half of a year, from one to another."""
    if not isinstance(text, str):
        return None
    told = []
    for part in text.split(";"):
        start, bar, end = part.partition("/")
        told.append(
            _("{start} to {end}").format(start=_time(start), end=_time(end)) if end
            else _("from {start}").format(start=_time(start)) if bar
            else _time(start)
        )  # fmt: skip
    return ", ".join(told)


def _time(text: str) -> str:
    year, _dash, part = text.partition("-")
    if part == "H2":
        return _("second half of {year}").format(year=year)
    return formats.month(dt.date(int(year), int(part), 1)) if part.isdigit() else year


def under(view: View, name: str, frame: pd.DataFrame, key: str, source: str = "", **files: Any) -> None:
    """Put definition, table and downloads under a figure of requirements."""
    more = {"Pledges up to": view.until.isoformat() if view.until else "all in the ledger"}
    notes.under(view, name, frame, key, line=False, names=codes(run, view), more=more, **files)


def mission(code: str) -> str:
    """Return a mission's code, or in words that a line is for any."""
    return _("any mission") if code == "general" else code


def _translated(text: Any) -> str | None:
    return _(text) if isinstance(text, str) else None


def tags(codes: Any) -> str | None:
    """Return the tags of a unit in words."""
    return (
        ", ".join(labels.name(requirement_labels.TAGS, code) for code in codes.split(";"))
        if isinstance(codes, str)
        else None
    )


def plain(text: str) -> str:
    """Return words of a source so that nothing in them is markup."""
    return formats.plain(text)


def fold(text: str) -> str:
    """Return a text as it is searched: without case or accents."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def matching(found: pd.DataFrame, words: str) -> pd.Series:
    """Say of each ask whether all words stand in it or in one of its details: code, wording, capability, section, condition, tags."""
    told = how_to_search(found)
    own = found["requirement_id"].where(found["standing"] == "ask", found["part_of"])
    whole = told.groupby(own).agg(" ".join).reindex(found["requirement_id"]).fillna("").to_numpy()
    wanted = fold(words).split()
    return pd.Series([all(word in text for word in wanted) for text in whole], index=found.index)


def how_to_search(found: pd.DataFrame) -> pd.Series:
    """Return what is searched of each row, as it stands on screen."""
    return pd.Series(
        [
            fold(
                " ".join(
                    filter(
                        None,
                        (
                            row.requirement_id, _(row.ask), _translated(row.capability_name), _translated(row.condition), _translated(row.note),
                            labels.name(requirement_labels.SECTIONS, row.section), tags(row.tags),
                            row.missions if isinstance(row.missions, str) else None,
                        ),
                    )
                )
            )
            for row in found.itertuples()
        ],
        index=found.index,
        dtype=object,
    )  # fmt: skip


def search() -> str:
    """Offer the search and return its words; they stay in the address as q."""
    asked, told = st.query_params.get("q", ""), st.session_state.setdefault("told", {})
    if asked != told.get("q", "") or "q" not in st.session_state:
        st.session_state["q"] = asked
    words = st.text_input(_("Search the asks"), key="q", placeholder=_("for instance: helicopter, French"))
    told["q"] = words = (words or "").strip()
    if words:
        st.query_params["q"] = words
    else:
        st.query_params.pop("q", None)
    return words


def narrowed(view: View, found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Offer every filter and return the asks they leave, and those left by all but the status."""
    rows = found[found["standing"] == "ask"]
    there = set(rows["capability"])
    capabilities = {code: name for code, name in naming.capabilities(run, view).items() if code in there}
    missions = sorted({code for codes in rows["missions"].dropna() for code in codes.split(";")})
    every = {"all": _("All")}
    with st.grid(4, gap="small", min_column_width=165):
        words = search()
        chapter = filters.choice(
            _("Chapter"), "chapter", every | _named(requirement_labels.CHAPTERS, rows["chapter"]), "all"
        )
        category = filters.choice(
            _("Category of the form"),
            "category",
            every | _named(pledge_labels.CATEGORIES, rows["pledge_category"]),
            "all",
        )
        capability = filters.choice(_("Capability"), "capability", every | capabilities, "all")
        named = filters.choice(_("Mission named"), "mission", every | {code: code for code in missions}, "all")
        state = filters.choice(_("Status"), "status", every | _named(requirement_labels.STATUS), "all")
        under = {"all": _("With or without"), "without": _("Without a pledge"), "with": _("With a pledge")}
        pledged = filters.choice(_("Pledges under it"), "pledged", under, "all")
    keep = pd.Series(True, index=rows.index)
    for column, code in (("chapter", chapter), ("pledge_category", category), ("capability", capability)):
        keep &= (rows[column] == code) | (code == "all")
    keep &= (named == "all") | rows["missions"].fillna("").str.split(";").map(lambda codes: named in codes)
    keep &= (pledged == "all") | ((rows["with_details_count"] > 0) == (pledged == "with"))
    if words:
        keep &= matching(found, words)[rows.index]
    without_status = rows[keep]
    return without_status[(without_status["status"] == state) | (state == "all")], without_status


def _named(names: dict[str, str], there: pd.Series | None = None) -> dict[str, str]:
    kept = set(names if there is None else there)
    return {code: _(name) for code, name in names.items() if code in kept}


def counts(rows: pd.DataFrame) -> None:
    """Say how many asks there are of each status."""
    number = rows["status"].value_counts()
    bare = formats.count((rows["with_details_count"] == 0).sum())
    badges = [
        f":{'gray' if not number.get(code, 0) else 'blue'}-badge[**{formats.count(number.get(code, 0))}** {_(name)}]"
        for code, name in requirement_labels.STATUS.items()
    ]
    total = ngettext("{n} ask", "{n} asks", len(rows)).format(n=formats.count(len(rows)))
    st.markdown(f"**{total}**, {_('{n} of them without a pledge').format(n=bare)}. {' '.join(badges)}")


def table(view: View, found: pd.DataFrame, rows: pd.DataFrame) -> None:
    """List the asks, those with nothing under them first; a click on a code opens the ask."""
    rows = rows.assign(has_pledge=rows["with_details_count"] > 0).sort_values("has_pledge", kind="stable")
    details = found[found["standing"] == "detail"].groupby("part_of").size()
    shown = pd.DataFrame(
        {
            "requirement_id": rows["requirement_id"],
            "ask": [_(text) for text in rows["ask"]],
            "told": [status(row) for row in rows.itertuples()],
            "with_details_count": rows["with_details_count"],
            "details": details.reindex(rows["requirement_id"]).astype("Int64").to_numpy(),
            "due_date": rows["due_date"],
            "section": [labels.name(requirement_labels.SECTIONS, code) for code in rows["section"]],
            "category": [pledge_notes.category(code) for code in rows["pledge_category"]],
        }
    )

    def follow() -> None:
        st.query_params["ask"] = rows["requirement_id"].iloc[st.session_state["open_ask"].row]

    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        "requirement_id": st.column_config.ButtonColumn(
            _("Code"), pinned=True, width=118, type="tertiary", alignment="left", key="open_ask", on_click=follow
        ),
        "ask": text(_("Ask"), width=470),
        "told": text(_("Status"), width=205),
        "with_details_count": number(_("Pledges"), format="localized", width=70),
        "details": number(_("Details"), format="localized", width=70),
        "due_date": st.column_config.DateColumn(_("Due"), width=95),
        "section": text(_("Section of the guide"), width=180),
        "category": text(_("Category"), width=230),
    }
    grids.show(
        shown, columns, height=560 if len(shown) > 14 else "content", alt=_("Asks, those without a pledge first")
    )


def follow_link(view: View) -> None:
    """Let a link to a detail open its ask, and one to an ask for a named mission open those; the other kind closes an ask."""
    asked, found = st.query_params.get("ask"), asks(view)
    if asked not in found.index:
        return
    if found.loc[asked, "standing"] == "detail":
        st.query_params["ask"] = found.loc[asked, "part_of"]
    kind = "mission" if found.loc[asked, "family"] == "mission_specific" else "general"
    if "asks" not in st.query_params:
        st.query_params["asks"] = kind
    elif st.session_state.get("asks", kind) != kind:
        st.query_params["ask"] = "all"


def choose(found: pd.DataFrame) -> str:
    """Offer the asks and return the one that is open, or all."""
    names = {"all": _("All asks")}
    for row in found[found["standing"] == "ask"].itertuples():
        text = _(row.ask)
        names[row.requirement_id] = f"{row.requirement_id}: {text if len(text) <= SHORT else text[:SHORT] + ' …'}"
    code = filters.choice(_("Open an ask"), "ask", names, "all")
    if code != "all" and st.button(
        _("Back to the catalogue"), icon=":material/arrow_back:", key="back", on_click=_back
    ):
        st.rerun()
    return code


def _back() -> None:
    st.query_params["ask"] = "all"


def catalogue(view: View, found: pd.DataFrame) -> None:
    """Show the counts, the filters and the table of asks."""
    above = st.container()
    rows, without_status = narrowed(view, found)
    with above:
        counts(without_status)
    if rows.empty:
        st.info(_("No ask fits these filters."))
        return
    st.markdown(
        ngettext(
            "{n} ask, those without a pledge first. Click a code to open it with its details and pledges.",
            "{n} asks, those without a pledge first. Click a code to open one with its details and pledges.",
            len(rows),
        ).format(n=formats.count(len(rows)))
    )
    table(view, found, rows)
    under(view, standing(view), rows, "catalogue")
