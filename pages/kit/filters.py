"""Widgets whose options are codes and whose choice stays in the URL; an unknown code in a link falls back and is said."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any, Literal, cast

import streamlit as st

from etl.records import journal
from etl.records.access import reader
from pages.kit import formats, links
from pages.kit.text import _, colon

LONGEST = 60  # letters of an unknown code that are repeated


def unknown(code: str) -> None:
    """Say that a link asks for something unknown. It may be anybody's link: nothing in it is markup, and a long one is cut."""
    cut = code if len(code) <= LONGEST else f"{code[:LONGEST]}…"
    st.info(_("The link asks for “{code}”, which is not known here.").format(code=formats.plain(cut)))


def writer(
    label: str, key: str, *, placeholder: str, help: str | None = None, width: int | None = None, is_bare: bool = False
) -> str:
    """Return the name that is written beside what this reader writes: of who signed in, else one that is typed and kept while the session lasts."""
    if (person := reader.current()).subject:
        st.session_state[key] = st.session_state["writer"] = person.name
        st.caption(f"{label}{colon()}{formats.plain(person.name)}")
        return person.name
    # A widget forgets its value when its page is left: the name is kept beside it.
    st.session_state.setdefault(key, st.session_state.get("writer", ""))
    look: dict[str, Any] = {"label_visibility": "collapsed" if is_bare else "visible"}
    look |= {"width": width} if width else {}
    name = st.text_input(label, key=key, max_chars=journal.LONGEST_NAME, placeholder=placeholder, help=help, **look)
    st.session_state["writer"] = name
    return name


def choice(label: str, key: str, names: dict[str, str], default: str, wide: bool = False, is_bare: bool = False) -> str:
    """Offer codes under their names and return the chosen code. `names` is code -> name; few codes stay visible.

    `is_bare` leaves the label to those who do not see: the choices say themselves what they are.

    The address wins where it is not the one that this function wrote last: a page has just opened, or a link or the
    browser's Back changed it. Else the widget does, or whoever set its value for this run.
    """
    asked, code = st.query_params.get(key), st.session_state.get(key)
    written = st.session_state.setdefault("told", {})
    if asked is None or asked != written.get(key) or code not in names:
        if asked and asked not in names and not st.session_state.get("switched"):
            unknown(asked)
        code = asked if asked in names else default
    # Set anew each run: a widget of this key on another page leaves a value that this page's widget would not take over.
    st.session_state[key] = code
    name: Any = names.get
    seen: Literal["visible", "collapsed"] = "collapsed" if is_bare else "visible"
    if wide:
        code = st.segmented_control(label, list(names), key=key, format_func=name, required=True, label_visibility=seen)
    else:
        code = st.selectbox(label, list(names), key=key, format_func=name, width=360, label_visibility=seen)
    code = cast(str, code)
    written[key] = code
    links.say(**{key: code})
    return code


def several(
    label: str, key: str, options: Collection[str], name: Callable[[str], str], most: int = 1000, placeholder: str = ""
) -> list[str]:
    """Offer many codes and return those chosen, which stay in the address with ; between them; nothing chosen, nothing there.

    Of very many only the first `most` are offered; any other code can be typed.
    """
    asked = st.query_params.get(key, "")
    last = st.session_state.setdefault("told", {})
    if asked != last.get(key, "") or key not in st.session_state:
        codes = [code.strip() for code in asked.split(";") if code.strip()]
    else:
        codes = list(st.session_state[key])
    known = set(options)
    for code in dict.fromkeys(codes):
        if code not in known and not st.session_state.get("switched"):
            unknown(code)
    st.session_state[key] = chosen = [code for code in dict.fromkeys(codes) if code in known]
    offered = [*list(options)[:most], *(code for code in chosen if code not in list(options)[:most])]
    picked = st.multiselect(
        label,
        offered,
        key=key,
        format_func=name,
        accept_new_options=len(known) > most,
        placeholder=placeholder or _("Choose several"),
    )
    picked = [code for code in picked if code in known]
    last[key] = ";".join(picked)
    links.say(**{key: last[key]})
    return picked


def number(label: str, key: str, most: int) -> int:
    """Offer a whole number from 0 to `most` and return it; in the address it stands where it is not 0."""
    asked = st.query_params.get(key, "")
    last = st.session_state.setdefault("told", {})
    if asked != last.get(key, "") or key not in st.session_state:
        fits = asked.isascii() and asked.isdecimal() and len(asked) < 10 and int(asked) <= most
        if asked and not fits:
            unknown(asked)
        st.session_state[key] = int(asked) if asked and fits else 0
    else:
        st.session_state[key] = st.session_state[key]  # another page's widget of this key would not take it over else
    chosen = st.number_input(label, 0, most, key=key, step=1)
    last[key] = str(chosen) if chosen else ""
    links.say(**{key: last[key]})
    return chosen


def day(label: str, key: str, default: dt.date, first: dt.date, last: dt.date) -> dt.date:
    """Offer a day from `first` to `last` and return it; in the address it stands as ISO where it is not the default."""
    asked = st.query_params.get(key, "")
    told = st.session_state.setdefault("told", {})
    last_default, told[f"{key} default"] = told.get(f"{key} default"), default
    held = st.session_state.get(key)
    is_held = isinstance(held, dt.date) and held != last_default and first <= held <= last  # of this world, and chosen
    if asked != told.get(key, "") or not is_held:
        try:
            wanted = dt.date.fromisoformat(asked) if asked else default
        except ValueError:
            wanted = None
        if wanted is None or not first <= wanted <= last:
            if not st.session_state.get("switched"):
                unknown(asked)
            wanted = default
        st.session_state[key] = wanted
    else:
        st.session_state[key] = held  # another page's widget of this key would not take it over else
    chosen = st.date_input(label, min_value=first, max_value=last, key=key, format="YYYY-MM-DD")
    chosen = chosen if isinstance(chosen, dt.date) else default
    told[key] = "" if chosen == default else chosen.isoformat()
    links.say(**{key: told[key]})
    return chosen
