"""Serve the dashboard on the loopback address: PORT sets the port. Compresses what it sends and warms itself once.

The warm-up opens one session: until `dashboard.py` has run once, Streamlit does not know its pages, and the first deep link
would say "Page not found".
"""

import os
import threading
import time
import urllib.request
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

PORT = int(os.environ.get("PORT") or 8501)
app = st.App(
    Path(__file__).parent / "dashboard.py", middleware=[Middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)]
)


def warm(port: int) -> None:
    """Wait until the server answers, run the dashboard in one session, and say that it is ready."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.sync.client import connect

    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).read()
            break
        except OSError:
            time.sleep(0.1)
    first = BackMsg()
    first.rerun_script.query_string = ""
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None) as socket:
        socket.send(first.SerializeToString())
        while ForwardMsg.FromString(socket.recv(timeout=60)).WhichOneof("type") != "script_finished":
            pass
    print(f"Ready: http://localhost:{port} (Ctrl-C ends it)", flush=True)


if __name__ == "__main__":
    threading.Thread(target=warm, args=(PORT,), daemon=True).start()
    app.run(config={"server.port": PORT, "server.address": "127.0.0.1"})
