"""Measures what verbale claims; never installed. One command a published table: `python -m evaluation reader`, `... acts`."""
