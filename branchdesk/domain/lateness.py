"""From when on a duty counts as late for long."""

from __future__ import annotations

from datetime import timedelta

LONG_LATE = timedelta(days=60)
"""What is later is never lost, but stands in a group of its own and takes no place in a day's plan."""
