"""What every page uses, whatever it is about. Knows no subject."""
