"""The dialogs of words: tables, phrases, approved answers."""

from __future__ import annotations

from branchdesk.domain.wording import (
    ApprovedAnswer,
    StockPhrase,
    WordException,
    WordGroup,
    WordKind,
    WordRule,
)
from tests.screenshots.entries import Entry, filled, new
from ui.forms.approved_answers import ApprovedAnswersDialog, EditionsDialog
from ui.forms.word_entries import ApproveAnswerDialog, StockPhraseDialog, WordExceptionDialog, WordRuleDialog
from ui.forms.word_tables import LanguageCareDialog, ReportWordsDialog, StockPhrasesDialog

TEXTS: tuple[Entry, ...] = (
    *filled(ReportWordsDialog, lambda p, w: ReportWordsDialog(p, w.session)),
    *filled(LanguageCareDialog, lambda p, w: LanguageCareDialog(p, w.session)),
    *filled(StockPhrasesDialog, lambda p, w: StockPhrasesDialog(p, w.session)),
    *filled(ApprovedAnswersDialog, lambda p, w: ApprovedAnswersDialog(p, w.session)),
    *filled(EditionsDialog, lambda p, w: EditionsDialog(p, w.session, 17)),
    *new(WordRuleDialog, lambda p, w: WordRuleDialog(p, w.session, WordRule()), early=True),
    *filled(
        WordRuleDialog,
        lambda p, w: WordRuleDialog(
            p, w.session, WordRule(kind=WordKind.TABOO, group_name=WordGroup.EVASION, text="领导不在")
        ),
    ),
    *new(WordExceptionDialog, lambda p, w: WordExceptionDialog(p, w.session, WordException())),
    *filled(
        StockPhraseDialog,
        lambda p, w: StockPhraseDialog(
            p, w.session, StockPhrase(text=w.desk.wording.phrases(language="zh_CN")[0].text)
        ),
    ),
    *new(ApproveAnswerDialog, lambda p, w: ApproveAnswerDialog(p, w.session, ApprovedAnswer()), early=True),
)
