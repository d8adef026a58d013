from enum import Enum

import pytest

from branchdesk.language import LANGUAGES, Words
from branchdesk.vocabulary import TERMS


@pytest.mark.parametrize("kind", TERMS, ids=lambda kind: kind.__name__)
def test_every_member_of_a_named_class_has_its_own_name_in_each_language(kind: type[Enum]) -> None:
    for words in map(Words, LANGUAGES):
        names = [words.term(member) for member in kind]
        assert all(names)
        assert len(set(names)) == len(names)
    assert set(TERMS[kind]) == set(kind)
