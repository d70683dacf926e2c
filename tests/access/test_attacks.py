"""What a provider's answer must be for a sign-in: signed by its key, for this client, now, of this question. All else opens nothing."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwk, jwt

from tests.support.server import Server, Session

SECRET = "s" * 40
OWN, OTHER = (jwk.RSAKey.generate_key(2048, {"kid": "k1", "alg": "RS256"}) for _ in range(2))


class Provider(ThreadingHTTPServer):
    """A provider whose tokens are as a test says: `claims` over the right ones, `key` that signs, `header` of the token."""

    def __init__(self, port: int = 0):
        super().__init__(("127.0.0.1", port), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.nonce, self.key, self.header = "", OWN, {"alg": "RS256", "kid": "k1"}
        self.claims: dict = {}

    def token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": "ledger", "sub": "7", "email": "ama@zed.example", "nonce": self.nonce, "iat": now, "exp": now + 60,
        } | self.claims  # fmt: skip
        if self.header["alg"] == "none":
            parts = [json.dumps(part).encode() for part in (self.header, claims)]
            return ".".join([*(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts), ""])
        return jwt.encode(self.header, claims, self.key)


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self):
        own = self.server.url
        if self.path.startswith("/jwks"):
            return self.say({"keys": [OWN.as_dict(private=False)]})
        self.say(
            {"issuer": own, "authorization_endpoint": own + "/authorize", "token_endpoint": own + "/token", "jwks_uri": own + "/jwks"}
        )  # fmt: skip

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.say({"access_token": "a", "token_type": "Bearer", "id_token": self.server.token()})

    def say(self, what: dict):
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said):
        pass


@pytest.fixture(scope="module")
def provider():
    with Provider() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def settings_of(provider) -> dict[str, str]:
    """What a server needs to know of a provider."""
    return {
        "LEDGER_ORIGIN": "{url}", "LEDGER_OIDC_METADATA_URL": provider.url + "/.well-known/openid-configuration",
        "LEDGER_OIDC_CLIENT_ID": "ledger", "LEDGER_OIDC_CLIENT_SECRET": "secret", "LEDGER_COOKIE_SECRET": SECRET,
    }  # fmt: skip


@pytest.fixture(scope="module")
def guarded(provider, built, tmp_path_factory):
    work = tmp_path_factory.mktemp("attacked")
    (work / "build").symlink_to(built / "build")
    running = Server(work, "restricted", **settings_of(provider))
    yield running.wait()
    running.stop()


def asked(secret: str = SECRET) -> str:
    """What the button sends: the dashboard's own word that somebody wants to sign in."""
    claims = {"provider": "default", "exp": int(time.time()) + 60}
    return jwt.encode({"alg": "HS256"}, claims, jwk.OctKey.import_key(secret))


def begin(client: httpx.Client) -> tuple[str, str]:
    """Begin to sign in, as the button does; the state that the provider is to give back, and the nonce of the token."""
    answer = client.get("/auth/login", params={"provider": asked()})
    assert answer.status_code in (302, 307), answer.text
    sent = parse_qs(urlsplit(answer.headers["location"]).query)
    return sent["state"][0], sent["nonce"][0]


def is_in(client: httpx.Client, state: str) -> bool:
    """Come back from the provider; whether that signed somebody in."""
    answer = client.get("/oauth2callback", params={"code": "c", "state": state})
    return any(
        cookie.startswith("_streamlit_user=") and '=""' not in cookie
        for cookie in answer.headers.get_list("set-cookie")
    )


