"""What entries of the audit are called."""

AUDITED = {
    "session": "Came in",
    "out": "Signed out",
    "refused": "Was refused",
    "entry": "Wrote an entry",
    "load": "Loaded a file",
    "roll back": "Rolled back",
    "export": "Took a restricted file",
}
