"""The text by which people find things while the phone rings (R135)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from branchdesk.domain.textfold import fold_phone, fold_text

SEPARATOR = "\n"  # nobody types it, so a hit never runs from one part into the next


def search_key(record: object) -> tuple[int, str, str] | None:
    """Return customer id, title and folded text of a record that is found by text; None for others."""
    from branchdesk.domain.customers import Contact, Customer, Site

    if isinstance(record, Customer):
        parts = (record.name, record.short_name, record.code, record.address)
        return record.id, record.name, _folded(parts, (record.phone,), (record.name, record.short_name))
    if isinstance(record, Site):
        return record.customer_id, record.name, _folded((record.name, record.address), (), (record.name,))
    if isinstance(record, Contact):
        phones = (record.phone, record.mobile)
        folded = _folded((record.name, record.email, record.wechat), phones, (record.name,))
        return record.customer_id, record.name, folded
    return None


def _folded(texts: Iterable[str], phones: Iterable[str], named: Iterable[str]) -> str:
    parts = [fold_text(text) for text in texts]
    parts += [fold_phone(phone) for phone in phones]
    parts += [spelt for name in named for spelt in pinyin(name)]
    return SEPARATOR.join(dict.fromkeys(part for part in parts if part))


@lru_cache(maxsize=5_000)
def pinyin(name: str) -> tuple[str, ...]:
    """Return initials and full pinyin of a name, or nothing where it has no Chinese characters."""
    if name.isascii():
        return ()
    from pypinyin.constants import RE_HANS
    from pypinyin.seg.mmseg import seg
    from pypinyin.seg.simpleseg import seg as parts_of

    words = [word for part in parts_of(name) for word in (seg.cut(part) if RE_HANS.match(part) else (part,))]
    spelt = [syllable for word in words for syllable in _spelt(word)]
    return "".join(syllable[:1] for syllable in spelt), "".join(spelt)


@lru_cache(maxsize=20_000)
def _spelt(word: str) -> tuple[str, ...]:
    """Spell one word of a name: most names are made of the same words, and spelling is slow."""
    from pypinyin import Style, lazy_pinyin

    # A list is taken as one syllable each; the stubs do not know.
    syllables = lazy_pinyin(word, style=Style.NORMAL, errors=_plain_signs)  # type: ignore[arg-type]
    return tuple(fold_text(syllable) for syllable in syllables)


def _plain_signs(other: str) -> list[str]:
    return list(other) if other.isascii() else []
