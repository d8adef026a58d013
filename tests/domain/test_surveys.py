"""Satisfaction is what was found less what was expected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from branchdesk.domain.care_checks import check_survey
from branchdesk.domain.surveys import (
    Survey,
    SurveySource,
    Verdict,
    expected_mean,
    found_mean,
    satisfaction,
    verdict,
)
from branchdesk.language import Words

TODAY = date(2026, 11, 22)


def answered(expected: tuple[int, ...], found: tuple[int, ...]) -> Survey:
    names = ("appearance", "attitude", "feedback", "ability", "honesty")
    marks = {f"expect_{name}": mark for name, mark in zip(names, expected, strict=True)}
    marks |= {f"found_{name}": mark for name, mark in zip(names, found, strict=True)}
    return Survey(customer_id=1, asked_on=TODAY, **marks)  # type: ignore[arg-type]  # only marks


@pytest.mark.req("R144")
def test_found_less_than_expected_is_not_satisfied() -> None:
    one = answered((4, 4, 4, 4, 4), (4, 4, 3, 4, 3))
    assert (expected_mean(one), found_mean(one)) == (Decimal("4.0"), Decimal("3.6"))
    assert satisfaction(one) == Decimal("-0.4")
    assert Words("zh_CN").term(verdict(satisfaction(one))) == "不满意"


@pytest.mark.req("R144")
def test_as_expected_satisfies_and_more_exceeds() -> None:
    assert verdict(satisfaction(answered((4,) * 5, (4,) * 5))) is Verdict.SATISFIED
    assert verdict(satisfaction(answered((4,) * 5, (5, 4, 4, 4, 4)))) is Verdict.EXCEEDED
    assert Words("zh_CN").term(Verdict.SATISFIED) == "基本满意"


def test_a_survey_needs_all_ten_marks_and_the_name_of_the_agency() -> None:
    one = Survey(customer_id=1, asked_on=TODAY, source=SurveySource.AGENT)
    assert len(check_survey(one, TODAY)) == 11
