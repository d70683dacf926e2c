"""Cells of offers and needs are words of several languages: read by etl/readers/partners."""

from etl.readers.partners import reader

__all__ = ["reader"]
