"""Documents to rows, each with its place: Office formats, pledge forms, rosters of the PCRS."""
