"""One version of the data: read, stage, settle, check, publish."""
