from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, open_branch
from branchdesk.demo import write_demo
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.devices import Device
from branchdesk.domain.months import Month
from branchdesk.domain.recommendations import Recommendation, RecommendationState
from branchdesk.domain.report_evidence import ReportAddendum, ReportFacts
from branchdesk.domain.site_book import Logbook, PreparationMeeting, SiteRating
from branchdesk.domain.visit_findings import Finding, MaterialUse
from branchdesk.domain.visit_sheet import CustomerHelp, VisitSheet, VisitStep, is_agreed
from branchdesk.services.desk import Desk

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("demo") / "field.branchdesk"
    write_demo(path, today=TODAY, customers=24)
    opened = open_branch(path, Seat("王芳"), ManualClock.at(TODAY))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "kind",
    [
        *(Device, Finding, MaterialUse, VisitSheet, VisitStep, CustomerHelp, Logbook),
        *(SiteRating, ReportFacts, ReportAddendum),
    ],
)
def test_every_kind_of_record_is_there(desk: Desk, kind: type) -> None:
    assert desk.context.reader.find(kind)


def test_recommendations_are_open_and_done(desk: Desk) -> None:
    states = {one.state for one in desk.context.reader.find(Recommendation)}
    assert states >= {RecommendationState.OPEN, RecommendationState.DONE}


def test_some_steps_are_agreed_and_some_are_not(desk: Desk) -> None:
    assert {is_agreed(one) for one in desk.context.reader.find(VisitStep)} == {True, False}


def test_meetings_answered_all_but_the_last_repeated_failure(desk: Desk) -> None:
    sites = {one.site_id for one in desk.context.reader.find(Device)}
    suggested = [site for site in sites if desk.site_book.meeting_suggested(site)]
    assert len(suggested) <= 1
    held = desk.context.reader.find(PreparationMeeting)
    assert held
    assert all(one.held_on < TODAY for one in held)


def test_one_site_has_a_year_of_findings(desk: Desk) -> None:
    sites = {one.site_id for one in desk.context.reader.find(Device)}
    trends = [desk.field.trend(site, Month.of(TODAY)) for site in sites]
    assert max(sum(count > 0 for count in one.totals) for one in trends) >= 8
