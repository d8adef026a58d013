"""The word tables of reports and of language care, and the stock phrases, as lists that one can change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from branchdesk.domain.messages import mark
from branchdesk.domain.wording import (
    GROUPS,
    REPLACING,
    StockPhrase,
    WordException,
    WordGroup,
    WordKind,
    WordRule,
)
from branchdesk.language import LANGUAGE_NAMES
from branchdesk.services.wording import Wording
from ui.forms.text_tables import Page, TextTablesDialog
from ui.forms.word_entries import StockPhraseDialog, WordExceptionDialog, WordRuleDialog
from ui.language import term, tr
from ui.session import Session
from ui.table.columns import Column
from ui.widgets.form_dialog import FormDialog

REPORT_TABLES = (WordKind.TERM, WordKind.PALETTE, WordKind.UNIT, WordKind.PLAIN, WordKind.OPINION)
CARE_TABLES = (
    WordKind.TABOO,
    WordKind.POSITIVE,
    WordKind.REFUSAL,
    WordKind.ALTERNATIVE,
    WordKind.EXCUSE,
    WordKind.PERSONAL,
)


class ReportWordsDialog(TextTablesDialog):
    """The tables by which service reports are checked (R054 to R060)."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        pages = [_table_page(session, kind) for kind in REPORT_TABLES]
        super().__init__(parent, session, tr("Report wording"), (*pages, _exceptions_page(session)))


class LanguageCareDialog(TextTablesDialog):
    """The tables by which words to customers, and about them, are checked (R112 to R117, R127)."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        pages = [_table_page(session, kind) for kind in CARE_TABLES]
        super().__init__(parent, session, tr("Language care"), (*pages, _exceptions_page(session)))


class StockPhrasesDialog(TextTablesDialog):
    """The stock phrases by situation (R109, R113)."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, session, tr("Stock phrases"), (_phrases_page(session),))


def _leads() -> dict[WordKind, str]:
    return {
        WordKind.TERM: tr(
            "Reports use the professional word; it is offered where the colloquial one stands."
        ),
        WordKind.PALETTE: tr("The terms that the button under a report text puts in."),
        WordKind.UNIT: tr("A number in a report must be followed by one of these."),
        WordKind.PLAIN: tr("A text that says nothing but this is too short for a report."),
        WordKind.OPINION: tr("A report keeps facts and opinions apart."),
        WordKind.TABOO: tr("Words that are never said or written to a customer."),
        WordKind.POSITIVE: tr("Negative wording with what can be said instead."),
        WordKind.REFUSAL: tr("Who refuses must also offer something."),
        WordKind.ALTERNATIVE: tr("With one of these a refusal offers something."),
        WordKind.EXCUSE: tr("An apology gives no excuses and blames nobody else."),
        WordKind.PERSONAL: tr("The log is about the matter, never about the person."),
    }


def _table_page(session: Session, kind: WordKind) -> Page:
    wording = session.desk.wording

    def edit(parent: QWidget, rule: WordRule | None) -> FormDialog:
        return WordRuleDialog(parent, session, rule or WordRule(kind=kind))

    return Page(
        title=term(kind),
        lead=_leads()[kind],
        columns=_rule_columns(kind),
        read=partial(_rules, wording, kind),
        edit=edit,
        delete=wording.delete,
        restore=partial(wording.restore, kind),
        kinds=(WordRule,),
    )


def _rules(wording: Wording, kind: WordKind) -> Sequence[WordRule]:
    """Read a table, group by group."""
    groups: list[WordGroup | None] = list(GROUPS.get(kind, (None,)))
    return sorted(wording.table(kind), key=lambda one: groups.index(one.group_name))


def _rule_columns(kind: WordKind) -> tuple[Column[Any], ...]:
    columns: list[Column[Any]] = []
    if kind in GROUPS:
        columns.append(
            Column("group", mark("Word group"), lambda row: row.group_name, text=_group_text, width=140)
        )
    columns.append(Column("text", mark("Word or phrase"), lambda row: row.text, width=300))
    if kind in REPLACING:
        columns.append(Column("instead", mark("Write instead"), lambda row: row.instead, width=300))
    return tuple(columns)


def _group_text(row: WordRule) -> str:
    return term(row.group_name) if row.group_name else ""


def _exceptions_page(session: Session) -> Page:
    wording = session.desk.wording

    def edit(parent: QWidget, one: WordException | None) -> FormDialog:
        return WordExceptionDialog(parent, session, one or WordException())

    return Page(
        title=tr("Exceptions"),
        lead=tr("What the checks leave alone, such as words that are doubled on purpose."),
        columns=(
            Column(
                "kind",
                mark("Kind of check"),
                lambda row: row.kind,
                text=lambda row: term(row.kind),
                width=180,
            ),
            Column("text", mark("Left alone"), lambda row: row.text, width=360),
        ),
        read=wording.exceptions,
        edit=edit,
        delete=wording.delete,
        restore=wording.restore_exceptions,
        kinds=(WordException,),
    )


def _phrases_page(session: Session) -> Page:
    wording = session.desk.wording

    def edit(parent: QWidget, phrase: StockPhrase | None) -> FormDialog:
        new = StockPhrase(language=session.desk.context.branch.language)
        return StockPhraseDialog(parent, session, phrase or new)

    return Page(
        title=tr("Stock phrases"),
        lead=tr("Put in where a text to a customer is written; names are filled in by themselves."),
        columns=(
            Column(
                "situation",
                mark("Situation"),
                lambda row: row.situation,
                text=lambda row: term(row.situation),
                width=150,
            ),
            Column("text", mark("Phrase"), lambda row: row.text, tooltip=lambda row: row.text, width=560),
            Column("language", mark("Language"), lambda row: LANGUAGE_NAMES[row.language], width=90),
        ),
        read=wording.all_phrases,
        edit=edit,
        delete=wording.delete,
        restore=wording.restore_phrases,
        kinds=(StockPhrase,),
    )
