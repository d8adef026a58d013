import importlib
import pkgutil
from enum import Enum

import pytest

import branchdesk.domain
from branchdesk.language import LANGUAGES, Words
from branchdesk.vocabulary import TERMS


def enums_of_the_domain() -> dict[str, type[Enum]]:
    """Find every enumeration that the rules use, by its name."""
    found: dict[str, type[Enum]] = {}
    for module in pkgutil.iter_modules(branchdesk.domain.__path__):
        names = vars(importlib.import_module(f"branchdesk.domain.{module.name}"))
        found |= {
            kind.__name__: kind
            for kind in names.values()
            if isinstance(kind, type) and issubclass(kind, Enum)
        }
    return found


@pytest.mark.parametrize("name", TERMS)
def test_every_member_of_a_named_class_has_its_own_name_in_each_language(name: str) -> None:
    kind = enums_of_the_domain()[name]
    assert set(TERMS[name]) == {member.name for member in kind}
    for words in map(Words, LANGUAGES):
        names = [words.term(member) for member in kind]
        assert all(names)
        assert len(set(names)) == len(names)
