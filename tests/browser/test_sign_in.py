"""People sign in with a real OpenID Connect provider: each sees and writes what their role may, by click and by link."""

import json
import socket
import subprocess
import sys
import time

import pytest

from etl.records.access import roles
from tests.support.browser import Visit, more
from tests.support.server import Server

pytestmark = pytest.mark.browser

STAFF = {
    "ama@dpo.example": "dpo", "cato@chair.example": "co_chair", "wim@wps.example": "wps", "fay@mission.example": "member_state:FJI",
    "sam@steward.example": "steward", "qia@mission.example": "member_state:QMO", "qal@mission.example": "member_state:QNE",
}  # fmt: skip
CLOSED = {"today": "Today", "load_data": "Load data", "review": "Review pledges", "roles": "People and roles"}
OPENS = {"dpo": {"today"}, "wps": {"today"}, "steward": set(CLOSED)}


@pytest.fixture(scope="module")
def provider():
    """A provider in a process of its own: what it says of its own libraries is no fault of ours."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    people = [
        {
            "sub": email,
            "email": email,
            "email_verified": True,
            "name": email.partition("@")[0].title(),
            "ledger_role": role,
        }
        for email, role in STAFF.items()
    ]
    users = [part for one in people for part in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *users]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def guarded(built, provider, tmp_path_factory):
    work = tmp_path_factory.mktemp("guarded")
    (work / "build").symlink_to(built / "build")
    running = Server(
        work, "restricted", LEDGER_ORIGIN="{url}", LEDGER_OIDC_METADATA_URL=provider + "/.well-known/openid-configuration",
        LEDGER_OIDC_CLIENT_ID="ledger", LEDGER_OIDC_CLIENT_SECRET="secret", LEDGER_COOKIE_SECRET="c" * 40,
    )  # fmt: skip
    yield running.wait()
    running.stop()


@pytest.fixture
def person(chromium, guarded):
    """Open the dashboard as somebody: `person(email)`, or as nobody."""
    contexts = []

    def enter(email: str = "") -> Visit:
        contexts.append(chromium.new_context(viewport={"width": 1440, "height": 900}))
        seen = Visit(contexts[-1].new_page(), guarded)
        seen.open("")
        if email:
            seen.page.get_by_role("button", name="Sign in").click()
            seen.page.get_by_role("button", name=email).click()
            seen.page.get_by_role("button", name="Sign out").wait_for(timeout=60_000)
            seen.settle()
        return seen

    yield enter
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    "email", ["", "ama@dpo.example", *more("cato@chair.example", "wim@wps.example", "fay@mission.example", "sam@steward.example")]
)  # fmt: skip
def test_each_role_is_offered_its_pages_and_a_link_to_another_says_for_whom_it_is(email, person):
    role = STAFF.get(email, "open")
    seen, opened = person(email), OPENS.get(role, set())
    links = seen.page.get_by_test_id("stSidebarNav")
    badge = seen.page.get_by_text("Holds pledges that were not announced").count()
    assert bool(badge) == (role in OPENS)
    for path, title in CLOSED.items():
        assert bool(links.get_by_role("link", name=title).count()) == (path in opened), path
        page = seen.go_on(path, title)
        assert bool(page.get_by_text("This page is for").count()) == (path not in opened), path
        assert not page.get_by_text("could not be shown").count(), path
    assert not seen.outside or email, seen.outside


@pytest.mark.more
def test_a_file_that_one_person_took_is_handed_to_nobody_else_and_none_is_made_once_the_sign_in_has_ended(
    person, guarded
):
    seen, others = person("ama@dpo.example"), [person(), person("wim@wps.example")]
    page = seen.open("hand_over?dataset=exercise", "EXERCISE: Hand over")
    button = page.get_by_role("button", name="PDF").first

    def taken() -> str:
        with page.expect_download() as waiting:
            button.click()
        return waiting.value.url

    def answer(visit: Visit, at: str) -> int:
        return visit.context.request.get(at).status

    at = taken()  # Streamlit keeps it until some session's script has ended twice
    assert "/media/" in at and [answer(one, at) for one in (seen, *others)] == [200, 403, 403]
    other = Visit(seen.context.new_page(), guarded)
    other.open("").get_by_role("button", name="Sign out").click()
    other.page.get_by_text("End Session").first.wait_for(timeout=60_000)
    files: list = []
    page.on("download", lambda file: files.append(file))
    button.click()  # on a page that is still as it was
    audit, end = guarded.log.parent / "decisions" / "audit.jsonl", time.monotonic() + 20
    while '"refused"' not in audit.read_text().splitlines()[-1] and time.monotonic() < end:
        page.wait_for_timeout(200)
    last = json.loads(audit.read_text().splitlines()[-1])
    assert last["what"] == "refused" and last["facts"]["file"].endswith(".pdf") and not files


@pytest.mark.more
def test_two_states_in_two_browsers_see_their_own_units_and_by_a_link_none_of_the_other(person):
    one, other = person("qia@mission.example"), person("qal@mission.example")
    for seen in (one, other):
        seen.open("country?dataset=exercise")
    for _again in range(2):
        for seen, own, strange in ((one, "QMO", "QNE"), (other, "QNE", "QMO")):
            page = seen.go_on(f"country?iso3={own}&dataset=exercise", f"EXERCISE: Member State {own}")
            page.get_by_text("Your own view").wait_for()
            page.get_by_text("Levels count units at that level or above").wait_for()
            page = seen.go_on(f"country?iso3={strange}&dataset=exercise", f"EXERCISE: Member State {strange}")
            page.get_by_text("A Member State's level in the PCRS is restricted").wait_for()
            assert not page.get_by_text("Your own view").count() and not page.get_by_text(f"{strange}-001").count()


def test_every_role_of_the_table_has_its_person():
    assert set(roles.ROLES) == {"open", *(role.partition(":")[0] for role in STAFF.values())}


def test_a_sign_in_that_is_ended_opens_nothing_in_another_tab_or_by_its_cookie(person, guarded):
    seen = person("ama@dpo.example")
    cookies = seen.context.cookies()
    other = Visit(seen.context.new_page(), guarded)
    other.open("hand_over?dataset=exercise", "EXERCISE: Hand over")
    other.page.locator("[class*=st-key-add_] button:enabled").first.click()
    other.page.get_by_role("button", name="Remove").first.wait_for()
    seen.page.get_by_role("button", name="Sign out").click()
    seen.page.get_by_text("End Session").first.wait_for(timeout=60_000)  # the provider's own page
    other.go_on("today?dataset=exercise", "EXERCISE: Today").get_by_text("This page is for").wait_for()
    other.go_on("hand_over?dataset=exercise", "EXERCISE: Hand over").get_by_text("No slide yet").wait_for()
    seen.context.add_cookies(cookies)
    seen.open("today", "Today").get_by_text("This page is for").wait_for()
    assert seen.page.get_by_text("The sign-in has ended").count()
