"""Read pledges out of forms, slides and trackers: candidates that a person confirms, never facts."""
