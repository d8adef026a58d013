"""The complaint form stays on one page, goes on decently where it cannot, and prints nothing that is ours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.demo.judging import picture
from branchdesk.domain.attachments import NewFile
from branchdesk.domain.care import Temper, Temperament
from branchdesk.domain.claims import Claim, ClaimKind
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.customers import Customer
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.errors import NotFound, Refused
from branchdesk.language import Words
from branchdesk.papers.prints import maker_of, wanted
from branchdesk.services.desk import Desk
from tests.exports.pdf.reading import page_texts
from tests.judged import close


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    opened = create_branch(tmp_path / "branch.branchdesk", "杭州分公司", "zh_CN", Seat("王芳"), clock)
    opened.customers.save_customer(Customer(name="三川实业有限公司"))
    opened.customers.save_employee(Employee(name="李主管", role=EmployeeRole.SUPERVISOR))
    yield opened
    opened.close()


def register(desk: Desk, text: str = "厨房又见蟑螂") -> Complaint:
    draft = Complaint(
        customer_id=1, text=text, reporter="王经理", phone="13812345678", demand="返工；赔偿5000"
    )
    return desk.complaints.register(draft).value


def paper(desk: Desk, kind: str, of: str = "", language: str = "zh_CN") -> list[str]:
    """Make a paper and return the text of its pages."""
    stream = io.BytesIO()
    maker_of(kind)(desk, wanted(desk, of, Words(language)), stream)
    return ["".join(page.split()) for page in page_texts(stream.getvalue())]


@pytest.mark.req("R119")
@pytest.mark.req("R118")
def test_the_form_of_a_closed_case_is_one_page_that_can_be_signed(desk: Desk) -> None:
    case = register(desk)
    desk.judgement.split_demand(case.id)
    for one in desk.judgement.demands_of(case.id):
        desk.judgement.remove_demand(one.id)
    desk.attachments.add_files("complaint", case.id, [NewFile("冷库.jpg", b"x", remark="门旁")])
    close(desk, case.id)
    (page,) = paper(desk, "complaint-form", case.number)
    for words in (
        case.number,
        "三川实业有限公司",
        "厨房又见蟑螂",
        "饵站未补药",
        "我方",
        "王经理",
        "冷库.jpg",
    ):
        assert words in page
    assert page.count("■") == 4
    assert all(word in page for word in ("经办", "主管", "经理"))


@pytest.mark.req("R108")
def test_money_stands_on_paper_only_once_it_is_approved(desk: Desk) -> None:
    case = register(desk)
    claim = desk.claims.save(
        Claim(complaint_id=case.id, kind=ClaimKind.GOODWILL, what="误工", asked_fen=38_000, note="内部")
    ).value
    (before,) = paper(desk, "complaint-form", case.number)
    assert "误工" not in before
    assert "380.00" not in before
    with pytest.raises(Refused, match="not approved"):
        paper(desk, "claim-form", claim.number)
    desk.claims.approve(claim.id, 38_000, "一次性补偿三百八十元", "李主管")
    (after,) = paper(desk, "complaint-form", case.number)
    assert "一次性补偿三百八十元" in after
    (signed,) = paper(desk, "claim-form", claim.number)
    assert "380.00" in signed
    assert "内部" not in signed


@pytest.mark.req("R082")
def test_the_claim_form_shows_its_photos_and_survives_one_that_is_none(desk: Desk) -> None:
    case = register(desk)
    files = [NewFile("箱.png", picture(), remark="受潮 12 箱"), NewFile("坏.jpg", b"\xff\xd8 none")]
    draft = Claim(complaint_id=case.id, what="纸箱", quantity="12 箱", asked_fen=38_000)
    claim = desk.claims.save(draft, files).value
    desk.claims.approve(claim.id, 38_000, "一次性补偿", "李主管")
    text = "".join(paper(desk, "claim-form", claim.number))
    assert "受潮12箱" in text
    assert "无法读取" in text


@pytest.mark.req("R110")
def test_tips_for_us_alone_are_never_printed(desk: Desk) -> None:
    case = register(desk)
    desk.care.save_temperament(Temperament(customer_id=1, temper=Temper.FORCEFUL, text="爱发火"))
    desk.complaints.note(case.id, "客户蛮不讲理")
    (page,) = paper(desk, "complaint-form", case.number)
    assert "爱发火" not in page
    assert "蛮不讲理" not in page


def test_a_long_story_shrinks_first_and_then_goes_on_with_its_label(desk: Desk) -> None:
    longer = register(desk, "冷库门旁又见蟑螂，且地面有药剂残留。" * 45)
    assert len(paper(desk, "complaint-form", longer.number)) == 1
    longest = register(desk, "冷库门旁又见蟑螂，且地面有药剂残留。" * 300)
    pages = paper(desk, "complaint-form", longest.number)
    assert len(pages) >= 2
    assert pages[1].count("客户反映") == 1
    assert "经办" in pages[-1]
    assert "附件" in pages[-1]


def test_the_blank_form_is_one_page_in_both_languages(desk: Desk) -> None:
    assert len(paper(desk, "blank-complaint-form")) == 1
    (page,) = paper(desk, "blank-complaint-form", language="en")
    assert "Complaintform" in page


def test_an_unknown_number_is_told(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no complaint"):
        paper(desk, "complaint-form", "TS-2020-01-001")


def test_a_verdict_that_waits_for_its_second_look_is_not_printed(desk: Desk) -> None:
    from branchdesk.domain.complaints import Responsibility
    from branchdesk.domain.judgement import CaseVerdict

    case = register(desk)
    draft = CaseVerdict(complaint_id=case.id, valid=False, responsibility=Responsibility.UNFOUNDED, why="x")
    desk.judgement.decide(replace(draft, decided_by="李主管"))
    (page,) = paper(desk, "complaint-form", case.number)
    assert "待定" in page
    assert "不成立" not in page
    assert date(2026, 11, 22).isoformat() in page
