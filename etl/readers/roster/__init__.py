"""Read exports of the PCRS roster, which drift in shape, into marts that only the restricted database has."""
