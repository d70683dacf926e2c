"""For whom a note is and what a Member State replied, in words."""

AUDIENCES = {"restricted": "Restricted note", "open": "Open note"}
SAYS = {"status": "Status", "correction": "Correction", "date": "Date"}
REASONS = {"endangers": "it could endanger people", "names": "it names people"}
