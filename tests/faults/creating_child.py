"""A process that brings a branch file of version 0 up to date; its parent kills it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from branchdesk.storage.branch_file import open_branch_file


def main(path: Path) -> None:
    """Open the file, which migrates it after a backup."""
    print("ready", flush=True)  # noqa: T201
    open_branch_file(path, datetime(2026, 11, 22, tzinfo=UTC)).close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
