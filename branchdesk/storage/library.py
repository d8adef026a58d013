"""Which SQLite this program brings along."""

from __future__ import annotations

import sqlcipher3.dbapi2 as driver


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return str(driver.sqlite_version)
