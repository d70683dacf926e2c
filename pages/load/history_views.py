"""What was published when, by whom and for what, and the way back to an earlier version."""

import streamlit as st

from etl import door
from pages.kit import formats, grids
from pages.kit.languages import errors
from pages.kit.text import _, semicolon
from pages.kit.view import View
from pages.load import facts, views

SHOWN = 30  # lines of the history


def show(view: View) -> None:
    """List what was published, newest first, and offer to go back."""
    st.header(_("Versions"))
    lines = door.history()
    titles = {name: source.title for name, source in door.sources().items()}
    columns = {
        "at": st.column_config.TextColumn(_("When (UTC)"), width=140, pinned=True),
        "what": st.column_config.TextColumn(_("What"), width=420),
        "by": st.column_config.TextColumn(_("Who"), width=140),
        "standing": st.column_config.TextColumn(_("Standing"), width=120),
        "version": st.column_config.TextColumn(_("Data version"), width=130),
    }
    table = facts.versions(lines[:SHOWN], titles)[list(columns)]
    grids.show(table, columns, height=320 if len(table) > 8 else "content", alt=_("Versions"))
    _back(lines, titles)


def _back(lines: list[dict], titles: dict[str, str]) -> None:
    names: dict[str, str] = {}
    for line in lines:
        if line["can_be_served"] and not line["is_served"]:
            at = line["at"][:16].replace("T", " ")
            names.setdefault(line["version"], f"{at} · {facts.what(line, titles)}")
    if not names:
        st.caption(_("There is no earlier version to go back to yet."))
        return
    with st.popover(_("Roll back"), icon=":material/undo:"):
        version = st.selectbox(_("Serve again"), list(names), format_func=names.__getitem__, key="load_back", width=420)
        st.caption(_("All pages show that version at once."))
        since = door.loaded_since(version)
        with_files = bool(since) and st.checkbox(
            _("Take out of the inbox what was loaded after it: {names}").format(
                names=formats.plain(semicolon().join(since))
            ),
            value=True,
            key="load_back_files",
            help=_(
                "A file that stays comes back with the next publication. What is taken out is kept in the folder withdrawn."
            ),
        )
        if not views.person().strip():
            st.info(_("Say above who loads, then go back."))
        if st.button(_("Roll back to it"), key="load_roll_back", disabled=not views.person().strip()):
            try:
                door.roll_back(version, views.person(), with_files)
            except door.Refused as problem:
                st.error(formats.plain(errors.in_words(problem)))
                return
            views.published(_("Version {version} is served again.").format(version=version))
