"""What deploy/ holds, tried: the unit's command behind Caddy with TLS, opened in Chromium; what the container and the unit may not do."""

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from etl.settings import ROOT
from tests.support.browser import Visit
from tests.support.server import Session, free_ports

DEPLOY = ROOT / "deploy"


def unit() -> dict[str, str]:
    """What the section Service of the systemd unit says; of what stands there twice the last."""
    text = (DEPLOY / "ledger.service").read_text(encoding="utf-8")
    lines = text.partition("[Service]")[2].partition("[Install]")[0].splitlines()
    return {name: said for name, sign, said in (line.partition("=") for line in lines) if sign and name[0] != "#"}


class Site:
    """The dashboard by its unit's command, and Caddy in front of it; `url` as a reader types it."""

    def __init__(self, work, home):
        inside, outside = free_ports(2), free_ports()
        self.url = f"https://ledger.localhost:{outside}"
        self.port, self.inside, self.root = (
            outside,
            inside,
            home / "caddy" / "pki" / "authorities" / "local" / "root.crt",
        )
        said = dict(pair.split("=", 1) for pair in shlex.split(unit()["Environment"]))
        common = {"PATH": os.environ["PATH"], "HOME": str(home), "LEDGER_ORIGIN": self.url}
        app = common | said | {"HOME": str(home), "LEDGER_WORK": str(work), "LEDGER_WORKERS": "2", "PORT": str(inside)}
        proxy = common | {"XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home), "LEDGER_UPSTREAMS": f"127.0.0.1:{inside} 127.0.0.1:{inside + 1}", "LEDGER_HTTP_PORT": str(free_ports())}  # fmt: skip
        command = [sys.executable, *shlex.split(unit()["ExecStart"])[1:]]
        caddy = ["caddy", "run", "--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"]
        self.log = home / "app.log"
        self.started = []
        with self.log.open("w") as log:
            self.started.append(subprocess.Popen(command, cwd=ROOT, env=app, stdout=log, stderr=log))
        with (home / "caddy.log").open("w") as log:
            self.started.append(subprocess.Popen(caddy, cwd=home, env=proxy, stdout=log, stderr=log))

    def ask(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and head of an answer over TLS, whose certificate is held against Caddy's own authority."""
        trust = ssl.create_default_context(cafile=str(self.root))
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        with trust.wrap_socket(raw, server_hostname="ledger.localhost") as line:
            said = {"Host": f"ledger.localhost:{self.port}", "Connection": "close"} | headers
            lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
            line.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
            told = b"".join(iter(lambda: line.recv(65536), b"")).decode("utf-8", "replace")
        head = told.partition("\r\n\r\n")[0]
        return int(head.split()[1]), head

    def cookie(self) -> str:
        """The cookie that keeps a browser at one process, as the proxy gives it to one that comes."""
        kept = re.search(r"ledger_worker=\w+", self.ask("/")[1])
        assert kept is not None
        return kept[0]

    def session(self, cookie: str = "") -> Session:
        """A session of a browser through the proxy, at the process that its cookie says."""
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        trust = ssl.create_default_context(cafile=str(self.root))
        return Session(
            self.url,
            sock=raw,
            ssl=trust,
            server_hostname="ledger.localhost",
            additional_headers={"Cookie": cookie or self.cookie()},
            open_timeout=90,  # past it the client may wait for ever
        )

    def wait(self) -> "Site":
        """Itself, once a page can be had through the proxy."""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            for one in self.started:
                assert one.poll() is None, self.log.read_text()[-2000:]
            try:
                if self.ask("/readyz")[0] == 200:
                    return self
            except (OSError, IndexError, ValueError):
                pass
            time.sleep(0.3)
        raise TimeoutError(self.log.read_text()[-2000:])

    def servers(self) -> list[int]:
        """The processes that serve."""
        main = self.started[0].pid
        return [int(pid) for pid in Path(f"/proc/{main}/task/{main}/children").read_text().split()]

    def wait_for_both(self) -> None:
        """Return once both processes answer."""
        end = time.monotonic() + 90
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                for port in (self.inside, self.inside + 1):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).read()
                return
            time.sleep(0.3)
        raise TimeoutError(self.log.read_text()[-2000:])

    def stop(self) -> None:
        for one in self.started:
            one.terminate()
        for one in self.started:
            one.wait(20)


@pytest.fixture(scope="module")
def caddy():
    """Caddy is there; without it these tests are skipped, but never in continuous integration."""
    if shutil.which("caddy") is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError("Caddy is missing: .ci/run installs it")
        pytest.skip("needs Caddy: apt-get install caddy")


@pytest.fixture(scope="module")
def site(caddy, built, tmp_path_factory):
    """The dashboard behind Caddy."""
    made = Site(built, tmp_path_factory.mktemp("site"))
    try:
        yield made.wait()
    finally:
        made.stop()


@pytest.mark.more
@pytest.mark.browser
def test_a_page_opens_through_the_proxy_with_tls_and_asks_nobody_else(site, chromium):
    context = chromium.new_context(ignore_https_errors=True)  # its authority is checked by `ask`
    seen = Visit(context.new_page(), site)
    seen.open("gender_parity", "Gender parity")
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    context.close()
    assert seen.outside == [] and seen.errors == []
    kept = cookies["ledger_worker"]
    assert kept["secure"] and kept["httpOnly"] and kept["sameSite"] == "Lax" and cookies["_streamlit_xsrf"]["secure"]


@pytest.mark.more
def test_behind_the_proxy_its_own_name_alone_is_answered(site):
    status, head = site.ask("/")
    assert status == 200 and "strict-transport-security" in head.lower() and "server:" not in head.lower()
    assert site.ask("/_stcore/metrics")[0] == 404
    for host, origin, expected in (
        (f"ledger.localhost:{site.port}", site.url, 101),
        (f"localhost:{site.inside}", f"http://localhost:{site.inside}", 403),
        (f"ledger.localhost:{site.port}", f"http://localhost:{site.inside}", 403),
        ("evil.example", "https://evil.example", 403),
    ):  # straight at the port behind the proxy, as another program of the machine could
        line = socket.create_connection(("127.0.0.1", site.inside), timeout=10)
        try:
            with connect(f"ws://{host}/_stcore/stream", sock=line, origin=origin, proxy=None):
                answer = 101
        except InvalidStatus as refusal:
            answer = refusal.response.status_code
        assert answer == expected, (host, origin)


@pytest.mark.more
def test_a_client_behind_the_proxy_is_limited_by_its_own_address_and_cannot_choose_it(site):
    kept = re.search(r"ledger_worker=\w+", site.ask("/")[1])
    assert kept is not None
    told = []
    while 429 not in told and len(told) < 400:
        claimed = f"192.0.2.{len(told) % 250}"
        told.append(site.ask("/auth/login", **{"X-Forwarded-For": claimed, "Cookie": kept[0]})[0])
    assert 30 <= len(told) - 1 < 60 and told[-1] == 429  # its share of 60


@pytest.mark.more
def test_a_process_that_is_killed_is_not_missed_and_comes_again(site):
    before = site.servers()
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    assert [site.ask("/")[0] for _ in range(10)] == [200] * 10
    site.wait_for_both()
    assert before[0] not in site.servers()


@pytest.mark.more
def test_under_load_who_is_at_another_process_goes_on_and_who_lost_theirs_comes_back_at_once(site):
    end = time.monotonic() + 60
    # Which process a reader comes to is chance, and one that was away is asked by the proxy every five seconds whether it is back.
    while len(set(given := [site.cookie() for _ in range(8)])) < 2:
        assert time.monotonic() < end, "the proxy sends everybody to one process"
        time.sleep(0.5)
    sessions = [site.session(one) for one in given]
    for one in sessions:
        assert one.version()
    ended, stopped = [], threading.Event()

    def read(one: Session) -> None:
        while not stopped.is_set():
            try:
                one.run()
            except (ConnectionClosed, TimeoutError):
                return ended.append(one)

    readers = [threading.Thread(target=read, args=(one,)) for one in sessions]
    for one in readers:
        one.start()
    os.kill(site.servers()[0], signal.SIGKILL)
    time.sleep(1)
    began = time.monotonic()
    again = [site.session() for _ in range(len(ended))]
    assert all(one.version() for one in again) and time.monotonic() - began < 60
    stopped.set()
    for one in readers:
        one.join(60)
    assert 0 < len(ended) < len(sessions)
    for one in [*sessions, *again]:
        one.close()
    site.wait_for_both()


@pytest.mark.more
def test_its_log_is_lines_of_json(site):
    lines = [json.loads(line) for line in site.log.read_text().splitlines()]
    assert any("Ready" in line["what"] for line in lines) and all(
        {"time", "level", "what"} <= line.keys() for line in lines
    )


def test_caddy_takes_its_file(caddy, tmp_path):
    said = {"LEDGER_ORIGIN": "https://ledger.localhost:8443", "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    told = subprocess.run(
        ["caddy", "validate", "--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"],
        env=said, cwd=tmp_path, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-2000:]
    assert subprocess.run(["caddy", "fmt", "--diff", str(DEPLOY / "Caddyfile")], capture_output=True).returncode == 0


def test_nothing_that_is_deployed_runs_as_root_or_holds_what_a_checkout_has_grown():
    image = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert (
        "\nUSER ledger\n" in image and "HEALTHCHECK" in image and re.search(r"^ARG BASE=\S+:3\.11\.\d+-", image, re.M)
    )
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", image, re.M)
    assert not {"data", "."} & set(" ".join(copied).split()) and not re.search(
        r"data/(inbox|build|decisions)", " ".join(copied)
    )
    for part in {
        path.parts[0] for line in copied for path in [ROOT.joinpath(name).relative_to(ROOT) for name in line.split()]
    }:
        assert (ROOT / part).exists(), part
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench", "docs"}
    assert packages <= set(" ".join(copied).split())
    said = unit()
    assert said["User"] == "ledger" and said["NoNewPrivileges"] == "yes" and said["ProtectSystem"] == "strict"
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert compose.count("read_only: true") == compose.count(
        "cap_drop: [ALL]"
    ) == 3 and "privileged:" not in compose.replace("no-new-privileges:", "")
