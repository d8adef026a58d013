"""What follows from an extra request, by the examples of the requirements."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from branchdesk.domain.extra_requests import ExtraRequest
from branchdesk.domain.request_rules import (
    arrival,
    asks_for_cause,
    confirmation,
    cost_fen,
    follow_up_days,
    repeat_of,
    reply_measures,
    rest_day,
    served_by_night,
)
from branchdesk.domain.settings import Settings
from branchdesk.domain.support import SupportRequest, answer_minutes, minutes_between
from branchdesk.domain.visits import Visit
from branchdesk.domain.workdays import WorkCalendar
from branchdesk.language import Words

ZONE = ZoneInfo("Asia/Shanghai")
SETTINGS = Settings()


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def request(number: int, day: datetime, **values: object) -> ExtraRequest:
    known: dict[str, object] = {"id": number, "site_id": 1, "pest": "蟑螂", "received_at": day, **values}
    return ExtraRequest(**known)  # type: ignore[arg-type]  # the names are the record's own


@pytest.mark.req("R041")
def test_the_confirmation_is_built_from_the_fields() -> None:
    wanted = ExtraRequest(pest="蟑螂", room="女更衣室", place="靠近西墙的储物柜内", seen=3)
    sentence = confirmation(wanted)
    assert sentence is not None
    assert Words("zh_CN").say(sentence) == "您的一名员工在女更衣室靠近西墙的储物柜内发现 3 只蟑螂，对吗？"
    english = confirmation(
        ExtraRequest(
            pest="cockroaches", room="women's changing room", place="locker by the west wall", seen=3
        )
    )
    assert english is not None
    assert Words("en").say(english) == (
        "You say that one of your staff found cockroaches (number seen: 3) here: women's changing room, "
        "locker by the west wall. Is that right?"
    )


@pytest.mark.req("R041")
@pytest.mark.parametrize(
    ("known", "said"),
    [
        (ExtraRequest(pest="老鼠"), "您的一名员工发现了老鼠，对吗？"),
        (ExtraRequest(pest="老鼠", seen=1), "您的一名员工发现 1 只老鼠，对吗？"),
        (ExtraRequest(pest="蟑螂", room="后厨", seen_by="厨师"), "您的厨师在后厨发现了蟑螂，对吗？"),
    ],
)
def test_what_is_not_known_yet_is_left_out_of_the_sentence(known: ExtraRequest, said: str) -> None:
    sentence = confirmation(known)
    assert sentence is not None
    assert Words("zh_CN").say(sentence) == said
    assert confirmation(ExtraRequest(room="后厨")) is None


@pytest.mark.req("R043")
def test_ten_past_four_to_eighteen_past_is_eight_minutes() -> None:
    assert minutes_between(at(23, 16, 10), at(23, 16, 18)) == 8
    measures = reply_measures([8, 3, 41, 5])
    assert (measures.replied, measures.median, measures.slowest) == (4, Decimal("6.5"), 41)
    assert reply_measures([]).median is None


@pytest.mark.req("R039")
def test_support_asked_at_ten_past_nine_and_answered_at_twenty_five_past_took_15_minutes() -> None:
    asked = SupportRequest(raised_at=at(23, 9, 10), told_at=at(23, 9, 10), answered_at=at(23, 9, 25))
    assert answer_minutes(asked) == 15


@pytest.mark.req("R042")
def test_an_arrival_after_midnight_belongs_to_the_next_day() -> None:
    visit = Visit(date_on=date(2026, 11, 23), start_at="23:30", arrived_at="23:40")
    assert arrival(visit, ZONE) == at(23, 23, 40)
    late = Visit(date_on=date(2026, 11, 23), start_at="23:30", arrived_at="00:10")
    assert arrival(late, ZONE) == at(24, 0, 10)


@pytest.mark.req("R047")
def test_the_follow_up_call_is_made_the_day_after_both_variants_known() -> None:
    calendar = WorkCalendar(())
    friday = date(2026, 11, 20)
    assert follow_up_days(date(2026, 11, 19), calendar) == (friday, friday)
    assert follow_up_days(date(2026, 10, 16), calendar) == (date(2026, 10, 17), date(2026, 10, 19))


@pytest.mark.req("R049")
def test_the_same_pest_at_the_same_site_within_thirty_days_is_a_repeat() -> None:
    first, second = request(1, at(5)), request(2, at(23), pest=" 蟑螂 ")
    assert repeat_of(second, [first, second], 30) is first
    assert repeat_of(first, [first, second], 30) is None
    assert repeat_of(request(3, at(5) + timedelta(days=31)), [first], 30) is None
    assert repeat_of(request(3, at(23), pest="老鼠"), [first], 30) is None
    assert repeat_of(request(3, at(23), site_id=2), [first], 30) is None


@pytest.mark.req("D08")
def test_the_third_request_in_sixty_days_at_one_site_asks_for_its_cause() -> None:
    known = [request(1, at(1, month=10)), request(2, at(5)), request(3, at(23))]
    assert asks_for_cause(known[1], known, SETTINGS) == ()
    assert asks_for_cause(known[2], known, SETTINGS) == tuple(known)
    long_ago = [request(1, at(1, month=8)), *known[1:]]
    assert asks_for_cause(known[2], long_ago, SETTINGS) == ()


@pytest.mark.req("D08")
def test_extra_visits_cost_their_visits_and_their_hours() -> None:
    assert cost_fen(3, 150, SETTINGS) == 3 * 30_000 + 30_000


@pytest.mark.req("R048")
def test_who_served_until_two_rests_that_morning() -> None:
    night = Visit(date_on=date(2026, 11, 23), start_at="23:00", minutes=180)
    early = Visit(date_on=date(2026, 11, 24), start_at="01:00", minutes=60)
    day = Visit(date_on=date(2026, 11, 23), start_at="14:00", minutes=120)
    assert [served_by_night(one, SETTINGS) for one in (night, early, day)] == [True, True, False]
    assert rest_day(night) == rest_day(early) == date(2026, 11, 24)
