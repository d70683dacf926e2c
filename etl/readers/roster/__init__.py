"""Read exports of the PCRS roster, which drift in shape, into units."""
