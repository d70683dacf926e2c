"""The slides that a reader collected on screen: what can be added, their order, and the file."""

import functools

import streamlit as st

from etl.records import slide_lists
from pages.handover import facts, keeping
from pages.kit import formats, links, notes
from pages.kit.cache import kept, run
from pages.kit.text import _, ngettext
from pages.kit.view import View, Wanted
from pages.reports import labels, month_notes, pledge_files, slides

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def documents(view: View) -> None:
    """Offer the notes of which this view has the figures, each as Word and as PDF."""
    st.header(_("Notes"))
    for kind, name in labels.NOTES.items():
        if not month_notes.is_there(run, view, kind):
            st.caption(_("{note}: needs levels, which this view has not.").format(note=_(name)))
            continue
        with st.container(gap="xxsmall"):
            st.markdown(f"**{_(name)}**")
            with st.container(horizontal=True):
                for ending, label in labels.FILES.items():
                    links.download(
                        view,
                        _(label),
                        functools.partial(month_notes.note, run, view, kind, ending),
                        month_notes.file_name(run, view, kind, ending),
                        pledge_files.MIME[ending],
                        key=f"{kind}_{ending}",
                    )


def add(view: View) -> None:
    """Offer the slides that are of no state and no mission, where this view has their figures."""
    st.header(_("Add slides"))
    kinds = [kind for kind in slides.MAIN if kept(slides.is_there, view, kind)]
    with st.container(horizontal=True):
        for kind in kinds:
            wanted = Wanted(kind, view)
            collected = _list()
            st.button(
                _(labels.SLIDES[kind]),
                key=f"add_{kind}",
                icon=":material/check:" if wanted in collected else ":material/add:",
                disabled=wanted in collected,
                on_click=collected.append,
                args=(wanted,),
            )
    if len(kinds) < len(slides.MAIN):
        others = ", ".join(_(labels.SLIDES[kind]) for kind in slides.MAIN if kind not in kinds)
        st.caption(_("Not reported, or not in this view: {figures}.").format(figures=others))


def collected(view: View) -> None:
    """List what was collected, to be put in order or taken out, and offer it as one file."""
    st.header(_("My slides"))
    wanted = _list()
    _lasts(wanted)
    if not wanted:
        st.info(_("No slide yet. A state's or a mission's is added on its own page."))
        return
    made = [(one, slides.slide(run, one)) for one in wanted]
    for place, (one, shown) in enumerate(made):
        with st.container(border=True, gap="xxsmall"):
            title = shown.title if shown else _("Not reported, or not in this view: it is left out of the file")
            about = one.view.marked(shown.figure if shown else _(labels.SLIDES[one.kind]))
            st.markdown(f"**{place + 1}.** {formats.plain(title)}  \n:gray[{formats.plain(about)}]")
            with st.container(horizontal=True):
                for icon, label, to in (("arrow_upward", _("Up"), place - 1), ("arrow_downward", _("Down"), place + 1)):
                    st.button(
                        label, key=f"{icon}_{place}", icon=f":material/{icon}:", type="tertiary",
                        disabled=not 0 <= to < len(made), on_click=_move, args=(place, to),
                    )  # fmt: skip
                st.button(
                    _("Remove"), key=f"remove_{place}", icon=":material/close:", type="tertiary",
                    on_click=_remove, args=(place,),
                )  # fmt: skip
    ready = [(one, shown) for one, shown in made if shown is not None]
    if not ready:
        return
    words = ngettext("Download {n} slide (PowerPoint)", "Download {n} slides (PowerPoint)", len(ready))
    links.download(
        view,
        words.format(n=len(ready)),
        lambda: _file(view, [shown for _one, shown in ready]),
        slides.file_name(ready),
        POWERPOINT,
        key="deck",
        type="primary",
    )
    if any(shown.is_restricted for _one, shown in ready):
        st.caption(_("The file says RESTRICTED on each slide that is, and in its name."))


def _lasts(wanted: list[Wanted]) -> None:
    """Say how long the list is there, and of which slide it is not."""
    if not slide_lists.are_kept():
        st.caption(
            _(
                "The list lasts as long as this tab: a reload, or a link that is opened, begins a new one. Download it before."
            )
        )
        return
    lines = [_("Your list is kept: it is there again after a reload, and in another tab.")]
    if any(facts.code(one) is None for one in wanted):
        lines.append(_("What was supposed lasts as long as this tab: its own page has it in its link."))
    if lost := st.session_state.get(keeping.LOST):
        words = ngettext("{n} slide cannot be made any more and is left out.", "{n} slides cannot be made any more and are left out.", lost)  # fmt: skip
        lines.append(words.format(n=formats.count(lost)))
    st.caption(" ".join(lines))
    if refused := st.session_state.get(keeping.REFUSED):
        st.error(formats.plain(refused))


def _list() -> list[Wanted]:
    return st.session_state.setdefault(notes.SLIDES, [])


def _move(place: int, to: int) -> None:
    wanted = _list()
    wanted[place], wanted[to] = wanted[to], wanted[place]


def _remove(place: int) -> None:
    del _list()[place]


def _file(view: View, shown: list[slides.Slide]) -> bytes:
    from pages.reports import deck  # a writer of slides: only where somebody downloads one

    return deck.deck(shown, view.marked(_("Force generation ledger")))
