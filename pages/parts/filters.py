"""Widgets whose options are codes and whose choice stays in the URL; an unknown code in a link falls back and is said."""

import streamlit as st

from pages.parts.text import _


def choice(label: str, key: str, names: dict[str, str], default: str, wide: bool = False) -> str:
    """Offer codes under their names and return the chosen code. `names` is code -> name; few codes stay visible.

    The address wins where it is not the one that this function wrote last: a page has just opened, or a link or the
    browser's Back changed it. Else the widget does, or whoever set its value for this run.
    """
    asked, code = st.query_params.get(key), st.session_state.get(key)
    told = st.session_state.setdefault("told", {})
    if asked is None or asked != told.get(key) or code not in names:
        if asked and asked not in names and not st.session_state.get("switched"):
            st.info(_("The link asks for “{code}”, which is not known here.").format(code=asked))
        code = asked if asked in names else default
    # Set anew each run: a widget of this key on another page leaves a value that this page's widget would not take over.
    st.session_state[key] = code
    if wide:
        code = st.segmented_control(label, list(names), key=key, format_func=names.get, required=True)
    else:
        code = st.selectbox(label, list(names), key=key, format_func=names.get, width=360)
    st.query_params[key] = told[key] = code
    return code
