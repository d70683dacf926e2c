"""What belongs to every map: the appearance that it is drawn for, the credit and the disclaimer under it."""

import streamlit as st

from pages.kit.text import _


def appearance() -> str:
    """Return light or dark, as the reader sees the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def credit_text() -> str:
    """Return whose boundaries these are, and what they do not mean."""
    return _(
        "Boundaries: United Nations Geodata, simplified, not for commercial use. The boundaries and names shown and the"
        " designations used on this map do not imply official endorsement or acceptance by the United Nations."
        " Areas that are not Member States themselves, or whose status is not determined, are grey."
    )


def credit() -> None:
    """Say under a map whose boundaries these are, and what they do not mean."""
    st.caption(credit_text())
