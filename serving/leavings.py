"""What a session of Streamlit leaves behind as it goes from page to page.

Of each widget that it ever showed it keeps how its value is read and what is called on a change, and with that the page's script and
frames: a megabyte a session after its tenth page. What belongs to no widget that is still there is let go (docs/DECISIONS.md).
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def let_go() -> None:
    """Forget, at the begin of a run, the widgets of pages that were left. Streamlit has forgotten their values at the end of the last run."""
    if context := get_script_run_ctx():
        state = context.session_state._state
        widgets = state._new_widget_state
        widgets.widget_metadata = {
            name: about
            for name, about in widgets.widget_metadata.items()
            if name in widgets.states or name in state._old_state
        }
