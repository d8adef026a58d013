"""Opens the word tables, the stock phrases and the approved answers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.session import Session


class TextActs:
    """What the calendar and the complaint log offer about words; the dialogs are loaded when asked for."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._parent = parent
        self._session = session

    def report_words(self) -> None:
        """Show the tables of reports."""
        from ui.forms.word_tables import ReportWordsDialog

        ReportWordsDialog(self._parent, self._session).open()

    def care_words(self) -> None:
        """Show the tables of language care."""
        from ui.forms.word_tables import LanguageCareDialog

        LanguageCareDialog(self._parent, self._session).open()

    def phrases(self) -> None:
        """Show the stock phrases."""
        from ui.forms.word_tables import StockPhrasesDialog

        StockPhrasesDialog(self._parent, self._session).open()

    def answers(self) -> None:
        """Show the approved answers."""
        from ui.forms.approved_answers import ApprovedAnswersDialog

        ApprovedAnswersDialog(self._parent, self._session).open()
