"""The frame of the load page: who may, the file, the template, what was done, what is left out of the version served."""

import contextlib
import functools
from collections.abc import Iterator

import pandas as pd
import streamlit as st

from etl import door
from etl.door import Upload
from pages.kit import filters, formats, grids, links, snapshot, text
from pages.kit.text import _
from pages.kit.view import View
from pages.load import facts

DONE = "load_done"  # what the last publication did, said once after it
ROUND = "load_round"  # counts the files: the next one finds an empty field
LARGEST_MB = 200


def closed() -> None:
    """Say why nothing can be loaded in an open view, and what opens a restricted one."""
    st.info(_("This view shows only what is open, and nothing can be loaded here: files hold what is restricted."))
    st.markdown(_("Who loads data starts the dashboard on their own machine with the restricted data:"))
    st.code("make run", language=None)


def real_only() -> None:
    """Say that the exercise takes no files, and offer the real world."""
    st.info(_("Files are loaded into the public dataset only: the exercise has its own."))
    st.button(_("Open the public dataset"), on_click=snapshot.to, args=("public",), key="load_public")


def titles() -> dict[str, str]:
    """Return every kind of file by name, as it is called."""
    return {name: _(source.title) for name, source in door.sources().items()}


@contextlib.contextmanager
def progress(words: str) -> Iterator[door.Say]:
    """Show a bar while something is built; give what it is told how far that is."""
    bar = st.progress(0.0, text=words)
    try:
        yield lambda share: bar.progress(share, text=words)
    finally:
        bar.empty()


def person() -> str:
    """Return the name that stands in the history beside what is loaded."""
    return st.session_state.get("loader", "")


def choose() -> Upload | None:
    """Take a file and the name of who loads it, and offer templates; return the file, with what is said of it."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        filters.writer(
            _("Who loads"),
            "loader",
            placeholder=_("Your name, initials or office: it stands in the history"),
        )
        file = st.file_uploader(
            _("Drop a file here, or choose one"), max_upload_size=LARGEST_MB, key=f"load_file_{st.session_state.setdefault(ROUND, 0)}",
            help=_("Any file of any kind of the list beside: Excel, OpenDocument spreadsheet (.ods), CSV, JSON, PDF, Word or PowerPoint, also packed as .zip or .gz."),
        )  # fmt: skip
    with right:
        _template()
    if file is None:
        return None
    kinds = {"": _("As it is recognised")} | titles()
    source = st.selectbox(
        _("Taken for"), list(kinds), format_func=kinds.__getitem__, key=f"load_kind_{file.file_id}", width=420
    )
    return Upload(file.name, file.getvalue(), source)


def _template() -> None:
    """Offer the empty workbook of a kind of file, and say what it holds."""
    source = filters.choice(_("Kind of file"), "source", titles(), "pcrs_roster")
    about = door.sources()[source]
    st.caption(formats.sentence(_(about.grain)))
    st.download_button(
        _("Template"),
        functools.partial(text.within, text.language(), functools.partial(door.template_of, source, _)),
        f"{source}-template.xlsx",
        key="load_template",
        on_click="ignore",
        icon=":material/download:",
        help=_("An empty workbook with headings, units, examples and drop-down lists."),
    )


def done(view: View) -> None:
    """Say once what was published, and lead to where it is seen."""
    if not (made := st.session_state.pop(DONE, None)):
        return
    st.success(made["words"])
    with st.container(horizontal=True):
        if seen := facts.SEEN_ON.get(made["source"]):
            links.lead(seen[0], _(seen[1]))
        links.lead("about/health.py", _("Data health"))


def published(words: str, source: str = "") -> None:
    """Show the new version from now on and say what was done."""
    st.session_state.pop("version", None)
    st.query_params.pop("v", None)
    st.session_state[ROUND] += 1
    st.session_state[DONE] = {"words": words, "source": source}
    st.rerun()


def not_loaded() -> None:
    """List the files that the version being served was built without, each with why and what to do."""
    files = door.refused()
    if not files:
        return
    st.header(_("Files that were left out"))
    st.markdown(_("They lie in the inbox and could not be read. All others are in the figures."))
    columns = {
        "file": st.column_config.TextColumn(_("File"), pinned=True),
        "where": _("Where"),
        "what": st.column_config.TextColumn(_("What stands in the way"), width=360),
        "expected": _("Expected"),
        "do": st.column_config.TextColumn(_("What to do"), width=360),
    }
    frame = pd.DataFrame(files).reindex(columns=list(columns)).fillna("")
    grids.show(frame, columns, alt=_("Files that were left out"))
