"""The feedback form, the thank-you note and the award come out on one page each."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import BinaryIO

import pypdfium2
import pytest

from branchdesk.domain.care import Expectation, Improvement
from branchdesk.domain.quarter_pack import QuarterPack
from branchdesk.language import Words
from exports.pdf.document import Printed
from exports.pdf.feedback_form import BlankForm, feedback_form_pdf
from exports.pdf.letters import Letter, award_pdf, thank_you_pdf
from exports.pdf.meeting_sheet import meeting_sheet_pdf

MADE = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
AWARD = Letter(
    branch="杭州分公司",
    customer="三川实业有限公司",
    whom="陈经理",
    what="年度卫生先进",
    text="",
    day=date(2026, 12, 18),
)


def text_and_size(write: Callable[[BinaryIO], Printed]) -> tuple[str, tuple[float, float]]:
    stream = io.BytesIO()
    printed = write(stream)
    assert (printed.pages, printed.replaced) == (1, 0)
    page = pypdfium2.PdfDocument(stream.getvalue())[0]
    return str(page.get_textpage().get_text_bounded()), page.get_size()


@pytest.mark.req("R155")
def test_the_feedback_form_asks_for_five_dimensions_and_known_wishes() -> None:
    form = BlankForm("杭州分公司", "三川实业有限公司", "FB-2026-031", ("夜间完成",))
    text, (width, height) = text_and_size(
        lambda stream: feedback_form_pdf(form, Words("zh_CN"), stream, made_at=MADE)
    )
    assert width < height
    for word in ("FB-2026-031", "三川实业有限公司", "服务态度", "诚信", "夜间完成", "外部机构", "第 1 页"):
        assert word in text


@pytest.mark.req("R156")
def test_an_award_lies_sideways_and_names_what_it_is_for() -> None:
    text, (width, height) = text_and_size(
        lambda stream: award_pdf(AWARD, Words("zh_CN"), stream, made_at=MADE)
    )
    assert width > height
    for word in ("荣誉证书", "三川实业有限公司", "年度卫生先进", "2026年12月18日"):
        assert word in text


@pytest.mark.req("R156")
def test_a_thank_you_note_says_what_for_or_uses_the_words_given() -> None:
    usual, _ = text_and_size(lambda stream: thank_you_pdf(AWARD, Words("en"), stream, made_at=MADE))
    assert "Thank you for 年度卫生先进" in usual
    assert "18 Dec 2026" in usual


@pytest.mark.req("R028")
def test_the_meeting_sheet_names_improvements_and_our_thanks() -> None:
    better = Improvement(
        customer_id=1,
        noticed_on=date(2026, 10, 15),
        what="封堵后门缝隙",
        thanked_on=date(2026, 10, 16),
        thanked_whom="陈经理",
    )
    sheet = QuarterPack(
        branch="杭州分公司",
        customer="三川实业有限公司",
        since=date(2026, 9, 1),
        until=date(2026, 11, 22),
        owed=3,
        done=2,
        improvements=[better],
        expectations=[Expectation(customer_id=1, text="半小时内清场", noted_on=date(2026, 11, 2))],
    )
    text, _ = text_and_size(lambda stream: meeting_sheet_pdf(sheet, Words("zh_CN"), stream, made_at=MADE))
    for word in ("季度会议", "2026-10-15", "封堵后门缝隙", "2026-10-16 已向 陈经理 致谢", "半小时内清场"):
        assert word in text
