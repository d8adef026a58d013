"""One picture of a dialog: its name, its class and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from tests.screenshots.world import World
from ui.widgets.form_dialog import FormDialog

Build = Callable[[QWidget | None, World], QDialog]


@dataclass(frozen=True, slots=True)
class Entry:
    """One picture: its name, the dialog class that it shows, and how the dialog is made."""

    name: str
    shows: type[QDialog]
    build: Build


def with_problems(build: Build) -> Build:
    """Make a dialog in which somebody pressed the button too early."""

    def made(parent: QWidget | None, world: World) -> QDialog:
        dialog = build(parent, world)
        if isinstance(dialog, FormDialog):
            dialog.save()
        return dialog

    return made


def new(entry: type[QDialog], build: Build, *, early: bool = False) -> tuple[Entry, ...]:
    name = entry.__name__.removesuffix("Dialog").lower()
    plain = Entry(f"{name}-new", entry, build)
    return (plain, Entry(f"{name}-early", entry, with_problems(build))) if early else (plain,)


def filled(entry: type[QDialog], build: Build, name: str = "filled") -> tuple[Entry, ...]:
    return (Entry(f"{entry.__name__.removesuffix('Dialog').lower()}-{name}", entry, build),)
