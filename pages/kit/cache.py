"""Run queries once per snapshot and parameters: the snapshot is part of the key, so no figure outlives its version."""

import pandas as pd
import streamlit as st

import queries
from queries import Snapshot


@st.cache_data(max_entries=2000, show_spinner=False)
def _run(name: str, snapshot: Snapshot, folder: str, parameters: tuple) -> pd.DataFrame:
    return queries.run(name, snapshot=snapshot, **dict(parameters))


def run(name: str, snapshot: Snapshot, **parameters) -> pd.DataFrame:
    """Return the frame of one query; parameters as `queries.run` takes them."""
    snapshot = queries.answering(name, snapshot, parameters)
    return _run(name, snapshot, str(queries.place(snapshot)), tuple(sorted(parameters.items())))
