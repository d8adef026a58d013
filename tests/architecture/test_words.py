"""Every sentence for a person is a literal, and has its Chinese."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture import catalogue
from tests.architecture.source import called, literals, modules, name_of, places

LITERAL_ARGUMENTS = {"tr": 1, "msg": 1, "mark": 1, "trn": 2, "trc": 2}
# A text that `mark("…")` declared elsewhere arrives by its name.
MARKED_ELSEWHERE = (ast.Name, ast.Attribute, ast.Subscript)
# They pass on what others wrote as a literal.
TRANSLATORS = {"branchdesk/language.py", "ui/language.py"}
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# What reads Chinese, counts in it or invents it; all other Chinese comes from the catalogue.
SPEAKERS = {
    "branchdesk/language.py",
    "branchdesk/domain/business_hours.py",
    "branchdesk/domain/deadline_words.py",
    "branchdesk/domain/money.py",
    "branchdesk/domain/recurrence_hearing.py",
    "branchdesk/domain/recurrence_words.py",
    "branchdesk/domain/salutation.py",
    "branchdesk/domain/term_phrases.py",
    "branchdesk/domain/terms.py",
    "branchdesk/domain/textfold.py",
    "branchdesk/domain/typed_dates.py",
    "branchdesk/domain/workdays.py",
    "ui/widgets/moment_field.py",
    "ui/widgets/typed_values.py",
}
SPEAKING_ROOMS = (
    "branchdesk/readers/",
    "branchdesk/demo/",
    "branchdesk/domain/import_",
    "branchdesk/domain/wording_",
)


def is_plain(word: ast.expr) -> bool:
    """Tell whether an argument is a text literal."""
    return isinstance(word, ast.Constant) and isinstance(word.value, str)


def hides_its_words(node: ast.AST) -> bool:
    """Tell whether a call translates a text put together on the spot, which the extractor cannot see."""
    name = called(node)[1]
    if not isinstance(node, ast.Call) or name not in LITERAL_ARGUMENTS:
        return False
    words = node.args[: LITERAL_ARGUMENTS[name]]
    if name == "tr" and words and isinstance(words[0], MARKED_ELSEWHERE):
        return False
    return sum(map(is_plain, words)) < LITERAL_ARGUMENTS[name]


def test_what_is_translated_is_a_plain_literal() -> None:
    paths = [path for path in modules("branchdesk", "ui", "exports") if name_of(path) not in TRANSLATORS]
    assert places(hides_its_words, paths) == []


@pytest.mark.parametrize(
    ("code", "guilty"),
    [
        ('tr(f"{n} visits")', True),
        ('words.tr("Due {day}".format(day=day))', True),
        ("words.tr(LABELS[kind])", False),
        ("msg(text)", True),
        ('msg("one " + name)', True),
        ('words.trc("menu", title)', True),
        ('words.trn("{n} visit", "{n} visits", n)', False),
        ('msg("no invoice " "{number}", number=n)', False),
    ],
)
def test_the_eye_for_hidden_words_sees(code: str, guilty: bool) -> None:
    assert any(hides_its_words(node) for node in ast.walk(ast.parse(code))) is guilty


def test_chinese_stands_in_the_catalogue_and_not_in_the_code() -> None:
    speaking = {
        name_of(path)
        for path in modules()
        if any(CHINESE.search(str(literal.value)) for literal in literals(path))
    }
    assert {name for name in speaking - SPEAKERS if not name.startswith(SPEAKING_ROOMS)} == set()


def test_every_sentence_has_its_chinese() -> None:
    assert catalogue.untranslated() == []


def test_no_entry_is_left_over() -> None:
    assert catalogue.unused() == []


def test_no_entry_is_a_guess() -> None:
    assert catalogue.doubtful() == []


def test_chinese_and_english_have_the_same_gaps() -> None:
    assert catalogue.with_other_gaps() == []


def test_the_compiled_catalogue_is_fresh() -> None:
    assert catalogue.stale() == []
