"""What the window remembers between two runs, on this computer only; never customer data."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

LANGUAGES = ("zh_CN", "en")
THEMES = ("system", "light", "dark")
MOST_FILES = 8


class Settings:
    """A typed face over `QSettings`; anything unreadable counts as never set."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @classmethod
    def of_this_user(cls) -> Settings:
        """Open the settings of the person who is logged in."""
        return cls(
            QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Branch Desk", "branchdesk")
        )

    @property
    def language(self) -> str:
        """Return `zh_CN` or `en`."""
        return self._one_of("language", LANGUAGES)

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def theme(self) -> str:
        """Return `system`, `light` or `dark`."""
        return self._one_of("theme", THEMES)

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("theme", value)

    @property
    def tab(self) -> int:
        """Return the tab that was open (0…3)."""
        return self._number("tab")

    @tab.setter
    def tab(self, value: int) -> None:
        self._store.setValue("tab", value)

    @property
    def last_files(self) -> tuple[str, ...]:
        """Return the branch files opened lately, newest first."""
        value = self._store.value("files")
        texts = value if isinstance(value, list) else [value]
        return tuple(text for text in texts if isinstance(text, str) and text)

    def remember_file(self, path: str) -> None:
        """Put a branch file in front of the list."""
        files = [path, *(known for known in self.last_files if known != path)]
        self._store.setValue("files", files[:MOST_FILES])

    def forget_file(self, path: str) -> None:
        """Take a branch file that is gone off the list."""
        self._store.setValue("files", [known for known in self.last_files if known != path])

    def bytes(self, key: str) -> QByteArray:
        """Return a saved geometry, splitter or header state; empty where there is none."""
        value = self._store.value(f"state/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Save a geometry, splitter or header state; the key carries the version of what it describes."""
        self._store.setValue(f"state/{key}", value)

    def text(self, key: str, default: str = "") -> str:
        """Return a remembered choice of a view, such as the calendar's mode."""
        value = self._store.value(f"view/{key}")
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a choice of a view."""
        self._store.setValue(f"view/{key}", value)

    def sync(self) -> None:
        """Write to disk now."""
        self._store.sync()

    def _one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) and value in allowed else allowed[0]

    def _number(self, key: str) -> int:
        try:
            return int(str(self._store.value(key)))
        except ValueError:
            return 0
