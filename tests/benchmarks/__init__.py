"""Measurements against the bars of the project. `python3 packaging/dev.py bench` prints the table."""
