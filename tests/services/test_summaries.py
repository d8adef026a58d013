"""The month as one value: it ties, it measures against other months, and once locked it never changes."""

from __future__ import annotations

import pytest

from branchdesk.domain.aging import Bucket
from branchdesk.domain.money import yuan
from branchdesk.domain.months import Month
from branchdesk.domain.summaries import MonthlySummary
from tests.services.history import History


def assert_ties(summary: MonthlySummary) -> None:
    where = f"{summary.year}-{summary.month}"
    for tie in summary.ties:
        assert tie.difference == 0, (where, tie)
        for line in (tie.opening, *tie.lines, tie.closing):
            if line.sheet:
                assert abs(line.amount) == abs(summary.sheet(line.sheet).measure(line.column)), (where, line)
    for section in summary.sections:
        for figure in section.figures:
            if figure.sheet and figure.value is not None:
                measured = abs(summary.sheet(figure.sheet).measure(figure.column))
                assert measured == abs(figure.value), (where, section.key, figure.key)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    past = History(tmp_path_factory.mktemp("past"), seed=7)
    past.live(days=120, steps=5)
    return past


@pytest.mark.req("R173")
def test_every_month_of_a_random_history_ties_to_its_rows(history: History) -> None:
    for month in range(4, 10):
        assert_ties(history.desk.summaries.month(2026, month))


@pytest.mark.req("R076")
def test_the_closing_balance_is_the_aging_of_that_day(history: History) -> None:
    for month in (5, 6, 7, 8):
        day = Month(2026, month).last
        aging = history.desk.receivables.aging(day)
        summary = history.desk.summaries.month(2026, month)
        figure = summary.figure("receivables", "closing")
        assert figure.value == yuan(aging.total.total)
        assert summary.figure("receivables", "open_invoices").value == aging.open_invoices
        sheet = summary.sheet("aging")
        for bucket in Bucket:
            assert sheet.total(bucket.value) == yuan(aging.total.amounts[bucket])
