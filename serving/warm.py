"""One session as the server starts: until `dashboard.py` has run once, Streamlit does not know its pages, and the first deep link
would say "Page not found". It comes in as a browser does, with the server's own Host and Origin.

Streamlit has Python look for garbage after each run of a page: a tenth of a second for some 200,000 objects, nearly all of which
are code that was loaded to stay. What is there once it is warm is left out of it.
"""

import atexit
import gc
import logging
import socket
import time
import urllib.request

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin

from serving import health
from serving.address import Address

log = logging.getLogger(__name__)


def warm(address: Address) -> None:
    """Wait until the server answers, run the dashboard in one session, and say that it is ready."""
    at = f"[{address.reached}]" if ":" in address.reached else address.reached
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://{at}:{address.port}/healthz", timeout=2).read()
            break
        except OSError:
            time.sleep(0.1)
    first = BackMsg()
    first.rerun_script.query_string = ""
    origin = min(address.origins)
    own = f"ws://{origin.partition('://')[2]}/_stcore/stream"
    line = socket.create_connection((address.reached, address.port))
    with connect(own, sock=line, origin=Origin(origin), max_size=None, proxy=None) as session:
        session.send(first.SerializeToString())
        while ForwardMsg.FromString(session.recv(timeout=60)).WhichOneof("type") != "script_finished":
            pass
    gc.freeze()
    atexit.register(gc.unfreeze)  # without it DuckDB complains at the end of what was not let go
    health.warm.set()
    log.info("Ready: %s (Ctrl-C ends it)", address.shown)
