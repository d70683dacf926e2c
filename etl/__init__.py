"""Load, check and publish the ledger's data. Knows nothing of the dashboard."""
