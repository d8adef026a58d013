"""The program as a person starts it, `branchdesk --file … run`, up to its first paint."""

from __future__ import annotations

import sys
from pathlib import Path

from branchdesk.cli import main as program


def main(path: Path) -> None:
    """Run the command, say when its window is painted, leave."""
    from ui.app import App  # isort: skip - before anything else of PySide6, as the program does it

    from tests.bench.painted import FirstPaint

    plain = App.rebuild

    def watched(app: App) -> None:
        plain(app)
        if app.window is not None:
            app.setProperty("first_paint", FirstPaint(app.window))

    setattr(App, "rebuild", watched)  # noqa: B010 - only to see when it paints
    program(["--file", str(path), "--as-of", "2026-11-22", "run"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
