"""The audit on screen: whether its chain is whole, and its entries by kind."""

import streamlit as st

from etl.records.access import audit
from pages.access import facts, labels
from pages.kit import filters, formats, grids
from pages.kit.text import _, ngettext

MOST = 500  # entries shown at once


def show() -> None:
    """Say whether the record is whole, and list it."""
    frame, broken = facts.audited(), audit.broken()
    if broken:
        lines = ", ".join(map(str, broken[:20]))
        words = _("The record was changed from outside: line {lines} does not follow from the one before.")
        st.error(words.format(lines=lines))
    else:
        words = ngettext("The record is whole: {n} entry.", "The record is whole: {n} entries.", len(frame))
        st.markdown(words.format(n=formats.count(len(frame))))
    if frame.empty:
        return
    kinds = {"": _("Everything")} | {code: _(name) for code, name in labels.AUDITED.items()}
    kind = filters.choice(_("What"), "what", kinds, "")
    shown = frame[frame["what"].eq(_(labels.AUDITED[kind]))] if kind else frame
    if len(shown) > MOST:
        st.caption(_("The newest {n}; the file audit.jsonl beside the decisions has them all.").format(n=MOST))
    columns = {
        "at": st.column_config.TextColumn(_("When (UTC)"), width=160, pinned=True),
        "account": st.column_config.TextColumn(_("Account"), width=220),
        "role": st.column_config.TextColumn(_("Role"), width=200),
        "what": st.column_config.TextColumn(_("What"), width=200),
        "facts": st.column_config.TextColumn(_("Of what"), width=520),
    }
    grids.show(shown.head(MOST), columns, height=520 if len(shown) > 14 else "content", alt=_("Audit"))
