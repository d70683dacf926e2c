"""One ask of the guide: what is known of it, its details as tags under it, and the pledges that answer it, with what deployment figures show."""

from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from pages.kit import formats, links, notes
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View
from pages.pledges import evidence_facts
from pages.pledges import labels as pledge_labels
from pages.requirements import facts, labels


def show(view: View, catalogue: pd.DataFrame, code: str) -> None:
    """Show one ask: status and figures, what is known of it, its details, the pledges under it."""
    ask = catalogue.loc[code]
    below = catalogue[catalogue["part_of"] == code]
    details = below[below["standing"] == "detail"]
    st.header(_(ask["ask"]))
    with st.grid(5, gap="small", min_column_width=170):
        for label, value in facts.cards(ask):
            with st.container(border=True, gap=None, height="stretch"):
                st.markdown(f":small[{label}]  \n**{value}**")
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown("\n".join(f"- {heading}{colon()}**{words}**" for heading, words in facts.guide(catalogue, ask)))
        if isinstance(ask["note"], str):
            st.caption(formats.sentence(_(ask["note"])))
    with right:
        _details(pd.concat([details, below[below["standing"] == "ask"]]))
        _newest_edition(view, code)
    rows = pd.concat([catalogue.loc[[code]], details])
    notes.under(view, facts.standing(view), rows, "ask", names=facts.codes(run, view), more=facts.files_say(view))
    st.subheader(_("Pledges under it"))
    pledges = run(facts.PLEDGES, view.snapshot, requirement_id=code, as_of=view.until)
    pledge_cards(view, pledges, "ask_pledges", of=code)


def _details(rows: pd.DataFrame) -> None:
    """List an ask's details, each with its tags, and the asks that the guide puts under it."""
    if rows.empty:
        st.caption(_("The guide names no details of it."))
        return
    lines = []
    for row in rows.itertuples():
        badges = [_("detail") if row.standing == "detail" else _("ask of its own")]
        blue = [kit_labels.name(labels.TAGS, tag) for tag in row.tags.split(";")] if isinstance(row.tags, str) else []
        if row.confirmed_pledge_count:
            count = int(row.confirmed_pledge_count)
            blue.append(ngettext("{n} pledge", "{n} pledges", count).format(n=count))
        line = f"- :gray-badge[{badges[0]}] {_(row.ask)} :gray[{row.requirement_id}]"
        lines.append(line + "".join(f" :blue-badge[{badge}]" for badge in blue))
    st.markdown(_("What the guide says in detail") + "\n\n" + "\n".join(lines))


def _newest_edition(view: View, code: str) -> None:
    """List what the newest edition says of one ask, mission by mission."""
    editions = facts.editions(run, view)
    if editions and (sentences := facts.said_of(run, view, editions[0], code)):
        head = _("In the edition of {day}").format(day=facts.edition_name(editions[0]))
        st.markdown(head + "\n\n" + "\n".join(f"- {sentence}" for sentence in sentences))


def pledge_cards(view: View, pledges: pd.DataFrame, key: str, of: str = "") -> None:
    """Show pledges, each with state, Ministerial, step, page and day; `of` is the ask they stand under."""
    if pledges.empty:
        st.info(
            _(
                "No pledge in the ledger answers it. The public list is partial: one may have been made that nobody printed."
            )
        )
        return
    seen = evidence_facts.sentences(run, view)
    for row in pledges.drop_duplicates("pledge_id").itertuples():
        with st.container(border=True, gap="xxsmall"):
            st.markdown(_headed(view, row, of))
            if row.origin == evidence_facts.PUBLIC:
                st.markdown(f":small[:gray[{_('Summary of a public page')}]]  \n{formats.plain(row.sentence)}")
            else:
                st.markdown(formats.plain(row.sentence))
            if row.pledge_id in seen:
                st.caption(seen[row.pledge_id])
    notes.under(view, facts.PLEDGES, pledges, key, names=facts.codes(run, view), more=facts.files_say(view))


def _headed(view: View, row: Any, of: str) -> str:
    """Return the line above a pledge: state, meeting, step, source and day."""
    name = _(row.country_name) if isinstance(row.country_name, str) else row.iso3
    status = kit_labels.name(pledge_labels.STATUS, row.status)
    parts = [f"**[{name}]({links.way('country', view, iso3=row.iso3)})**", facts.occasion(row), status]
    url = row.source_url if isinstance(row.source_url, str) else ""
    if urlsplit(url).scheme in ("http", "https"):
        parts.append(f"[{urlsplit(url).hostname}](<{url.replace('>', '%3E')}>)")
    else:
        parts.append(kit_labels.name(pledge_labels.ORIGINS, row.origin))
    if not pd.isna(row.dated):
        parts.append(formats.day(row.dated))
    if of and row.requirement_id != of:
        parts.append(_("answers the detail {code}").format(code=row.requirement_id))
    return " · ".join(parts)
