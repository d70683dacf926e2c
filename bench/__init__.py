"""Measurements, run by hand: `make bench`. Ratios side by side in one run; nothing here is asserted."""
