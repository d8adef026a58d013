"""The words in which people say how often a service is due, heard one after another (R015)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time

from branchdesk.domain.messages import msg
from branchdesk.domain.recurrence_rules import Frequency, refuse

Period = tuple[Frequency, int]

_NUMBER_WORDS = {
    "last": -1,
    "one": 1,
    "first": 1,
    "once": 1,
    "two": 2,
    "second": 2,
    "other": 2,
    "twice": 2,
    "three": 3,
    "third": 3,
    "four": 4,
    "fourth": 4,
    "five": 5,
    "fifth": 5,
    "six": 6,
}
_UNITS: dict[str, Period] = {
    **dict.fromkeys(("day", "dai", "天", "日"), (Frequency.DAILY, 1)),
    **dict.fromkeys(("week", "周", "星期", "礼拜"), (Frequency.WEEKLY, 1)),
    **dict.fromkeys(("fortnight", "biweek", "双周"), (Frequency.WEEKLY, 2)),
    **dict.fromkeys(("month", "月"), (Frequency.MONTHLY, 1)),
    "双月": (Frequency.MONTHLY, 2),
    **dict.fromkeys(("quarter", "季度", "季"), (Frequency.MONTHLY, 3)),
    **dict.fromkeys(("half year", "half-year", "半年"), (Frequency.MONTHLY, 6)),
    **dict.fromkeys(("year", "annual", "年"), (Frequency.YEARLY, 1)),
}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE_WEEKDAYS = "一二三四五六日"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(slots=True)
class Heard:
    """What the words said so far."""

    periods: set[Period] = field(default_factory=set)
    times: int = 1
    ordinals: list[int] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    working_days: bool = False
    month_days: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    at: time | None = None


def listen(text: str) -> Heard:
    """Take every word of a normalised text; raises Refused(field="rule") at the first that says nothing."""
    heard, at = Heard(), 0
    while at < len(text):
        for pattern, note in _WORDS:
            if found := re.compile(pattern).match(text, at):
                note(heard, found)
                at = found.end()
                break
        else:
            raise refuse(
                msg(
                    "“{word}” is not understood in a service plan: write it as “every month on day 31”.",
                    word=text[at:],
                )
            )
    return heard


def _number(text: str | None) -> int:
    """Read 15, 十五, two, second; nothing at all means 1."""
    if not text:
        return 1
    if text in _NUMBER_WORDS:
        return _NUMBER_WORDS[text]
    if text.isdecimal():
        return int(text)
    text = text.replace("两", "二")
    tens, ten, ones = text.rpartition("十")
    digits = "零一二三四五六七八九"
    return (digits.index(tens[-1]) if tens else 1) * 10 * bool(ten) + (digits.index(ones[-1]) if ones else 0)


def _numbers(text: str) -> Iterator[int]:
    return (_number(found) for found in re.findall(rf"{_CN}|[a-z]+", text))


def _period(heard: Heard, unit: str, every: str | None = None) -> None:
    frequency, interval = _UNITS[unit]
    interval *= _number(every)
    if not 0 < interval <= 400:
        raise refuse(msg("“Every {n}” is out of reach: choose a shorter period.", n=interval))
    heard.periods.add((frequency, interval))


def _hear_time(heard: Heard, found: re.Match[str]) -> None:
    heard.at = time(int(found[1]), int(found[2]))


def _hear_spoken_hour(heard: Heard, found: re.Match[str]) -> None:
    hour = _number(found[2])
    if hour < 12 and found[1] in ("下午", "晚上", "晚"):
        hour += 12
    heard.at = _time(hour, 30 if found[3] else 0, found[0])


def _hear_half_day_hour(heard: Heard, found: re.Match[str]) -> None:
    heard.at = time(int(found[1]) % 12 + 12 * (found[2] == "pm"))


def _time(hour: int, minute: int, text: str) -> time:
    if hour > 23:
        raise refuse(msg("“{text}” is not a time of day: write it as 22:00.", text=text))
    return time(hour, minute)


def _hear_times(heard: Heard, found: re.Match[str]) -> None:
    heard.times = _number(found["times"])
    _hear_period(heard, found)


def _hear_twice_monthly(heard: Heard, _found: re.Match[str]) -> None:
    heard.times = 2
    _period(heard, "month")


def _hear_period(heard: Heard, found: re.Match[str]) -> None:
    _period(heard, found["unit"], found.groupdict().get("every"))


def _hear_every_other(heard: Heard, found: re.Match[str]) -> None:
    _period(heard, found.groupdict().get("unit") or "week", "2")


def _hear_month_end(heard: Heard, _found: re.Match[str]) -> None:
    _period(heard, "month")
    heard.month_days.append(-1)


def _hear_days(heard: Heard, found: re.Match[str]) -> None:
    heard.month_days.extend(_numbers(found[1]))


def _hear_date(heard: Heard, found: re.Match[str]) -> None:
    heard.months.append(_number(found[1]))
    heard.month_days.append(_number(found[2]))


def _hear_month(heard: Heard, found: re.Match[str]) -> None:
    heard.months.append(_MONTHS.index(found[0][:3]) + 1)


def _hear_ordinals(heard: Heard, found: re.Match[str]) -> None:
    heard.ordinals.extend(_numbers(found[1]))


def _hear_backwards(heard: Heard, found: re.Match[str]) -> None:
    heard.ordinals.append(-_number(found[1]))


def _hear_last(heard: Heard, _found: re.Match[str]) -> None:
    heard.ordinals.append(-1)


def _hear_weekdays(heard: Heard, found: re.Match[str]) -> None:
    heard.weekdays.update(map(_weekday, re.findall(rf"[{_CHINESE_WEEKDAYS}天1-7]|{_DAY}", found["days"])))


def _hear_range(heard: Heard, found: re.Match[str]) -> None:
    first, last = _weekday(found[1]), _weekday(found[2])
    heard.weekdays.update((first + i) % 7 for i in range((last - first) % 7 + 1))


def _hear_working_days(heard: Heard, _found: re.Match[str]) -> None:
    heard.working_days = True


def _hear_nothing(_heard: Heard, _found: re.Match[str]) -> None:
    pass


def _weekday(word: str) -> int:
    if word[:3] in _WEEKDAYS:
        return _WEEKDAYS.index(word[:3])
    return int(word) - 1 if word.isdecimal() else _CHINESE_WEEKDAYS.index(word.replace("天", "日"))


_CN = "(?:[0-9]{1,4}|[一二两三四五六七八九十]{1,4})"
_CN_UNIT = "(?P<unit>双周|双月|半年|季度|季|星期|礼拜|周|天|日|月|年)"
_CN_DAYS = f"{_CHINESE_WEEKDAYS}天1-7"
_CN_DAY = f"(?:周|星期|礼拜)([{_CN_DAYS}])"
_EN = "(?:[0-9]{1,4}|one|two|three|four|five|six)"
_EN_UNIT = "(?P<unit>half[ -]year|fortnight|quarter|month|week|year|day)s?\\b"
_DAY = (
    "(?:mon(?:days?)?|tue(?:s|sdays?)?|wed(?:nesdays?)?|thu(?:rs?|rsdays?)?"
    "|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)\\b"
)

_TIMES = f"(?P<times>once|twice|{_EN}(?= times| ?x))(?: times| ?x)?"
_LIST = "[、,和及与]"
_MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_ORDINAL = "first|second|third|fourth|fifth"

# Tried in this order at every place: longer sayings before the words that they begin with. Kept as text:
# `re` compiles each pattern when it is first tried and remembers it; a start of the program tries none.
_WORDS: tuple[tuple[str, Callable[[Heard, re.Match[str]], None]], ...] = (
    (r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9])", _hear_time),
    (f"(上午|早上|中午|下午|晚上|晚)?({_CN})[点时](半)?", _hear_spoken_hour),
    (r"(1[0-2]|[1-9]) ?(am|pm)\b", _hear_half_day_hour),
    (f"每?(?P<every>{_CN})?个?{_CN_UNIT}(?P<times>{_CN})次", _hear_times),
    (f"(?:每?隔[1一]?个?|每两个?){_CN_UNIT}", _hear_every_other),
    (r"每?个?工作日", _hear_working_days),
    (f"每?个?{_CN_DAY}(?:至|到|-|~)(?:周|星期|礼拜)?([{_CN_DAYS}])", _hear_range),
    (
        f"[每逢]?个?(?:周|星期|礼拜)(?P<days>[{_CN_DAYS}](?:{_LIST}?[{_CN_DAYS}])*)(?![次0-9号])",
        _hear_weekdays,
    ),
    (
        "(?:每个?)?月(?:末|底)|最后[一1]?[天日]|end of (?:(?:the|each|every) )?month|month[ -]end",
        _hear_month_end,
    ),
    ("最后[一1]?个?(?=周|星期|礼拜|工作日)|last\\b(?! day)", _hear_last),
    (f"倒数第({_CN})个?", _hear_backwards),
    (f"第({_CN}(?:个?{_LIST}第?{_CN})*)个?(?=周|星期|礼拜|工作日)", _hear_ordinals),
    (f"({_CN})月({_CN})[日号]", _hear_date),
    (f"({_CN}(?:[日号]?{_LIST}{_CN})*)[日号]", _hear_days),
    (r"(?P<unit>双周|双月)", _hear_period),
    (f"每(?P<every>{_CN})?个?{_CN_UNIT}", _hear_period),
    (f"{_TIMES} (?:(?:a|an|per|each|every) )?(?:(?P<every>{_EN}) )?{_EN_UNIT}", _hear_times),
    (f"{_TIMES} (?P<unit>week|month|year)ly\\b", _hear_times),
    (r"semi-?monthly\b", _hear_twice_monthly),
    (r"(?P<unit>dai|biweek|week|fortnight|month|quarter|half-year|year|annual)ly\b", _hear_period),
    (f"every (?:other|second|2nd) {_EN_UNIT}", _hear_every_other),
    (f"every other (?={_DAY})", _hear_every_other),
    (r"last day(?: of)?(?: the| each| every)? month\b", _hear_month_end),
    (f"({_ORDINAL}) day\\b", _hear_days),
    (r"days? ([0-9]{1,2})(?:st|nd|rd|th)?\b", _hear_days),
    (r"(?:every |each )?(?:working |business |week)days?\b", _hear_working_days),
    (f"(?:(?P<every>{_EN}) ?)?{_EN_UNIT}", _hear_period),
    (f"({_DAY})(?: ?- ?| to | through )({_DAY})", _hear_range),
    (f"(?P<days>{_DAY})", _hear_weekdays),
    (f"({_ORDINAL})\\b", _hear_ordinals),
    (r"([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])", _hear_ordinals),
    (f"(?:{_MONTH_NAMES})\\b", _hear_month),
    (
        r"[\s,、;.&的和及与在于]+|(?:and|on|of|the|every|each|in|at|a|an|per|visits?|services?)\b|服务",
        _hear_nothing,
    ),
)
