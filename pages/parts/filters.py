"""Widgets whose options are codes and whose choice stays in the URL; an unknown code in a link falls back and is said."""

import streamlit as st

from pages.parts.text import _


def choice(label: str, key: str, names: dict[str, str], default: str, wide: bool = False) -> str:
    """Offer codes under their names and return the chosen code. `names` is code -> name; few codes stay visible."""
    if st.session_state.get(key) not in names:
        asked = st.query_params.get(key)
        if asked and asked not in names:
            st.info(_("The link asks for “{code}”, which is not known here.").format(code=asked))
        st.session_state[key] = asked if asked in names else default
    if wide:
        code = st.segmented_control(label, list(names), key=key, format_func=names.get, required=True)
    else:
        code = st.selectbox(label, list(names), key=key, format_func=names.get)
    st.query_params[key] = code
    return code
