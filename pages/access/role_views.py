"""The table of roles on screen, and giving and taking roles."""

import streamlit as st

from etl.records.access import people, roles
from etl.records.access.people import Conflict
from pages.access import facts
from pages.kit import formats, grids
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _
from pages.kit.view import View

SAID = "role_said"  # what the last change did or what was in its way, told once


def table() -> None:
    """What each role sees and writes."""
    st.header(_("What each role may"))
    columns = {"what": st.column_config.TextColumn("", pinned=True, width=330)}
    columns |= {
        code: st.column_config.TextColumn(_(role.title), width=max(85, 9 * len(role.title)), alignment="center")
        for code, role in roles.ROLES.items()
    }
    grids.show(facts.table(), columns, height="content", alt=_("What each role may"))


def given() -> None:
    """List whom a steward gave a role, and offer to take it back."""
    st.header(_("Who has a role"))
    if words := st.session_state.pop(SAID, None):
        st.info(formats.plain(words))
    if lines := people.damaged():
        words = _("Lines of {file} that cannot be read: {lines}. They give and take nothing, and one of them may have taken a role away that stands here. Look at each role, then mend the file or bring it back from a copy.")  # fmt: skip
        st.warning(words.format(file=people.file().name, lines=", ".join(map(str, lines))))
    frame = facts.given()
    if frame.empty:
        st.caption(_("Nobody was given a role here. The provider's claim may give some."))
    for row in frame.itertuples():
        left, right = st.columns([5, 1], vertical_alignment="center")
        role = f"{row.role} ({row.iso3})" if row.iso3 else row.role
        left.markdown(
            _("**{account}** · {role} · given by {by}, {at}").format(
                account=formats.plain(row.account), role=role, by=formats.plain(row.by), at=row.at
            )
        )
        right.button(_("Take back"), key=f"take_{row.account}", on_click=_take, args=(row.account, row.seq))


def give(view: View) -> None:
    """Give an account a role."""
    st.header(_("Give a role"))
    states = run("member_states", view.snapshot).set_index("iso3")["name"].to_dict()
    with st.form("give_role", border=False):
        st.text_input(
            _("Account"), key="role_account", max_chars=people.LONGEST, width=420,
            placeholder=_("E-mail address that the person signs in with"),
        )  # fmt: skip
        st.selectbox(
            _("Role"),
            list(roles.ROLES),
            key="role_code",
            format_func=lambda code: _(roles.ROLES[code].title),
            width=420,
        )
        st.selectbox(
            _("Member State, for its focal point"), list(states), key="role_state", index=None, format_func=states.get, width=420,
            placeholder=_("Choose one"),
        )  # fmt: skip
        seen = {entry["about"]: entry["seq"] for entry in people.log()}  # what the steward had before them
        st.form_submit_button(_("Give"), type="primary", key="do_give", on_click=_give, args=(seen,))


def _give(seen: dict[str, int]) -> None:
    account, role, iso3 = (st.session_state.get(f"role_{name}") or "" for name in ("account", "code", "state"))
    account = " ".join(account.split()).casefold()
    code = f"{role}:{iso3}" if role == roles.MEMBER_STATE and iso3 else role
    if role == roles.MEMBER_STATE and not iso3:
        st.session_state[SAID] = _("Choose the Member State that the person speaks for.")
        return
    _write(lambda: people.give(account, code, base=seen.get(account, 0)))


def _take(account: str, base: int) -> None:
    _write(lambda: people.take(account, base=base))


def _write(write) -> None:
    try:
        write()
    except Conflict as problem:
        st.session_state[SAID] = _("{by} changed this role at {at}. Look at it, then decide again.").format(
            by=problem.by, at=problem.at[:16].replace("T", " ")
        )
    except (ValueError, OSError) as problem:
        st.session_state[SAID] = errors.in_words(problem)
    else:
        st.session_state[SAID] = _("Noted. It holds from the person's next click.")
