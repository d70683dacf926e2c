"""The readers of sources that are documents: the reader.py of each one's folder."""

import importlib.util
from typing import Any

from etl.contract import Source


def reader(source: Source, file: str = "reader") -> Any:
    """The reader.py of a source's folder as a module, or another file of it."""
    spec = importlib.util.spec_from_file_location(f"etl.sources.{source.name}.{file}", source.folder / f"{file}.py")
    if spec is None or spec.loader is None:
        raise ValueError(f"{source.name}/{file}.py cannot be read")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
