"""Traps of Qt for Python that cost a crash or a wrong answer once."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.architecture.source import modules, name_of, tree

# Methods that Qt wants to be overridden, beside everything whose name ends in Event.
VIRTUAL_NAMES = """
    accept reject done setVisible sizeHint minimumSizeHint heightForWidth hasHeightForWidth
    event eventFilter focusNextPrevChild inputMethodQuery viewportSizeHint viewportEvent scrollContentsBy
    rowCount columnCount data setData headerData flags index parent sort canFetchMore fetchMore roleNames
    mimeTypes mimeData dropMimeData canDropMimeData supportedDragActions supportedDropActions startDrag span
    filterAcceptsRow lessThan paint createEditor setEditorData setModelData updateEditorGeometry
    displayText initStyleOption helpEvent editorEvent
    validate fixup textFromValue valueFromText stepBy stepEnabled
    drawControl drawPrimitive drawComplexControl polish unpolish styleHint pixelMetric
    standardIcon standardPalette subControlRect subElementRect sizeFromContents
    addItem itemAt takeAt count setGeometry expandingDirections minimumSize
    visualRect scrollTo indexAt moveCursor horizontalOffset verticalOffset isIndexHidden setSelection
    visualRegionForSelection run currentChanged updateGeometries
"""
VIRTUAL = frozenset(VIRTUAL_NAMES.split())


def test_none_survives_a_thousand_calls_into_qt(qtbot: QtBot) -> None:
    """PySide6 6.12.0 took a reference from None at every call: docs/decisions/0002."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 500


def qt_class(name: str) -> type[QObject] | None:
    """Find a class of Qt that is an object of Qt, by its plain name."""
    for module in (QtWidgets, QtCore, QtGui, QtPrintSupport, QtSvg):
        found = getattr(module, name, None)
        if isinstance(found, type) and issubclass(found, QObject):
            return found
    return None


def classes(paths: list[Path]) -> dict[str, tuple[Path, ast.ClassDef]]:
    """Return our own classes by name."""
    return {
        node.name: (path, node)
        for path in paths
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }


def qt_bases(node: ast.ClassDef, ours: dict[str, tuple[Path, ast.ClassDef]]) -> Iterator[type[QObject]]:
    """Yield the classes of Qt from which a class of ours descends."""
    for base in node.bases:
        name = ast.unparse(base).rpartition(".")[2].partition("[")[0]
        if name in ours and ours[name][1] is not node:
            yield from qt_bases(ours[name][1], ours)
        elif found := qt_class(name):
            yield found


def own_names(node: ast.ClassDef) -> Iterator[str]:
    """Yield the methods of a class, its class variables and what it sets on `self`."""
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name
        elif isinstance(statement, ast.Assign):
            yield from (target.id for target in statement.targets if isinstance(target, ast.Name))
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id
    for part in ast.walk(node):
        if (
            isinstance(part, ast.Attribute)
            and isinstance(part.ctx, ast.Store)
            and ast.unparse(part.value) == "self"
        ):
            yield part.attr


def shadows(node: ast.ClassDef, ours: dict[str, tuple[Path, ast.ClassDef]]) -> set[str]:
    """Return the names by which a class hides a method of Qt that is not meant to be overridden."""
    of_qt = {name for base in qt_bases(node, ours) for name in dir(base)}
    return {
        name
        for name in own_names(node)
        if name in of_qt and not name.startswith("_") and not name.endswith("Event") and name not in VIRTUAL
    }


def test_no_class_hides_a_method_of_qt_by_accident() -> None:
    ours = classes(modules("ui"))
    hidden = {f"{name_of(path)}:{name}": shadows(node, ours) for name, (path, node) in ours.items()}
    assert {name: names for name, names in hidden.items() if names} == {}


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("def font(self): ...", {"font"}),
        ("def __init__(self): self.style = 1", {"style"}),
        ("def paintEvent(self, event): ...", set()),
        ("def reload(self): ...", set()),
    ],
)
def test_the_eye_for_hidden_methods_sees(body: str, names: set[str]) -> None:
    node = ast.parse(f"class Card(QWidget):\n    {body}").body[0]
    assert isinstance(node, ast.ClassDef)
    assert shadows(node, {}) == names
