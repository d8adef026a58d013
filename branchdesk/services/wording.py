"""The words of the house: tables that check a text, phrases at hand, approved answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from branchdesk.domain import checks
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.textfold import fold_text
from branchdesk.domain.wording import (
    ApprovedAnswer,
    Situation,
    StockPhrase,
    WordException,
    WordKind,
    WordRule,
    answer_name,
    check_answer,
    check_exception,
    check_phrase,
    check_rule,
)
from branchdesk.domain.wording_rules import WordRules, compile_rules
from branchdesk.services.context import Context, Outcome
from branchdesk.services.simplified import simplified
from branchdesk.storage.unit_of_work import UnitOfWork

Entry = WordRule | WordException | StockPhrase


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules of one state of the file; making them ready takes longer than reading them."""

    seen: int
    tables: tuple[tuple[WordRule, ...], tuple[WordException, ...]]
    rules: WordRules


class Wording:
    """Reads the tables by which texts are checked, and changes them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: _Known | None = None

    def rules(self) -> WordRules:
        """Return the rules as the tables stand now, ready to check a text."""
        seen = int(self._context.database.value("SELECT seq FROM sqlite_sequence WHERE name = 'audit'") or 0)
        known = self._known
        if known is None or known.seen != seen:
            tables = (tuple(self.table()), tuple(self.exceptions()))
            same = known is not None and known.tables == tables
            rules = known.rules if known is not None and same else compile_rules(*tables, simplified)
            known = self._known = _Known(seen, tables, rules)
        return known.rules

    def table(self, *kinds: WordKind) -> list[WordRule]:
        """Read the entries of these tables, of all of them where none is named."""
        found = self._context.reader.find(WordRule)
        return [one for one in found if not kinds or one.kind in kinds]

    def exceptions(self) -> list[WordException]:
        """Read what the checks leave alone."""
        return self._context.reader.find(WordException)

    def phrases(self, *situations: Situation, language: str = "") -> list[StockPhrase]:
        """Read the stock phrases of these situations in the branch's language, or in another."""
        language = language or self._context.branch.language
        found = self._context.reader.find(StockPhrase, language=language)
        return [one for one in found if not situations or one.situation in situations]

    def all_phrases(self) -> list[StockPhrase]:
        """Read the stock phrases of every language, by situation."""
        order = list(Situation)
        found = self._context.reader.find(StockPhrase)
        return sorted(found, key=lambda one: (one.language != "zh_CN", order.index(one.situation), one.id))

    def save_rule(self, rule: WordRule, *, key: str = "") -> Outcome[WordRule]:
        """Add or change an entry of a word table."""
        rule = replace(rule, text=rule.text.strip(), instead=rule.instead.strip())
        checks.require(check_rule(rule))
        return self._save(rule, key)

    def save_exception(self, one: WordException, *, key: str = "") -> Outcome[WordException]:
        """Add or change a text that a check leaves alone."""
        one = replace(one, text=one.text.strip())
        checks.require(check_exception(one))
        return self._save(one, key)

    def save_phrase(self, phrase: StockPhrase, *, key: str = "") -> Outcome[StockPhrase]:
        """Add or change a stock phrase."""
        checks.require(check_phrase(phrase))
        return self._save(phrase, key)

    def delete(self, entries: Sequence[Entry]) -> Outcome[None]:
        """Take entries out of their tables; undo brings them back, the next start does not."""
        with self._context.act("delete_wording") as work:
            for entry in entries:
                work.delete(entry)
        if len(entries) == 1:
            return self._context.outcome(work, None, msg("Deleted: {text}", text=entries[0].text))
        return self._context.outcome(work, None, msg("{n} entries deleted", n=str(len(entries))))

    def restore(self, *kinds: WordKind) -> Outcome[int]:
        """Bring back what was shipped in these tables and is missing or changed; own entries stay."""
        from branchdesk.domain.wording_seeds import SEED_RULES

        with self._context.act("restore_wording") as work:
            rules = [one for one in SEED_RULES if one.kind in kinds]
            count = sum(_restore_rule(work, one) for one in rules)
        return self._context.outcome(work, count, _restored(count))

    def restore_exceptions(self) -> Outcome[int]:
        """Bring back the shipped exceptions that are missing; own ones stay."""
        from branchdesk.domain.wording_seeds import SEED_EXCEPTIONS

        with self._context.act("restore_wording") as work:
            there = {(one.kind, one.text) for one in work.find(WordException)}
            missing = [one for one in SEED_EXCEPTIONS if (one.kind, one.text) not in there]
            count = len([work.insert(one) for one in missing])
        return self._context.outcome(work, count, _restored(count))

    def restore_phrases(self) -> Outcome[int]:
        """Bring back the shipped phrases that are missing; own and changed ones stay."""
        from branchdesk.domain.wording_stock import SEED_PHRASES

        with self._context.act("restore_wording") as work:
            there = {(one.situation, one.language, one.text) for one in work.find(StockPhrase)}
            missing = [one for one in SEED_PHRASES if (one.situation, one.language, one.text) not in there]
            count = len([work.insert(one) for one in missing])
        return self._context.outcome(work, count, _restored(count))

    def answers(self, text: str = "", *, retired: bool = False) -> list[ApprovedAnswer]:
        """Read the newest edition of each approved answer that holds every word of a text."""
        newest: dict[int, ApprovedAnswer] = {}
        for one in self._context.reader.find(ApprovedAnswer):
            if one.number not in newest or one.edition > newest[one.number].edition:
                newest[one.number] = one
        words = [fold_text(word) for word in text.split()]
        found = [one for one in newest.values() if retired or not one.retired]
        return sorted(
            (one for one in found if all(word in _searched(one) for word in words)),
            key=lambda one: one.number,
        )

    def answer(self, answer_id: int) -> ApprovedAnswer:
        """Read one edition of an approved answer."""
        return self._context.reader.get(ApprovedAnswer, answer_id)

    def editions(self, number: int) -> list[ApprovedAnswer]:
        """Read all editions of an approved answer, the newest first."""
        found = self._context.reader.find(ApprovedAnswer, number=number)
        return sorted(found, key=lambda one: -one.edition)

    def approve(self, answer: ApprovedAnswer, *, key: str = "") -> Outcome[ApprovedAnswer]:
        """Approve an answer: a new one gets the next number, a changed one its next edition (R167)."""
        checks.require(check_answer(answer, self._context.clock.today()))
        with self._context.act("approve_answer", key=key) as work:
            saved = _next_edition(work, answer)
        return self._told(saved, work)

    def retire(self, number: int) -> Outcome[ApprovedAnswer]:
        """Give an answer no longer; its editions stay readable."""
        newest, today = self.editions(number)[0], self._context.clock.today()
        by = self._context.author.name or newest.approved_by
        with self._context.act("retire_answer") as work:
            saved = _next_edition(work, replace(newest, approved_on=today, approved_by=by, retired=True))
        return self._told(saved, work, msg("{answer} is no longer given", answer=answer_name(newest)))

    def _told(
        self, saved: ApprovedAnswer, work: UnitOfWork, message: Message | None = None
    ) -> Outcome[ApprovedAnswer]:
        """Tell of an edition; the way back is one more edition, for editions are never taken away."""
        message = message or msg("Approved: {answer}", answer=answer_name(saved))
        return Outcome(saved, work.changes, message, self._undo_edition(saved, message))

    def _undo_edition(self, saved: ApprovedAnswer, message: Message) -> Callable[[], Outcome[Any]]:
        def undo() -> Outcome[None]:
            before = next((one for one in self.editions(saved.number) if one.edition < saved.edition), None)
            back = before or replace(saved, retired=True)
            with self._context.act("undo") as work:
                _next_edition(work, replace(back, approved_on=self._context.clock.today()))
            return Outcome(None, work.changes, msg("Taken back: {what}", what=message))

        return undo

    def _save(self, entry: Any, key: str) -> Outcome[Any]:
        with self._context.act("save_wording", key=key) as work:
            saved = work.update(entry) if entry.id else work.insert(entry)
        return self._context.outcome(work, saved, msg("Saved: {text}", text=saved.text))


def _next_edition(work: UnitOfWork, answer: ApprovedAnswer) -> ApprovedAnswer:
    everything = work.find(ApprovedAnswer)
    number = answer.number or max((one.number for one in everything), default=0) + 1
    edition = max((one.edition for one in everything if one.number == number), default=0) + 1
    return work.insert(replace(answer, id=0, number=number, edition=edition))


def _restore_rule(work: UnitOfWork, shipped: WordRule) -> bool:
    """Put one shipped entry back; tell whether that changed anything."""
    there = work.first(WordRule, kind=shipped.kind, text=shipped.text)
    if there is None:
        work.insert(shipped)
        return True
    wanted = replace(shipped, id=there.id, version=there.version)
    return work.update(wanted) != there


def _restored(count: int) -> Message:
    if not count:
        return msg("Everything that was shipped is there already.")
    return msg("{n} shipped entries brought back", n=str(count))


def _searched(answer: ApprovedAnswer) -> str:
    return fold_text(f"FAQ{answer.number} {answer.question} {answer.answer}")
