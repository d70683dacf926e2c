"""One ask of the guide: what is known of it, its details as tags under it, and the pledges that answer it, in their own words."""

from typing import Any
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from pages.kit import formats, labels
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import facts as pledge_notes
from pages.pledges import labels as pledge_labels
from pages.requirements import edition_views as requirement_editions
from pages.requirements import labels as requirement_labels
from pages.requirements import views as requirement_views
from pages.requirements.views import plain

PLEDGES = "requirement_pledges"


def show(view: View, found: pd.DataFrame, code: str) -> None:
    """Show one ask: status and figures, what is known of it, its details, the pledges under it."""
    row = found.loc[code]
    details = found[(found["part_of"] == code) & (found["standing"] == "detail")]
    st.header(_(row["ask"]))
    _cards(row)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown("\n".join(f"- {name}: **{told}**" for name, told in _facts(found, row)))
        if isinstance(row["note"], str):
            st.caption(formats.sentence(_(row["note"])))
    with right:
        _details(found, code, details)
        requirement_editions.of_ask(view, code)
    shown = pd.concat([found.loc[[code]], details])
    requirement_views.under(view, requirement_views.standing(view), shown, "ask")
    st.subheader(_("Pledges under it"))
    pledges(view, _answering(view, code), "ask_pledges", of=code)


def _answering(view: View, code: str) -> pd.DataFrame:
    return run(PLEDGES, view.snapshot, requirement_id=code, as_of=view.until)


def _cards(row: pd.Series) -> None:
    told = [(_("Status"), labels.name(requirement_labels.STATUS, row["status"]))]
    if not pd.isna(row["parity_as_of"]):
        women = _("{women} of {people}").format(
            women=formats.count(row["women_count"]), people=formats.count(row["people_count"])
        )
        told.append((_("Women, {day}").format(day=formats.day(row["parity_as_of"])), women))
        told.append((_("Share of women"), formats.share(row["women_count"], row["people_count"])))
    if not pd.isna(row["share_percent"]):
        told.append((_("Share asked for"), formats.percent(row["share_percent"])))
    told.append((_("Confirmed pledges"), formats.count(row["confirmed_pledge_count"])))
    if row["implemented_pledge_count"]:
        told.append((_("Of them implemented"), formats.count(row["implemented_pledge_count"])))
    if not pd.isna(row["quantity"]):
        told.append((_("Asked for in all"), _quantity(row["quantity"], row["unit_of_quantity"])))
        available = row["available_quantity"]
        told.append((_("Available"), _("not reported") if pd.isna(available) else formats.count(available)))
    with st.grid(5, gap="small", min_column_width=170):
        for label, value in told:
            with st.container(border=True, gap=None, height="stretch"):
                st.markdown(f":small[{label}]  \n**{value}**")


def _quantity(number: Any, unit: Any) -> str:
    return (
        f"{formats.count(number)} {labels.name(requirement_labels.UNITS, unit)}"
        if isinstance(unit, str)
        else formats.count(number)
    )


