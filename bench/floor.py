"""Streamlit with a title alone behind the dashboard's own server: what no page of it can be faster than."""

import os
import tempfile
from pathlib import Path

import streamlit as st

import serve
from serving import address, prompt

SCRIPT = "import streamlit as st\nst.title('Overview')\n"

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "title.py"
        script.write_text(SCRIPT, encoding="utf-8")
        place = address.Address(int(os.environ["PORT"]))
        app = st.App(script, middleware=serve.around(place))
        prompt.set_up()
        app.run(config={"server.port": place.port, "server.address": place.host})
