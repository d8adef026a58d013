"""The floor: a PySide6 window with four tabs, a table in each, and nothing else."""

from __future__ import annotations

import sys

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QTabWidget

from tests.bench.painted import FirstPaint

ROWS, COLUMNS = 60, 8


def main() -> None:
    """Show it, say when it is painted, leave."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    tabs = QTabWidget()
    for title in ("Calendar", "Customers", "Complaints", "Collections"):
        model = QStandardItemModel(ROWS, COLUMNS, tabs)
        table = QTableView()
        table.setModel(model)
        tabs.addTab(table, title)
    window.setCentralWidget(tabs)
    window.resize(1366, 768)
    first_paint = FirstPaint(window)
    window.show()
    app.exec()
    del first_paint


if __name__ == "__main__":
    main()
