"""What sessions and cached answers hold does not grow with how often a page is read."""

import gc
import weakref

import queries
from pages.kit import cache
from tests.support.screen import NAMES, app

WALK = ("deployments/contributors.py", "parity/page.py", "requirements/page.py", "pledges/page.py")


def test_a_session_keeps_nothing_of_widgets_that_are_gone(published):
    at = app()
    state = at._session_state._state
    for script in (*WALK, *WALK):
        at.switch_page(f"pages/{script}").run()
        at.run()  # what was on the page before goes at the begin of the next run
        kept = state._new_widget_state.widget_metadata.keys()
        shown = set(state._new_widget_state.states) | set(state._old_state)
        assert len(shown & kept) > 3, script
        assert not kept - shown, f"{len(kept - shown)} widgets on {NAMES[script]} are of pages that were left"


def test_an_answer_that_is_read_again_and_again_grows_nothing(published):
    def notes() -> int:
        gc.collect()
        return sum(type(one) is weakref.ReferenceType for one in gc.get_objects())

    snapshot = queries.current()
    first = cache.run("deployment_by_state", snapshot)
    before = notes()
    for _ in range(100):
        cache.run("deployment_by_state", snapshot)["people_count"].sum()
    assert notes() - before < 50
    first["people_count"] = 0  # whoever changes a frame changes their own
    assert cache.run("deployment_by_state", snapshot)["people_count"].sum() > 0
