"""Ways from one page to another. A script is named as in the table of contents: deployments/country.py."""

import streamlit as st

from pages.kit.view import View


def open_page(script: str, view: View, **parameters: str) -> None:
    """Go to a page with the same version, month and scope: a switch in the middle of a run forgets them."""
    held = {"v": view.snapshot.version, "month": view.as_of.isoformat(), "scope": view.scope}
    if view.is_exercise:
        held["dataset"] = view.snapshot.dataset
    st.switch_page(f"pages/{script}", query_params=held | parameters)


def lead(script: str, label: str, **parameters: str) -> None:
    """A link to a page as these parameters show it."""
    st.page_link(f"pages/{script}", label=label, icon=":material/arrow_forward:", query_params=parameters)
