"""What the languages of the pages call things, beside the catalogues."""
