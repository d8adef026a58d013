"""The one style sheet: corners, separators, focus rings. Colours come as tokens."""

from __future__ import annotations

from pathlib import Path
from string import Template

from PySide6.QtGui import QColor

_SHEET = Template("""
* { outline: 0; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 8px; }

QPushButton { background: $surface; color: $text; border: 1px solid $field_border; border-radius: 6px;
    padding: 0 15px; min-height: 28px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $accent; padding: 0 14px; min-height: 26px; }
QPushButton:disabled { color: $done; border-color: $border; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $done; border-color: $done; color: $surface; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; color: $accent;
    padding: 0 7px; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border: 2px solid $accent; padding: 0 6px; }
QPushButton::menu-indicator { image: url("$icons/chevron-down-$theme.svg"); width: 14px; height: 14px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border: 2px solid $accent; padding: 4px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: $surface; color: $text;
    border: 1px solid $field_border; border-radius: 6px; padding: 0 7px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QSpinBox, QComboBox { min-height: 28px; }
QPlainTextEdit, QTextEdit { padding: 5px 3px; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus { border: 2px solid $accent; padding: 0 6px;
    min-height: 26px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px 2px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] { border-color: $late; }
QLineEdit:disabled, QLineEdit:read-only, QComboBox:disabled { background: $raised; color: $done;
    border-color: $border; }
QLineEdit QToolButton { padding: 0; border: 0; }
QComboBox QLineEdit { border: 0; padding: 0; min-height: 26px; background: transparent; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$theme.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView, QListView#completions { background: $surface; color: $text;
    border: 1px solid $field_border; padding: 4px; selection-background-color: $selection;
    selection-color: $text; }
QComboBox QAbstractItemView::item, QListView#completions::item { min-height: 28px; padding: 0 8px; }
QComboBox QAbstractItemView::item:selected, QListView#completions::item:selected {
    background: $selection; color: $text; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 20px; }
QSpinBox::up-arrow { image: url("$icons/chevron-up-$theme.svg"); width: 12px; height: 12px; }
QSpinBox::down-arrow { image: url("$icons/chevron-down-$theme.svg"); width: 12px; height: 12px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 28px; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: $surface;
    border: 1px solid $field_border; border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url("$icons/check-$theme.svg"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
    image: url("$icons/minus-$theme.svg"); }
QRadioButton::indicator:checked { background: $on_accent; width: 8px; height: 8px;
    border: 5px solid $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 14px;
    height: 14px; }
QCheckBox:focus, QRadioButton:focus { background: $selection; border-radius: 4px; }
QRadioButton::indicator:checked:focus { width: 8px; height: 8px;
    border: 5px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $raised;
    border-color: $border; }

QTabBar::tab { background: transparent; color: $muted; padding: 8px 16px; border: 0;
    border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $hover; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; }

QAbstractItemView { background: $surface; border: 1px solid $border; selection-background-color: $selection;
    selection-color: $text; }
QTableWidget::item { padding: 0 8px; }
QTableWidget QLineEdit { border: 0; border-radius: 0; padding: 0 6px; min-height: 24px; }
QTableWidget QLineEdit:focus { border: 2px solid $accent; padding: 0 4px; }
QListWidget#pages { background: transparent; border: 0; }
QListWidget#pages::item { min-height: 34px; padding: 0 8px; border-radius: 6px; color: $text; }
QListWidget#pages::item:hover { background: $hover; }
QListWidget#pages::item:selected { background: $selection; color: $text; }
QHeaderView { background: $raised; border: 0; }
QHeaderView::section { background: $raised; color: $muted; border: 0; border-bottom: 1px solid $border;
    border-right: 1px solid $border; padding: 0 8px; min-height: 30px; }
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::down-arrow { image: url("$icons/chevron-down-$theme.svg"); width: 14px; height: 14px; }
QHeaderView::up-arrow { image: url("$icons/chevron-up-$theme.svg"); width: 14px; height: 14px; }

QMenuBar { background: $background; color: $text; }
QMenuBar::item { padding: 6px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $done; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; min-height: 32px;
    min-width: 32px; }
QScrollBar::handle:hover { background: $field_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractScrollArea::corner { background: transparent; border: 0; }

QMainWindow::separator { background: $background; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: $border; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: $background; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
QProgressBar { background: $border; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollArea { border: 0; background: transparent; }
QDialog { background: $background; }
QMessageBox QLabel { min-width: 320px; padding: 8px 8px 8px 0; }
QMessageBox QLabel#qt_msgboxex_icon_label { min-width: 0; padding: 0; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { color: $text; min-height: 24px; }
QCalendarWidget QAbstractItemView { border: 0; selection-background-color: $accent;
    selection-color: $on_accent; }

QLabel[role="muted"] { color: $muted; }
QLabel[role="problem"] { color: $late; }
QLabel[role="link"] { color: $accent; }
QLabel[role="on_accent"] { color: $on_accent; }
QWidget[role="page"] { background: $surface; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 6px; }
QFrame[role="line"] { background: $border; border: 0; }
QFrame[role="notice"] { background: $surface; border: 1px solid $field_border; border-radius: 6px; }
QFrame[role="popup"] { background: $surface; border: 1px solid $field_border; }
""")


def style_sheet(table: dict[str, QColor], theme: str, icons: Path) -> str:
    """Fill the tokens in; `icons` is the folder with the arrows of both themes."""
    tokens = {token: colour.name() for token, colour in table.items()}
    return _SHEET.substitute(tokens, theme=theme, icons=icons.as_posix())
