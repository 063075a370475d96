"""One file for each theme; the order in which they are tried is in scenarios.py."""
