"""Starting the dashboard: a port that cannot be used is said in words, and nothing is called ready."""

import os
import socket
import subprocess
import sys

import pytest

from etl.settings import ROOT


def start(port: object) -> subprocess.CompletedProcess:
    environment = os.environ | {"PORT": str(port)}
    return subprocess.run(
        [sys.executable, "serve.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("home", ["127.0.0.1", ""])
def test_a_taken_port_is_said_in_words_and_nothing_starts(home):
    with socket.socket() as other:
        other.bind((home, 0))
        other.listen()
        port = other.getsockname()[1]
        told = start(port)
    assert told.returncode == 1 and told.stdout == ""
    assert f"Port {port} is taken" in told.stderr and "PORT=8600" in told.stderr and "Traceback" not in told.stderr


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_said_in_words(port):
    told = start(port)
    assert told.returncode == 1 and told.stdout == ""
    assert "from 1 to 65535" in told.stderr and "Traceback" not in told.stderr
