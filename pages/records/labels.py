"""For whom a note is, in words."""

AUDIENCES = {"restricted": "Restricted note", "open": "Open note"}
