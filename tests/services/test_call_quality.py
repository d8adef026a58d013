"""The monthly sheets about calls, over a real file."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from branchdesk.domain.call_quality import BANS, HABITS, QualityItem, QualitySheet, check_sheet
from branchdesk.domain.employees import Employee
from branchdesk.domain.errors import Refused
from branchdesk.domain.months import Month
from branchdesk.language import Words
from branchdesk.papers.prints import Wanted, maker_of
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)
MONTH = Month.of(TODAY)


@pytest.fixture
def person(desk: Desk) -> Employee:
    return desk.customers.save_employee(Employee(name="小周")).value


def sheet_of(person: Employee, *failed: QualityItem, **changes: object) -> QualitySheet:
    values = {"calls": 5, "month": MONTH.key, "employee_id": person.id, "failed": failed, **changes}
    return QualitySheet(**values)  # type: ignore[arg-type]


@pytest.mark.req("R116")
def test_fourteen_habits_and_five_bans_are_looked_at() -> None:
    assert (len(HABITS), len(BANS), len(QualityItem)) == (14, 5, 19)


@pytest.mark.req("R116")
def test_two_habits_that_were_heard_leave_seventeen_of_nineteen(desk: Desk, person: Employee) -> None:
    desk.call_quality.save(sheet_of(person, QualityItem.INTERRUPTS, QualityItem.HURRIES))
    (row,) = [one for one in desk.call_quality.of_month(MONTH) if one.id == person.id]
    assert row.sheet is not None
    assert (row.sheet.score, row.sheet.broke_a_ban, row.sheet.checked_on) == (17, False, TODAY)


@pytest.mark.req("R116")
def test_a_person_has_one_sheet_a_month_and_it_can_be_corrected(desk: Desk, person: Employee) -> None:
    desk.call_quality.save(sheet_of(person, QualityItem.HURRIES))
    again = desk.call_quality.sheet(person.id, MONTH)
    assert again.failed == (QualityItem.HURRIES,)
    with pytest.raises(Refused):
        desk.call_quality.save(sheet_of(person))
    assert desk.call_quality.sheet(person.id, MONTH) == again


@pytest.mark.req("R116")
def test_the_score_of_the_month_before_stands_beside(desk: Desk, person: Employee) -> None:
    before = MONTH.plus(-1)
    desk.call_quality.save(sheet_of(person, QualityItem.HURRIES, month=before.key))
    (row,) = [one for one in desk.call_quality.of_month(MONTH) if one.id == person.id]
    assert (row.sheet, row.score_before) == (None, 18)


def test_a_broken_ban_needs_its_story(person: Employee) -> None:
    broken = sheet_of(person, QualityItem.SCOLDS)
    assert set(check_sheet(broken, TODAY)) == {"remark"}
    assert not check_sheet(sheet_of(person, QualityItem.SCOLDS, remark="已约谈"), TODAY)


def test_a_month_to_come_has_no_calls_to_judge(person: Employee) -> None:
    assert set(check_sheet(sheet_of(person, month=MONTH.plus(1).key, calls=0), TODAY)) == {"month", "calls"}


def test_saving_a_sheet_is_undone_with_one_step(desk: Desk, person: Employee) -> None:
    saved = desk.call_quality.save(sheet_of(person))
    assert saved.undo is not None
    saved.undo()
    assert desk.call_quality.sheet(person.id, MONTH).id == 0


@pytest.mark.req("R116")
def test_the_sheet_prints_with_name_month_and_score(desk: Desk, person: Employee) -> None:
    desk.call_quality.save(sheet_of(person, QualityItem.INTERRUPTS, QualityItem.HURRIES))
    stream = BytesIO()
    words = Words("zh_CN")
    maker_of("call-quality")(desk, Wanted(MONTH.key, words, desk.context.clock.now()), stream)
    document = pypdfium2.PdfDocument(stream.getvalue())
    text = document[0].get_textpage().get_text_bounded()
    assert len(document) == 1
    assert all(part in text for part in ("小周", "17/19", "打断客户说话", "禁令"))
    assert (text.count("未出现"), text.count("出现")) == (17, 19)
