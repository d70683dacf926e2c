"""Signing in and out, and what a page says to who may not see it."""

import streamlit as st

from etl.records.access import audit, people, reader, roles, sign_in
from etl.records.access.roles import Person
from pages.kit import formats, notes
from pages.kit.text import _
from pages.kit.view import View


def offer() -> None:
    """Say above the page who reads, and offer to sign in or out; nothing where nobody signs in."""
    if not sign_in.is_configured():
        return
    person = reader.current()
    with st.container(key="who_reads", horizontal=True, vertical_alignment="center", gap="small"):
        if person.subject:
            if not st.session_state.get("came"):
                st.session_state["came"] = True
                audit.note(person, "session")
            st.caption(f"{formats.plain(person.name)} · {title(person)}", width="content")
            st.button(_("Sign out"), key="sign_out", type="tertiary", icon=":material/logout:", on_click=_out)
            return
        if st.user.is_logged_in:
            st.caption(_("The sign-in has ended: sign in again."), width="content")
        st.button(_("Sign in"), key="sign_in", type="tertiary", icon=":material/login:", on_click=st.login)


def _out() -> None:
    audit.note(reader.current(), "out")
    people.out(st.user.to_dict(), reader.current().name)
    st.logout()


def title(person: Person) -> str:
    """What a person's role is called, with the state that they speak for."""
    name = _(person.table.title)
    return f"{name} ({person.iso3})" if person.iso3 else name


def closed(view: View, page: str, need: str) -> None:
    """Say for whom the page called `page` is; `need` is `restricted` or a code of roles.WRITES."""
    notes.heading(view, page)
    said = st.session_state.setdefault("refused", set())
    if page not in said and (person := reader.current()).subject:
        audit.note(person, "refused", page=page)
        said.add(page)
    fit = [
        _(role.title) for role in roles.ROLES.values() if need in role.writes or (need == "restricted" == role.audience)
    ]
    person = reader.current()
    words = _("This page is for: {roles}. You read as: {role}.")
    st.info(words.format(roles=", ".join(fit), role=title(person)), icon=":material/lock:")
    if sign_in.is_configured() and not person.subject:
        st.button(_("Sign in"), key="sign_in_here", type="primary", on_click=st.login)