def _facts(found: pd.DataFrame, row: pd.Series) -> list[tuple[str, str]]:
    """Return what the guide says of an ask, as name and words; what it does not say is left out."""
    told: list[tuple[str, Any]] = [
        (_("Code"), row["requirement_id"]),
        (_("Chapter"), labels.name(requirement_labels.CHAPTERS, row["chapter"])),
        (_("Section"), labels.name(requirement_labels.SECTIONS, row["section"])),
        (_("Line of the guide"), f"{row['guide_line']} ({labels.name(requirement_labels.GUIDES, row['edition'])})"),
        (_("Category of the form"), pledge_notes.category(row["pledge_category"])),
        (_("Kind"), labels.name(requirement_labels.KINDS, row["kind"])),
        (_("Family"), labels.name(requirement_labels.FAMILIES, row["family"])),
        (_("Capability"), _(row["capability_name"]) if isinstance(row["capability_name"], str) else None),
        (_("Missions named"), row["missions"].replace(";", ", ") if isinstance(row["missions"], str) else None),
        (_("Languages"), requirement_views.languages(row["languages"])),
        (_("Condition"), _(row["condition"]) if isinstance(row["condition"], str) else None),
        (_("Equipment"), requirement_views.tags(row["tags"])),
        (_("For whom"), labels.name(requirement_labels.RECIPIENTS, row["recipient_kind"]) if isinstance(row["recipient_kind"], str) else None),
        (_("Period"), requirement_views.period(row["period"])),
        (_("Due"), None if pd.isna(row["due_date"]) else formats.day(row["due_date"])),
        (_("Hosts wanted"), None if pd.isna(row["slot_limit"]) else formats.count(row["slot_limit"])),
        (_("Part of"), _(found.loc[row["part_of"], "ask"]) if row["part_of"] in found.index else None),
    ]  # fmt: skip
    if not pd.isna(row["guide_quantity"]) and row["quantity_basis"] != "total":
        size = _quantity(row["guide_quantity"], row["guide_unit"])
        if not pd.isna(row["guide_quantity_max"]):
            size = f"{formats.count(row['guide_quantity'])}–{_quantity(row['guide_quantity_max'], row['guide_unit'])}"
        told.append(
            (_("Size said by the guide"), f"{size}, {labels.name(requirement_labels.BASIS, row['quantity_basis'])}")
        )
    if isinstance(row["quantity_from"], str):
        whence = labels.name(requirement_labels.FROM, row["quantity_from"])
        told.append(
            (
                _("Quantity according to"),
                whence if pd.isna(row["edition_date"]) else f"{whence}, {formats.day(row['edition_date'])}",
            )
        )
    if not pd.isna(row["needed_by"]):
        told.append((_("Needed by"), formats.day(row["needed_by"])))
    return [(name, words) for name, words in told if words]


def _details(found: pd.DataFrame, code: str, details: pd.DataFrame) -> None:
    """Show an ask's details, each with its tags, and the asks that the guide puts under it."""
    inside = found[(found["part_of"] == code) & (found["standing"] == "ask")]
    if details.empty and inside.empty:
        st.caption(_("The guide names no details of it."))
        return
    lines = []
    for row in pd.concat([details, inside]).itertuples():
        badge = _("detail") if row.standing == "detail" else _("ask of its own")
        told = f":gray-badge[{badge}] {_(row.ask)} :gray[{row.requirement_id}]"
        if isinstance(row.tags, str):
            told += "".join(f" :blue-badge[{labels.name(requirement_labels.TAGS, tag)}]" for tag in row.tags.split(";"))
        if row.confirmed_pledge_count:
            count = int(row.confirmed_pledge_count)
            told += f" :blue-badge[{ngettext('{n} pledge', '{n} pledges', count).format(n=count)}]"
        lines.append(f"- {told}")
    st.markdown(_("What the guide says in detail") + "\n\n" + "\n".join(lines))


def pledges(view: View, found: pd.DataFrame, key: str, of: str = "") -> None:
    """Show pledges in their own words, each with state, Ministerial, step, page and day; `of` is the ask they stand under."""
    if found.empty:
        st.info(
            _("No confirmed pledge answers it. The public list is partial: one may have been made that nobody printed.")
        )
        return
    once = found.drop_duplicates("pledge_id")
    for row in once.itertuples():
        with st.container(border=True, gap="xxsmall"):
            st.markdown(_headed(view, row, of))
            st.markdown(plain(row.sentence))
    requirement_views.under(view, PLEDGES, found, key)


def _headed(view: View, row: Any, of: str) -> str:
    """Return the line above a pledge: state, meeting, step, source and day."""
    here = {"v": view.snapshot.version, "month": view.as_of.isoformat(), "scope": view.scope, "iso3": row.iso3}
    name = _(row.country_name) if isinstance(row.country_name, str) else row.iso3
    told = [f"**[{name}](country?{urlencode(here)})**", occasion(row), labels.name(pledge_labels.STATUS, row.status)]
    url = row.source_url if isinstance(row.source_url, str) else ""
    if urlsplit(url).scheme in ("http", "https"):
        told.append(f"[{urlsplit(url).hostname}](<{url.replace('>', '%3E')}>)")
    else:
        told.append(labels.name(pledge_labels.ORIGINS, row.origin))
    if not pd.isna(row.dated):
        told.append(formats.day(row.dated))
    if of and row.requirement_id != of:
        told.append(_("answers the detail {code}").format(code=row.requirement_id))
    return " · ".join(told)


def occasion(row: Any) -> str:
    """Return the Ministerial of a pledge, or what its source says that it was."""
    if row.ministerial != "none":
        return row.ministerial
    return plain(row.occasion) if isinstance(row.occasion, str) else _("At no Ministerial")
