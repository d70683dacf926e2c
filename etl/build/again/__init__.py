"""What a build takes from the version that is served, in place of doing it again."""
