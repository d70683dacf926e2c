"""What entries of the audit are called."""

AUDITED = {
    "session": "Came in",
    "out": "Signed out",
    "refused": "Was refused",
    "entry": "Wrote an entry",
    "publish": "Published",
    "roll back": "Rolled back",
    "export": "Took a restricted file",
    "backup": "Wrote a backup",
    "restore": "Restored a backup",
}
