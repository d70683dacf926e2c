"""Tests of what keeps the data: backups, and what faults of a machine do to it."""
