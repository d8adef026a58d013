"""The program's words in the reader's language: gettext catalogues behind one small object."""

from __future__ import annotations

import gettext
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib.resources import files

from branchdesk.domain.messages import Message
from branchdesk.domain.money import Fen, format_money

LANGUAGES = ("zh_CN", "en")
LANGUAGE_NAMES = {"zh_CN": "中文", "en": "English"}
"""Every language under its own name: whoever is lost in the other one must find the way back."""


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    path = files("resources") / "locale" / language / "LC_MESSAGES" / "branchdesk.mo"
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)


class Words:
    """Translates templates, enum members and values for one reader; `language` is `zh_CN` or `en`."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"unknown language {language!r}")
        self.language = language
        self._catalogue = _catalogue(language)

    def tr(self, template: str, **params: object) -> str:
        """Translate a literal and fill its gaps."""
        return self._fill(self._catalogue.gettext(template) if template else "", params)

    def trn(self, singular: str, plural: str, n: int, **params: object) -> str:
        """Translate with a plural form chosen by `n`, which also fills the gap `{n}`."""
        return self._fill(self._catalogue.ngettext(singular, plural, n), {"n": n, **params})

    def trc(self, context: str, template: str, **params: object) -> str:
        """Translate a literal that means different things in different places."""
        return self._fill(self._catalogue.pgettext(context, template), params)

    def say(self, message: Message) -> str:
        """Render a message that a rule made."""
        return self.tr(message.template, **message.params)

    def term(self, member: Enum) -> str:
        """Name an enum member in the branch's vocabulary (`branchdesk.vocabulary`)."""
        from branchdesk.vocabulary import TERMS

        return self.tr(TERMS[type(member).__name__][member.name])

    def value(self, value: object) -> str:
        """Write any value as this reader expects it in a sentence."""
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, Enum):
            return self.term(value)
        if isinstance(value, Fen):
            return format_money(value)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, (list, tuple)):
            return ("、" if self.language == "zh_CN" else ", ").join(self.value(item) for item in value)
        return str(value)

    def weekday(self, day: date) -> str:
        """Name the day of the week, short: 周三, Wed."""
        if self.language == "zh_CN":
            return "周" + "一二三四五六日"[day.weekday()]
        return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]

    def long_date(self, day: date) -> str:
        """Write a date for reading: 2026年11月22日 周日, Sun 22 Nov 2026."""
        if self.language == "zh_CN":
            return f"{day.year}年{day.month}月{day.day}日 {self.weekday(day)}"
        return f"{self.weekday(day)} {day.day} {_MONTHS[day.month - 1]} {day.year}"

    def month(self, year: int, month: int) -> str:
        """Name a month: 2026年11月, Nov 2026."""
        return f"{year}年{month}月" if self.language == "zh_CN" else f"{_MONTHS[month - 1]} {year}"

    def _fill(self, text: str, params: dict[str, object]) -> str:
        return text.format_map({key: self.value(value) for key, value in params.items()}) if params else text


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