FAULTS = {
    "right": {},
    "signed by another key": {"key": OTHER},
    "not signed": {"header": {"alg": "none"}},
    "signed with the client's secret": {"header": {"alg": "HS256"}, "key": jwk.OctKey.import_key("secret" * 6)},
    "for another client": {"claims": {"aud": "another"}},
    "of another provider": {"claims": {"iss": "https://other.example"}},
    "expired": {"claims": {"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200}},
    "of another question": {"claims": {"nonce": "another"}},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_only_a_right_answer_of_the_provider_signs_in(fault, provider, guarded):
    with httpx.Client(base_url=guarded.url) as client:
        state, nonce = begin(client)
        provider.nonce, provider.claims, provider.key, provider.header = (
            nonce,
            {},
            OWN,
            {"alg": "RS256", "kid": "k1"},
        )
        for name, value in FAULTS[fault].items():
            setattr(provider, name, value)
        assert is_in(client, state) == (fault == "right")
        provider.claims, provider.key, provider.header = {}, OWN, {"alg": "RS256", "kid": "k1"}
        assert not is_in(client, state)  # an answer is taken once


def test_an_answer_to_a_question_of_another_browser_signs_nobody_in(provider, guarded):
    with httpx.Client(base_url=guarded.url) as theirs, httpx.Client(base_url=guarded.url) as own:
        state, provider.nonce = begin(theirs)
        begin(own)
        assert not is_in(own, state)
        assert is_in(theirs, state)


def test_a_question_that_the_dashboard_did_not_ask_leads_nowhere(guarded):
    with httpx.Client(base_url=guarded.url) as client:
        for token in (asked("x" * 40), "", "x.y.z"):
            assert client.get("/auth/login", params={"provider": token}).headers["location"] == "/"


def said_to(url: str, client: httpx.Client) -> str:
    """What a page says to whoever has the cookies of a client."""
    xsrf = client.get(url + "/_stcore/health").cookies["_streamlit_xsrf"]
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    page = Session(url, subprotocols=["streamlit", xsrf], additional_headers={"Cookie": cookies})
    told = "".join(str(one) for one in page.run())
    page.close()
    client.close()
    return told


def closed(provider) -> None:
    """A provider that is away: nothing listens at its address any more."""
    provider.shutdown()
    provider.server_close()


def test_while_the_provider_is_away_it_is_said_in_words_and_once_it_is_back_people_sign_in(built, tmp_path):
    away = Provider()
    port = away.server_port
    work = tmp_path / "work"
    work.mkdir()
    (work / "build").symlink_to(built / "build")
    running = Server(work, "restricted", **settings_of(away)).wait()
    try:
        with httpx.Client(base_url=running.url) as client:
            away.server_close()
            told = client.get("/auth/login", params={"provider": asked()})
            assert told.status_code == 503 and "Nobody can sign in just now" in told.text and 'href="/"' in told.text
            assert client.get("/readyz").status_code == 200 == client.get("/").status_code  # pages go on

            here = Provider(port)
            threading.Thread(target=here.serve_forever, daemon=True).start()
            state, here.nonce = begin(client)
            closed(here)  # while the person is at it
            told = client.get("/oauth2callback", params={"code": "c", "state": state})
            assert told.status_code == 503 and "was not finished" in told.text and "Traceback" not in told.text
            assert not is_in(client, state)  # nor by the same answer later

            here = Provider(port)
            threading.Thread(target=here.serve_forever, daemon=True).start()
            state, here.nonce = begin(client)
            assert is_in(client, state)
            closed(here)
            assert "Sign out" in said_to(running.url, client) and "Sign out" not in said_to(running.url, httpx.Client())
    finally:
        running.stop()


def test_cookies_that_somebody_planted_before_a_sign_in_are_not_signed_in_by_it(provider, guarded):
    with httpx.Client(base_url=guarded.url) as theirs, httpx.Client(base_url=guarded.url) as own:
        begin(theirs)
        own.cookies = httpx.Cookies(theirs.cookies)
        assert len(own.cookies) and dict(own.cookies) == dict(theirs.cookies)
        state, provider.nonce = begin(own)
        assert is_in(own, state)
        assert "Sign out" in said_to(guarded.url, own) and "Sign out" not in said_to(guarded.url, theirs)
