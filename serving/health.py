"""The two ends that a proxy or a supervisor asks: /healthz, whether the program answers; /readyz, whether it can serve a page."""

import logging
import threading

import duckdb
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

import queries
from etl import settings

warm = threading.Event()  # set once a page has run: before that Streamlit does not know its pages
log = logging.getLogger(__name__)


def served() -> dict:
    """The version that is served and its schema, read out of its open database: {version, schema}; NoData where there is none."""
    build = queries.run("build", snapshot=queries.current(audience=settings.audience())).iloc[0]
    return {"version": str(build["version_id"]), "schema": int(build["schema_version"])}


def healthz(request: Request) -> Response:
    """Say that the program answers."""
    return JSONResponse({"alive": True}, headers={"Cache-Control": "no-store"})


async def readyz(request: Request) -> Response:
    """Say which version is served, or with 503 in words why none is."""
    headers = {"Cache-Control": "no-store"}
    try:
        what = await run_in_threadpool(served)
    except queries.NoData as problem:
        return PlainTextResponse(f"{problem}\n", 503, headers)
    except (queries.QueryError, duckdb.Error, OSError):
        log.exception("The database of the version that is served cannot be read")
        return PlainTextResponse("The database of the version that is served cannot be read.\n", 503, headers)
    if not warm.is_set():
        return PlainTextResponse("The first page is being made ready.\n", 503, headers)
    return JSONResponse(what, headers=headers)


ROUTES = [Route("/healthz", healthz), Route("/readyz", readyz)]
