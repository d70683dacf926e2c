"""Ways from one page to another, and to files. A script is named as in the table of contents: deployments/country.py."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from etl.records.access import audit, handed, people, reader, sign_in
from etl.records.access.roles import Person
from pages.kit import text
from pages.kit.view import View


def held(view: View, **parameters: str) -> dict[str, str]:
    """What a link says so that it opens the same version, month, scope, dataset and language, and these parameters."""
    said = {"v": view.snapshot.version, "month": view.as_of.isoformat(), "scope": view.scope}
    return said | ({"dataset": view.snapshot.dataset} if view.is_exercise else {}) | text.said() | parameters


def way(page: str, view: View, **parameters: str) -> str:
    """The address of a page, by its name in the address, with what `held` says."""
    return f"{page}?{urlencode(held(view, **parameters))}"


def say(**parameters: str) -> None:
    """Have the address say these parameters, without those that are empty. The browser is told once, and only of what changes."""
    now = st.query_params.to_dict()
    said = {key: value for key, value in (now | parameters).items() if value or key not in parameters}
    if said != now:
        st.query_params.from_dict(said)


def open_page(script: str, view: View, **parameters: str) -> None:
    """Go to a page with the same version, month and scope: a switch in the middle of a run forgets them."""
    st.switch_page(f"pages/{script}", query_params=held(view, **parameters))


def lead(script: str, label: str, icon: str | None = ":material/arrow_forward:", **parameters: str) -> None:
    """A link to a page as these parameters show it, in the language and of the dataset at hand: it may be opened in another window."""
    own = {key: st.query_params[key] for key in ("dataset", "lang") if key in st.query_params}
    st.page_link(f"pages/{script}", label=label, icon=icon, query_params=own | parameters)


def download(
    view: View, label: str, make: Callable[[], Any], file_name: str, mime: str | None = None, **look: Any
) -> None:
    """Offer a file that `make` writes when it is asked for; one of a view with restricted figures is for who reads now alone, and stands in the audit once it is taken."""
    if view.has_units:
        claims = st.user.to_dict() if sign_in.is_configured() else {}
        make = functools.partial(_taken, reader.current(), claims, file_name, view.snapshot.version, make)
    make = functools.partial(text.within, text.language(), make)  # a file is made in another thread than the page
    st.download_button(label, make, file_name, mime, on_click="ignore", **look)


def _taken(person: Person, claims: dict, file_name: str, version: str, make: Callable[[], Any]) -> Any:
    """What `make` writes, where whoever was offered it still has the role that they had then: a file is made in another thread than the page."""
    if claims.get("is_logged_in") and people.of(claims) != person:
        audit.note(person, "refused", file=file_name)
        raise PermissionError(file_name)
    audit.note(person, "export", file=file_name, version=version)
    content = make()
    handed.note(content, person)
    return content
