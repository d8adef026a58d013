"""Questions and statements that must be answered, opened without stopping the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ui.language import tr


def ask(
    parent: QWidget | None,
    question: str,
    verb: str,
    then: Callable[[], object],
    *,
    detail: str = "",
    cancel: str = "",
    otherwise: Callable[[], object] | None = None,
    loses: bool = False,
) -> QMessageBox:
    """Ask with two buttons that say what they do; `then` follows the verb, `otherwise` Cancel.

    Where the verb `loses` something, Enter means Cancel.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(tr("Branch Desk"))
    box.setText(question)
    box.setInformativeText(detail)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(cancel or tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    _prefer(box, _push(no if loses else yes))
    box.setEscapeButton(no)

    def answered() -> None:
        chosen = box.clickedButton() is yes
        box.deleteLater()
        if chosen:
            then()
        elif otherwise is not None:
            otherwise()

    box.finished.connect(answered)
    box.open()
    return box


def tell(parent: QWidget | None, statement: str, *, detail: str = "") -> QMessageBox:
    """State something that has to be read before going on."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("Branch Desk"))
    box.setText(statement)
    box.setInformativeText(detail)
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.finished.connect(box.deleteLater)
    box.open()
    return box


def _prefer(box: QMessageBox, button: QPushButton) -> None:
    button.setProperty("primary", "true")
    # The box has dressed the button already, before it was known to be the primary one.
    button.style().unpolish(button)
    button.style().polish(button)
    box.setDefaultButton(button)


def _push(button: object) -> QPushButton:
    if not isinstance(button, QPushButton):
        raise TypeError("a message box makes push buttons")
    return button
