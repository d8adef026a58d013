"""Branch Desk: what the program knows and does, without any window."""

__version__ = "0.1.0"
