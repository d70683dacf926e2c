"""What people decide and note, append-only: the only writers outside a build."""
