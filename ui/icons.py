"""Icons: Lucide drawings recoloured from the palette, crisp on every screen that is there."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from ui.theme import color

ICON = 16
GAP = 3
"""Between a button's icon and its words, besides what the style leaves."""


def icon(name: str, token: str = "muted", size: int = 16) -> QIcon:  # noqa: S107 - a colour token
    """Return an icon in a colour of the present theme; `size` in device-independent pixels."""
    return _icon(name, color(token).name(), color("done").name(), size, _scales())


def put_icon(button: QAbstractButton, name: str, token: str = "muted") -> None:  # noqa: S107 - a colour token
    """Put an icon before a button's words, with a gap between them that styles leave too small."""
    button.setIcon(_icon(name, color(token).name(), color("done").name(), ICON, _scales(), GAP))
    button.setIconSize(QSize(ICON + GAP, ICON))


def pixmap(name: str, token: str = "muted", size: int = 16) -> QPixmap:  # noqa: S107 - a colour token
    """Return the drawing for painting directly; the same pixmap for the same arguments."""
    return _pixmap(name, color(token).name(), size, _scale())


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str, size: int, scales: tuple[float, ...], gap: int = 0) -> QIcon:
    made = QIcon()
    for scale in scales:
        made.addPixmap(_pixmap(name, colour, size, scale, gap))
        made.addPixmap(_pixmap(name, disabled, size, scale, gap), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, scale: float, gap: int = 0) -> QPixmap:
    made = QPixmap(round((size + gap) * scale), round(size * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = _source(name).replace("currentColor", QColor(colour).name())
    return QSvgRenderer(QByteArray(drawing.encode()))


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _scales() -> tuple[float, ...]:
    """Return the scales of the screens: drawing for others too took 25 ms of the start."""
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))


def _scale() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
