"""The sample branch shows care of every kind, and its day stays readable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from branchdesk.bootstrap import open_branch
from branchdesk.demo import write_demo
from branchdesk.domain.care import (
    Attention,
    AttentionKind,
    CareTick,
    CustomerNote,
    Deciders,
    Expectation,
    Improvement,
    Temperament,
)
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.delays import Delay
from branchdesk.domain.duties import DutyKind
from branchdesk.domain.grades import Grading
from branchdesk.domain.surveys import Survey, SurveySource, SurveyWish, Verdict, satisfaction, verdict
from branchdesk.services.desk import Desk

TODAY = date(2027, 1, 30)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("care") / "sample.branchdesk"
    write_demo(path, today=TODAY, customers=30, months=8)
    opened = open_branch(path, clock=ManualClock.at(TODAY))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "kind",
    [
        *(Attention, CareTick, CustomerNote, Deciders, Expectation, Grading, Improvement, Survey),
        *(SurveyWish, Temperament),
    ],
)
def test_every_kind_of_record_is_there(desk: Desk, kind: type) -> None:
    assert desk.context.reader.find(kind)


def test_every_verdict_source_and_attention_is_there(desk: Desk) -> None:
    surveys = desk.context.reader.find(Survey)
    assert {verdict(satisfaction(one)) for one in surveys} == set(Verdict)
    assert {one.source for one in surveys} == set(SurveySource)
    assert {one.kind for one in desk.context.reader.find(Attention)} == set(AttentionKind)


@pytest.mark.req("R140")
def test_a_week_before_spring_festival_one_line_stands_for_all_greetings(desk: Desk) -> None:
    found = [duty for duty in desk.duties.due() if duty.kind is DutyKind.FESTIVAL_CARE]
    assert [duty.due_on for duty in found] == [TODAY]
    assert int(str(found[0].say.params["n"])) > 15
    assert len(desk.duties.due()) <= 60
    assert desk.upkeep.check(full=True) == []


@pytest.mark.req("R137")
def test_one_delay_was_told_in_advance_and_one_is_to_be_told(desk: Desk) -> None:
    assert [one.told_before for one in desk.context.reader.find(Delay)] == [True, False]
    assert [duty.kind for duty in desk.duties.due()].count(DutyKind.DELAY_TO_TELL) == 1
