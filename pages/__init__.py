"""What people see. Scripts are in views/, what they share in parts/; no other script may stand directly here."""
