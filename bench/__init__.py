"""How fast and how large verbale is on this machine; never installed. `python -m bench` prints the table."""
