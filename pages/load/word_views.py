"""Words of a file that are not known: a person says what each means, once for all files, and can take it back."""

import streamlit as st

from etl.records import journal, words
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, ngettext, quoted
from pages.kit.view import View
from pages.load import facts, labels, views

MOST = 20  # words asked for at once


def unknown(view: View, listed: list[dict]) -> None:
    """Ask what unknown words mean and log the answers."""
    if message := st.session_state.pop("load_words_done", None):
        st.success(message)
    if not listed:
        return
    heading = ngettext("{n} word is not known", "{n} words are not known", len(listed)).format(n=len(listed))
    st.subheader(heading)
    st.caption(_("What you choose holds from now on, in every file. Leave open what you are not sure of."))
    with st.form("load_words", border=True):
        chosen = {(one["kind"], one["word"]): _ask(view, one) for one in listed[:MOST]}
        if len(listed) > MOST:
            st.caption(_("The first {n}: the others come once these are settled.").format(n=MOST))
        is_sent = st.form_submit_button(_("Settle these words"), key="load_settle")
    if is_sent:
        _settle({about: code for about, code in chosen.items() if code})


def _ask(view: View, one: dict) -> str | None:
    """One word with the codes that it may mean, the likeliest first."""
    codes = list(dict.fromkeys([*one.get("suggestions", ()), *words.codes(one["kind"])]))
    names = facts.meanings(run, view, one["kind"], codes)
    kind = kit_labels.name(labels.WORDS, one["kind"])
    rows = ngettext("{n} row", "{n} rows", one["rows"]).format(n=formats.count(one["rows"]))
    return st.selectbox(
        f"{quoted(formats.plain(one['word']))} · {kind} · {rows}",
        codes,
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Choose what it means"),
        key=f"load_word_{one['kind']}_{one['word']}",
    )


def _settle(chosen: dict[tuple[str, str], str]) -> None:
    done = 0
    for (kind, word), means in chosen.items():
        try:
            words.settle(kind, word, means, views.person())
        except (ValueError, OSError, journal.Conflict) as problem:
            st.error(formats.plain(errors.in_words(problem)))
            break
        done += 1
    if done:
        said = ngettext(
            "{n} word is settled, and the file is read anew.", "{n} words are settled, and the file is read anew.", done
        )
        st.session_state["load_words_done"] = said.format(n=done)
        st.rerun()
    if not chosen:
        st.info(_("Nothing was chosen."))


def settled(view: View) -> None:
    """List the words that are settled, and offer to take one back."""
    standing = words.settled()
    if not standing:
        return
    with st.expander(ngettext("{n} word is settled", "{n} words are settled", len(standing)).format(n=len(standing))):
        for one in reversed(standing):
            left, right = st.columns([5, 1], vertical_alignment="center")
            means = facts.meanings(run, view, one["kind"], [one["means"]])[one["means"]]
            left.markdown(
                _("“{word}” means {means} · {by}, {at}").format(
                    word=formats.plain(one["word"]),
                    means=means,
                    by=formats.plain(naming.signed(one["by"], one["account"])),
                    at=one["at"][:16].replace("T", " "),
                )
            )
            if right.button(_("Take back"), key=f"load_undo_{one['kind']}_{one['word']}", type="tertiary"):
                try:
                    words.undo(one["kind"], one["word"], views.person())
                except (ValueError, OSError, journal.Conflict) as problem:
                    st.error(formats.plain(errors.in_words(problem)))
                    return
                st.rerun()
