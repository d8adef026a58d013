"""The program's own window on a branch file, up to its first paint."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings  # isort: skip
from PySide6.QtWidgets import QApplication

from tests.bench.painted import FirstPaint
from ui.app import App, Wishes, make_application
from ui.settings import Settings


def main(path: Path) -> None:
    """Show it, say when it is painted, leave."""
    make_application()
    settings = Settings(QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat))
    desk_app = App(settings, Wishes(path, "zh_CN", date(2026, 11, 22), throw_away=True))
    desk_app.start()
    if desk_app.window is None:
        raise SystemExit("the window did not open")
    first_paint = FirstPaint(desk_app.window)
    QApplication.exec()
    del first_paint


if __name__ == "__main__":
    main(Path(sys.argv[1]))
