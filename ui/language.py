"""The window's words: the current language, and `tr` as every widget calls it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from branchdesk.domain.messages import Message
from branchdesk.language import Words


class _Current:
    words = Words("zh_CN")
    qt_words: QTranslator | None = None


def words() -> Words:
    """Return the words of the language that the window speaks now."""
    return _Current.words


def set_language(language: str) -> None:
    """Speak another language from now on; whoever calls it rebuilds the window's content."""
    _Current.words = Words(language)
    QLocale.setDefault(QLocale(language))
    _translate_qt(language)


def tr(template: str, **params: object) -> str:
    """Translate a literal and fill its gaps."""
    return _Current.words.tr(template, **params)


def trn(singular: str, plural: str, n: int, **params: object) -> str:
    """Translate with a plural form chosen by `n`."""
    return _Current.words.trn(singular, plural, n, **params)


def trc(context: str, template: str, **params: object) -> str:
    """Translate a literal that means different things in different places."""
    return _Current.words.trc(context, template, **params)


def term(member: Enum) -> str:
    """Name an enum member."""
    return _Current.words.term(member)


def say(message: Message) -> str:
    """Write a rule's message in the window's language."""
    return _Current.words.say(message)


def _translate_qt(language: str) -> None:
    """Give Qt's own dialogs and context menus the same language."""
    app = QCoreApplication.instance()
    if app is None:
        return
    if _Current.qt_words is not None:
        app.removeTranslator(_Current.qt_words)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _Current.qt_words = translator if translator.load(f"qtbase_{language}", folder) else None
    if _Current.qt_words is not None:
        app.installTranslator(translator)
