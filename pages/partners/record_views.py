"""The record of introductions on screen: what stands for each pair, and every entry behind it."""

import pandas as pd
import streamlit as st

from etl import settings
from etl.records import introductions
from pages.kit import formats, grids, naming
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View
from pages.partners import facts, labels
from pages.partners.facts import Partners


def every_one(view: View, partners: Partners) -> None:
    """List what stands, the newest first, and every entry. In the restricted view alone."""
    with settings.using(view.snapshot.dataset):
        unread = introductions.damaged()
    if unread:
        words = ngettext("{n} line of the record cannot be read and is left out; it stays in the file.", "{n} lines of the record cannot be read and are left out; they stay in the file.", len(unread))  # fmt: skip
        st.warning(words.format(n=len(unread)))
    if not partners.entries:
        st.info(_("Nobody has noted an introduction. Open a need or an offer to note one."))
        return
    names, states = facts.codes(run, view), naming.states(run, view)
    needs, offers = partners.needs.set_index("need_id", drop=False), partners.offers.set_index("offer_id", drop=False)

    def of_need(code: str) -> str:
        if code not in needs.index:
            return _("{code} (no longer in the files)").format(code=code)
        return f"{facts.who(states, needs.loc[code, 'iso3'])}{colon()}{facts.what(needs.loc[code], names)}"

    def of_offer(code: str) -> str:
        if code not in offers.index:
            return _("{code} (no longer in the files)").format(code=code)
        return f"{states.get(offers.loc[code, 'iso3'])}{colon()}{facts.offered(offers.loc[code], names)}"

    standing = sorted(partners.standing.values(), key=lambda one: one.seq, reverse=True)
    number = pd.Series([one.status for one in standing], dtype=object).value_counts()
    st.markdown(
        " · ".join(
            f"**{number[code]}** {kit_labels.name(labels.STATUSES, code).lower()}"
            for code in labels.STATUSES
            if code in number
        )
    )
    rows = pd.DataFrame(
        [
            [
                of_need(one.need),
                of_offer(one.offer),
                kit_labels.name(labels.STATUSES, one.status),
                pd.Timestamp(one.on),
                one.words,
                naming.signed(one.by, one.account),
            ]
            for one in standing
        ],
        columns=["need", "offer", "status", "on", "words", "by"],
    )
    headings = {
        "need": Heading(_("Need"), 280, is_pinned=True), "offer": Heading(_("Offer"), 280), "status": Heading(_("How far"), 110),
        "on": Heading(_("On"), 100, "day"), "words": Heading(_("In words"), 260), "by": Heading(_("Noted by"), 140),
    }  # fmt: skip
    grids.show(
        rows,
        grids.columns(rows, headings),
        height=420 if len(rows) > 11 else "content",
        alt=_("Introductions as they stand"),
    )
    with st.expander(
        ngettext("All {n} entry of the record", "All {n} entries of the record", len(partners.entries)).format(
            n=formats.count(len(partners.entries))
        )
    ):
        lines = []
        for entry in reversed(partners.entries):
            need, offer = entry["pair"].split(">")
            did = (
                _("taken back")
                if entry["action"] == "undo"
                else f"{kit_labels.name(labels.STATUSES, entry['new']['status'])}, {entry['new']['on']}"
            )
            by = naming.signed(entry["by"], entry.get("account"))
            lines.append(
                f"- {entry['at'][:16].replace('T', ' ')} · {formats.plain(by)} · {formats.plain(need)} / {formats.plain(offer)}{colon()}{did}"
            )
        st.markdown("\n".join(lines))
