"""Ways from one page to another, and to files. A script is named as in the table of contents: deployments/country.py."""

import functools
from collections.abc import Callable
from typing import Any

import streamlit as st

from etl.records.access import audit, reader
from etl.records.access.roles import Person
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


def download(
    view: View, label: str, make: Callable[[], Any], file_name: str, mime: str | None = None, **look: Any
) -> None:
    """Offer a file that `make` writes when it is asked for; one of a view with restricted figures stands in the audit once it is taken."""
    if not view.is_open:
        make = functools.partial(_taken, reader.current(), file_name, view.snapshot.version, make)
    st.download_button(label, make, file_name, mime, on_click="ignore", **look)


def _taken(person: Person, file_name: str, version: str, make: Callable[[], Any]) -> Any:
    audit.note(person, "export", file=file_name, version=version)
    return make()
