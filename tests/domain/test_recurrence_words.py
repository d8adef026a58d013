from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.errors import Refused
from branchdesk.domain.recurrence import canonical, parse_rule, sentence

SAYINGS = {
    "FREQ=DAILY": "daily|every day|每天|每日",
    "FREQ=DAILY;INTERVAL=10": "every 10 days|每10天",
    "FREQ=WEEKLY": "weekly|Every week|每周|每周一次|每星期|一周一次",
    "FREQ=WEEKLY;INTERVAL=2": "every 2 weeks|every two weeks|biweekly|fortnightly|每两周|"
    "每2周一次|隔周|每隔一周|双周",
    "FREQ=WEEKLY;BYDAY=TU": "every Tuesday|Tuesdays|weekly on Tue|每周二|每星期二|逢周二",
    "FREQ=WEEKLY;BYDAY=MO": "每周一|every Monday",
    "FREQ=WEEKLY;BYDAY=TU,FR": "every Tuesday and Friday|每周二、五|每周二和周五",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU": "every other Tuesday|every 2 weeks on Tuesday|隔周周二",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "weekdays|every working day|Mon-Fri|每个工作日|周一至周五",
    "FREQ=MONTHLY": "monthly|every month|once a month|每月|每月一次|每个月|一个月一次",
    "FREQ=MONTHLY;INTERVAL=2": "every 2 months|每两个月|隔月|两个月一次",
    "FREQ=MONTHLY;INTERVAL=3": "quarterly|every quarter|every 3 months|4 times a year|每季度|每季|每三个月",
    "FREQ=MONTHLY;INTERVAL=6": "half-yearly|twice a year|每半年|半年一次|一年两次",
    "FREQ=YEARLY": "yearly|annually|once a year|每年|每年一次",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15": "every year on 15 March|March 15|每年3月15日|每年三月十五号",
    "FREQ=MONTHLY;X-TIMES=2": "twice a month|semi-monthly|2 times per month|每月两次|每月2次",
    "FREQ=MONTHLY;BYMONTHDAY=31": "every month on day 31|monthly on the 31st|每月31日|"
    "每月三十一日|每月 31 号",
    "FREQ=MONTHLY;BYMONTHDAY=5,20": "every month on days 5 and 20|每月5日和20日|每月5、20号",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "last day of each month|month end|每月最后一天|每月月底|每月底",
    "FREQ=MONTHLY;BYDAY=2TU": "second Tuesday of each month|monthly on the 2nd Tue|"
    "每月第二个周二|每月第2个星期二",
    "FREQ=MONTHLY;BYDAY=-1FR": "last Friday of each month|每月最后一个周五|每月最后周五|每月倒数第一个星期五",
    "FREQ=MONTHLY;BYDAY=1MO,3MO": "first and third Monday of every month|每月第一、三个周一|"
    "每月第一个和第三个周一",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO": "quarterly on the first Monday|每季度第一个周一",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": "last working day of each month|每月最后一个工作日",
}


@pytest.mark.req("R015")
@pytest.mark.parametrize(
    ("rule", "saying"), [(rule, saying) for rule, all_ in SAYINGS.items() for saying in all_.split("|")]
)
def test_people_may_say_it_in_their_words(rule: str, saying: str) -> None:
    assert canonical(parse_rule(saying)) == rule
    assert parse_rule(rule) == parse_rule(saying)


@pytest.mark.parametrize(
    "saying", ["每月第二个周二 22:00", "second Tuesday of each month at 10 pm", "每月第二个周二，晚上十点"]
)
def test_the_time_of_day_is_heard(saying: str) -> None:
    rule = parse_rule(saying)
    assert rule.at == time(22, 0)
    assert canonical(rule) == "FREQ=MONTHLY;BYDAY=2TU;BYHOUR=22;BYMINUTE=0"
    assert parse_rule(canonical(rule)) == rule


@pytest.mark.parametrize(
    "saying",
    [
        "", "sometimes", "月", "每月每周", "twice a week", "每周两次", "second Tuesday", "每月周二",
        "fifth Friday of each month", "每月第五个周五", "每月32日", "每月0日", "每0周",
        "每年13月1日", "每年2月30日",
        "每年5日", "每月25点", "每月30、31日", "monthly " * 100, "22:00",
        "FREQ=HOURLY", "FREQ=",
        "FREQ=MONTHLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;INTERVAL=0", "FREQ=MONTHLY;COUNT=1;UNTIL=20270101", "FREQ=MONTHLY;UNTIL=soon",
        "FREQ=MONTHLY;FREQ=WEEKLY", "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYSETPOS=1", "FREQ=WEEKLY;X-TIMES=2",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO", "FREQ=MONTHLY;BYHOUR=9,12", "FREQ=MONTHLY;SKIP=BACKWARD",
        "FREQ=MONTHLY;BYMONTHDAY=28,-1", "FREQ=MONTHLY;INTERVAL=99999999999999999999",
    ],
)  # fmt: skip
def test_what_is_not_a_plan_is_refused_beside_the_rule(saying: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_rule(saying)
    assert refusal.value.field == "rule"
    assert len(str(refusal.value)) > 20


def test_days_that_fall_together_in_february_are_refused_not_merged() -> None:
    with pytest.raises(Refused, match="one and the same day"):
        parse_rule("FREQ=MONTHLY;BYMONTHDAY=29,31")


@given(st.text(alphabet="每月周第二两一个日末次年季隔12 ofthemonday,、:FREQ=;BYDAYMO-", max_size=30))
def test_any_text_gives_a_rule_or_a_sentence(text: str) -> None:
    try:
        rule = parse_rule(text)
    except Refused:
        return
    assert parse_rule(canonical(rule)) == rule


@pytest.mark.parametrize(
    ("saying", "said"),
    [
        ("每月第二个周二 22:00", "every month on the second Tuesday, 22:00"),
        ("每月31日", "every month on day 31 (in shorter months on the last day)"),
        ("每月最后一天", "every month on the last day"),
        ("每周二、五", "every week on Tuesday and Friday"),
        ("隔周", "every 2 weeks"),
        ("每月", "every month on the day of the first service"),
        ("每月两次", "every month, 2 times, evenly spread"),
        ("每年3月15日", "every year (only in month 3) on day 15"),
        ("FREQ=WEEKLY;COUNT=3", "every week, 3 times in all"),
        ("FREQ=DAILY;UNTIL=20270101", "every day, until 2027-01-01"),
        ("last working day of each month", "every month on the last weekday from Monday to Friday"),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "every month by the rule FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
        ),
        ("FREQ=MONTHLY;BYDAY=-2FR", "every month by the rule FREQ=MONTHLY;BYDAY=-2FR"),
    ],
)
def test_the_rule_is_read_back_as_a_sentence(saying: str, said: str) -> None:
    assert str(sentence(parse_rule(saying))) == said
