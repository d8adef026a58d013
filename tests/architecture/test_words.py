"""Every sentence for a person is a literal, and has its Chinese."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture import catalogue
from tests.architecture.source import called, literals, modules, name_of, places

LITERAL_ARGUMENTS = {"tr": 1, "msg": 1, "mark": 1, "trn": 2, "trc": 2}
# They pass on what others wrote as a literal.
TRANSLATORS = {"branchdesk/language.py", "ui/language.py"}
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# Programs that read or invent Chinese, beside the catalogue from which all other Chinese comes.
SPEAKERS = re.compile(r"branchdesk/(language\.py|domain/(terms|recurrence|deadlines)\w*\.py|readers/|demo/)")


def hides_its_words(node: ast.AST) -> bool:
    """Tell whether a call translates something other than a plain literal, which the extractor cannot see."""
    name = called(node)[1]
    if not isinstance(node, ast.Call) or name not in LITERAL_ARGUMENTS:
        return False
    words = node.args[: LITERAL_ARGUMENTS[name]]
    plain = [word for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
    return len(plain) < LITERAL_ARGUMENTS[name]


def test_what_is_translated_is_a_plain_literal() -> None:
    paths = [path for path in modules("branchdesk", "ui", "exports") if name_of(path) not in TRANSLATORS]
    assert places(hides_its_words, paths) == []


@pytest.mark.parametrize(
    ("code", "guilty"),
    [
        ('tr(f"{n} visits")', True),
        ("words.tr(text)", True),
        ('msg("one " + name)', True),
        ('words.trc("menu", title)', True),
        ('words.trn("{n} visit", "{n} visits", n)', False),
        ('msg("no invoice " "{number}", number=n)', False),
    ],
)
def test_the_eye_for_hidden_words_sees(code: str, guilty: bool) -> None:
    assert any(hides_its_words(node) for node in ast.walk(ast.parse(code))) is guilty


def test_chinese_stands_in_the_catalogue_and_not_in_the_code() -> None:
    guilty = {
        name_of(path)
        for path in modules()
        if not SPEAKERS.match(name_of(path))
        and any(CHINESE.search(str(literal.value)) for literal in literals(path))
    }
    assert guilty == set()


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
