"""How people write payment terms: patterns for canonical, Chinese and English texts, and nothing else.

Named groups carry the meaning: an event (`issued`, `sent`, `signed`, `service`, `month_end`), a unit
(`working_days`, `calendar_days`, `weeks`, `months`) and the number `n`. What no group says, `Phrase` says.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Phrase(NamedTuple):
    """A pattern and what it means beyond its groups; the names are values of `BaseEvent` and `TermUnit`.

    Patterns are text: `re` compiles each when it is first tried, all of them would cost 14 ms at every start.
    """

    pattern: str
    unit: str = ""
    base: str = ""
    number: int = 0


_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_NUMBER = re.compile("[零一二两三四五六七八九十百]+")
_WELL_FORMED = re.compile(
    "(?:([一二两三四五六七八九])百(?=零|$|[一二三四五六七八九]十))?零?"
    "(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?"
)
_NOISE = re.compile('[,，。;；、“”"]')
_HAN = re.compile("[\u4e00-\u9fff]")


def is_chinese(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return bool(_HAN.search(text))


def normalise(text: str) -> str:
    """Make half-width, small letters, single blanks; drop punctuation; write Chinese numbers in digits."""
    plain = _NOISE.sub(" ", unicodedata.normalize("NFKC", text)).casefold().strip(" .")
    if is_chinese(plain):
        return _NUMBER.sub(_in_digits, "".join(plain.split()))
    return " ".join(word for word in plain.split() if word not in {"the", "a", "an"})


def _in_digits(found: re.Match[str]) -> str:
    parts = _WELL_FORMED.fullmatch(found[0])
    if parts is None:
        return found[0]
    hundreds, tens, ten, ones = parts.groups()
    number = 100 * _DIGITS[hundreds or "零"] + _DIGITS[ones or "零"]
    return str(number + 10 * (_DIGITS[tens] if tens else bool(ten)))


_BASE = (
    r"(?:(?P<issued>issued)|(?P<sent>sent)|(?P<signed>signed)|(?P<service>service)|(?P<month_end>eom)) ?\+ ?"
)
CANONICAL = (
    _BASE
    + r"(?P<n>\d{1,4}) ?(?:(?P<working_days>wd)|(?P<calendar_days>d)|(?P<months>m)(?P<to_end> ?- ?eom)?)"
)
CANONICAL_DAY = rf"(?:{_BASE})?dom ?: ?(?P<n>\d{{1,4}})"

# English, after `normalise` (no articles, no commas)
_N = r"(?P<n>\d{1,4})"
_EN_LEAD = r"(?:(?:payment|payable|due|pay|terms?|invoices?|are|is):? )*(?:(?:within|by|in|on|at) )?"
_EN_EVENT = (
    r"(?:(?P<signed>(?:invoice is |invoice )?signed(?: for)?|signing|signature"
    r"|receipt(?: of invoice)?|invoice receipt)"
    r"|(?P<issued>(?:invoice is |invoice )?issued|issuing|issue(?: of invoice)?|invoice(?: date)?"
    r"|date of (?:issue|invoice)|invoicing)"
    r"|(?P<sent>(?:invoice is |invoice )?sent|sending|dispatch)"
    r"|(?P<service>service(?: is done)?|completion(?: of (?:service|work))?)"
    r"|(?P<month_end>end of month(?: of issue)?|month[- ]end|eom))"
)
_EN_UNIT = (
    r"(?:(?P<working_days>(?:working|business) days?)|(?P<calendar_days>(?:calendar )?days?)"
    r"|(?P<weeks>weeks?)|(?P<months>months?))"
)
_EN_AFTER = r"(?:after|from|following|of)"
_EN_DAY = rf"(?:day )?{_N}(?:st|nd|rd|th)?"


ENGLISH = (
    Phrase(rf"{_EN_LEAD}{_N} ?{_EN_UNIT} {_EN_AFTER} {_EN_EVENT}"),
    Phrase(rf"{_EN_LEAD}net ?{_N}(?: ?days?)?", "calendar_days", "issued"),
    Phrase(rf"{_EN_LEAD}(?:net ?)?{_N}(?: ?days?)? (?:eom|end of month)", "calendar_days", "month_end"),
    Phrase(rf"{_EN_LEAD}end of month {_N} months? {_EN_AFTER} {_EN_EVENT}", "month_end"),
    Phrase(rf"{_EN_LEAD}end of month in which {_EN_EVENT}", "month_end"),
    Phrase(rf"{_EN_LEAD}(?:eom|end of month(?: of issue)?|month[- ]end)", "month_end", "issued"),
    Phrase(rf"{_EN_LEAD}end of (?:next|following) month", "month_end", "issued", 1),
    Phrase(rf"{_EN_LEAD}{_EN_DAY} of (?:each|every) month", "day_of_month", "issued"),
    Phrase(
        rf"{_EN_LEAD}{_EN_DAY} of (?:(?:next|following) month|month after month of issue)",
        "day_of_month",
        "month_end",
    ),
    Phrase(rf"{_EN_LEAD}first day {_N} of month after {_EN_EVENT}", "day_of_month"),
    Phrase(
        rf"{_EN_LEAD}(?:cash )?(?:(?:on )?(?:spot|completion|service)|on-service|cash)"
        "(?: when service is done)?",
        "on_the_spot",
        "service",
    ),
    Phrase(rf"{_EN_LEAD}(?:up)?(?:on )?receipt(?: of invoice)?", "calendar_days", "signed"),
)

# Chinese, after `normalise` (no blanks, digits)
_ZH_LEAD = "(?:付款(?:期限|条件|方式)?|账期|结算(?:方式)?|收款规定)?[:为是]?(?:请|应|须|需)?(?:在|于|自|从)?"
_ZH_EVENT = (
    "(?:(?P<signed>(?:客户)?(?:签收|收到)发票|(?:发票)?(?:经)?(?:客户)?(?:签收|收到|签字)|收票|票到)"
    "|(?P<issued>(?:发票)?(?:开具|开出)(?:发票)?|开(?:发)?票|出票|发票(?:日期|日))"
    "|(?P<sent>(?:发票)?(?:寄出|寄送|发出|送出)(?:发票)?)"
    "|(?P<service>服务(?:完成|完毕|结束)?|完工|(?:施工|作业)(?:完成|完毕|结束))"
    "|(?P<month_end>(?:开票)?[当本]?月月?[底末]))"
)
_ZH_AFTER = "(?:之日|当日|日)?(?:起算?|算起|之后|以后|后)?的?"
_ZH_UNIT = (
    "(?:(?P<working_days>个?工作[日天])|(?P<calendar_days>个?(?:自然|日历)?[日天])"
    "|(?P<weeks>个?(?:周|星期))|(?P<months>个月))"
)
_ZH_TAIL = "(?:之内|以内|内)?(?:之?前)?(?:付款|付清|支付|结清|结算|到账|到期)?(?:款项|货款|服务费|全款)?"

CHINESE = (
    Phrase(f"{_ZH_LEAD}{_ZH_EVENT}{_ZH_AFTER}{_N}{_ZH_UNIT}{_ZH_TAIL}"),
    Phrase(f"{_ZH_LEAD}月结{_N}天{_ZH_TAIL}", "calendar_days", "month_end"),
    Phrase(f"{_ZH_LEAD}{_ZH_EVENT}{_ZH_AFTER}第?{_N}个月的?月?[底末]{_ZH_TAIL}", "month_end"),
    Phrase(f"{_ZH_LEAD}{_ZH_EVENT}的?[当本]月月?[底末]{_ZH_TAIL}", "month_end"),
    Phrase(f"{_ZH_LEAD}[每当本]?月月?[底末]{_ZH_TAIL}", "month_end", "issued"),
    Phrase(f"{_ZH_LEAD}{_ZH_EVENT}的?(?:次|下个?)月月?[底末]{_ZH_TAIL}", "month_end", "", 1),
    Phrase(f"{_ZH_LEAD}(?:次|下个?)月月?[底末]{_ZH_TAIL}", "month_end", "issued", 1),
    Phrase(f"{_ZH_LEAD}每个?月的?{_N}[日号]{_ZH_TAIL}", "day_of_month", "issued"),
    Phrase(f"{_ZH_LEAD}(?:开票的?)?(?:次|下个?)月{_N}[日号]{_ZH_TAIL}", "day_of_month", "month_end"),
    Phrase(f"{_ZH_LEAD}{_ZH_EVENT}{_ZH_AFTER}首个{_N}[日号]{_ZH_TAIL}", "day_of_month"),
    Phrase(
        f"{_ZH_LEAD}(?:(?:当场|现场|完工|(?:服务|施工|作业)(?:完成|完毕|结束)?)[后时即]?(?:当场|现场)?(?:付款|付清|支付|结清|现结)"
        "|现结|现付|现金结算)",
        "on_the_spot",
        "service",
    ),
    Phrase("(?:见票即付|收票即付|票到付款|票到即付)", "calendar_days", "signed"),
)

# A span of time that does not say after what: worth a sentence of its own.
NO_BASE = rf"{_EN_LEAD}\d{{1,4}} ?{_EN_UNIT}|{_ZH_LEAD}\d{{1,4}}(?:个?工作)?(?:[日天]|个月|周){_ZH_TAIL}"
