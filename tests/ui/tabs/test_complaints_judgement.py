"""The card of a case says how it is judged, and each line leads to where it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from branchdesk.domain.attachments import NewFile
from branchdesk.domain.claims import Claim, ClaimKind
from branchdesk.domain.complaints import Complaint, LogKind, Responsibility
from branchdesk.domain.employees import Employee, EmployeeRole
from branchdesk.domain.judgement import CaseVerdict, Demand, DemandJudgement, Evidence
from branchdesk.domain.receivables import Invoice
from tests.judged import close, judge
from tests.ui.branch import TODAY, session_of, small_branch
from ui.forms.attachments import AttachmentsDialog
from ui.forms.case_claim import ClaimDialog
from ui.forms.case_evidence import EvidenceDialog
from ui.forms.complaint_reopen import ComplaintReopenDialog
from ui.operations import running
from ui.printing import PrintPreview
from ui.session import Link, Session
from ui.tabs import complaints_judging
from ui.tabs.complaints_judging import follow, show
from ui.tabs.complaints_tab import ComplaintsTab
from ui.tabs.complaints_watch import watch_badges
from ui.widgets.card_content import Section

CASE = 1


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_of(small_branch(tmp_path), tmp_path) as session:
        session.desk.customers.save_employee(Employee(name="李主管", role=EmployeeRole.SUPERVISOR))
        yield session


@pytest.fixture
def tab(qtbot: QtBot, session: Session) -> ComplaintsTab:
    tab = ComplaintsTab(session)
    qtbot.addWidget(tab)
    tab.resize(1200, 700)
    tab.show()
    tab.wake()
    return tab


def sections(tab: ComplaintsTab, complaint_id: int = CASE) -> dict[str, Section]:
    tab.show_record(Link("complaint", complaint_id))
    content = tab._details.content()
    assert content is not None
    return {section.title: section for section in content.sections}


def opened(tab: ComplaintsTab) -> QDialog:
    (dialog,) = [one for one in tab.findChildren(QDialog) if one.isVisible()]
    return dialog


def test_an_open_case_says_how_many_gates_are_open(tab: ComplaintsTab, session: Session) -> None:
    found = sections(tab)
    assert found["结案条件"].rows[0].text == "结案条件 4 项，尚缺 4 项"
    assert not {"证据", "判定", "诉求逐项", "索赔与成本"} & set(found)
    judge(session.desk, CASE)
    found = sections(tab)
    assert [fact.value for fact in found["判定"].facts][:2] == ["有效", "我方"]
    assert found["防止再次发生"].rows[0].text == "每月核对饵站 · 赵强"


@pytest.mark.req("R100")
@pytest.mark.req("R103")
def test_evidence_and_demands_stand_line_by_line(tab: ComplaintsTab, session: Session) -> None:
    judgement = session.desk.judgement
    judgement.save_evidence(Evidence(complaint_id=CASE, what="照片", shows="门缝"), [NewFile("a.png", b"x")])
    judgement.save_demand(
        Demand(
            complaint_id=CASE, text="赔偿5000", judged=DemandJudgement.EXCESSIVE, why="合同", granted="380"
        )
    )
    found = sections(tab)
    assert (found["证据"].rows[0].text, found["证据"].rows[0].detail) == ("照片: 门缝", "待查证 · 1 个文件")
    assert found["诉求逐项"].rows[0].detail == "过高要求"
    assert follow(tab, found["证据"].rows[0].link)
    assert isinstance(opened(tab), EvidenceDialog)


@pytest.mark.req("D19")
def test_the_second_look_stands_open_on_the_card(tab: ComplaintsTab, session: Session) -> None:
    verdict = CaseVerdict(
        complaint_id=CASE, valid=False, responsibility=Responsibility.CUSTOMER, why="门未关", decided_by="李"
    )
    session.desk.judgement.decide(verdict)
    facts = {fact.label: fact for fact in sections(tab)["判定"].facts}
    assert (facts["复核"].value, facts["复核"].link) == ("待进行", "judge:second")


@pytest.mark.req("R082")
def test_the_rest_of_a_claim_is_offered_for_the_next_invoice(
    qtbot: QtBot, tab: ComplaintsTab, session: Session
) -> None:
    desk = session.desk
    case = desk.complaints.complaint(CASE)
    claim = desk.claims.save(Claim(complaint_id=CASE, kind=ClaimKind.GOODWILL, what="误工")).value
    desk.claims.approve(claim.id, 38_000, "补偿", "李主管")
    desk.claims.settle(claim.id)
    draft = Invoice(
        number="F-2", customer_id=case.customer_id, issued_on=TODAY, amount_fen=120_000, terms="issued+0d"
    )
    bill = desk.receivables.save_invoice(draft).value
    rows = sections(tab)["索赔与成本"].rows
    assert "380.00 挂账" in rows[0].text
    assert follow(tab, rows[-1].link)
    qtbot.waitUntil(lambda: not running())
    assert desk.receivables.invoice(bill.id).open_fen == 82_000
    assert follow(tab, rows[0].link)
    assert isinstance(opened(tab), ClaimDialog)


@pytest.mark.req("R120")
def test_a_closed_case_shows_the_call_and_marks_the_customer(tab: ComplaintsTab, session: Session) -> None:
    case = close(session.desk, CASE)
    facts = {fact.label: fact for fact in sections(tab)["告知客户"].facts}
    assert facts["结案回访"].link == "judge:after"
    assert "2027" in facts["观察至"].value
    (badge,) = watch_badges(session, case.customer_id)
    assert badge.text == f"观察至 2027-02-22（{case.number}）"


def test_a_closed_case_is_reopened_before_it_is_judged_again(tab: ComplaintsTab, session: Session) -> None:
    close(session.desk, CASE)
    sections(tab)
    show(tab, "verdict")
    assert isinstance(opened(tab), ComplaintReopenDialog)


@pytest.mark.parametrize(
    "name",
    [
        "evidence",
        "demand",
        "verdict",
        "second",
        "cause",
        "action",
        "assess",
        "claim",
        "claim_step",
        "third",
        "cost",
    ],
)
def test_every_command_opens_its_dialog(tab: ComplaintsTab, name: str) -> None:
    sections(tab)
    show(tab, name)
    assert opened(tab).windowTitle()


def test_files_of_the_case_are_one_key_away(tab: ComplaintsTab, session: Session) -> None:
    session.desk.attachments.add_files("complaint", CASE, [NewFile("录音.mp3", b"x", remark="来电")])
    found = sections(tab)
    assert [row.text for row in found["附件与单据"].rows] == ["来电", "添加或更改附件", "打印投诉处理单"]
    show(tab, "files")
    assert isinstance(opened(tab), AttachmentsDialog)


def test_every_command_stands_in_a_known_submenu(tab: ComplaintsTab) -> None:
    under = {command.under for command in complaints_judging.commands(tab)}
    assert under == {"", "判定", "索赔"}


@pytest.mark.req("R128")
def test_praise_has_its_own_light_section(tab: ComplaintsTab, session: Session) -> None:
    draft = Complaint(customer_id=2, kind=LogKind.PRAISE, text="细心")
    case = session.desk.complaints.register(draft).value
    word = replace(session.desk.closing.good_word(case.id), passed_to="赵强", passed_on=TODAY)
    session.desk.closing.save_good_word(word)
    found = sections(tab, case.id)
    assert found["后续处理"].facts[0].value == "赵强"
    assert "结案条件" not in found


@pytest.mark.req("R108")
def test_the_form_is_seen_before_it_is_printed(qtbot: QtBot, tab: ComplaintsTab) -> None:
    sections(tab)
    assert follow(tab, "judge:paper")
    qtbot.waitUntil(lambda: bool(tab.findChildren(PrintPreview)), timeout=10_000)
    (preview,) = tab.findChildren(PrintPreview)
    assert preview.windowTitle() == "打印：投诉处理单 TS-2026-11-001"
    preview.close()


@pytest.mark.req("D21")
def test_a_reopened_case_is_not_shown_as_closed(tab: ComplaintsTab, session: Session) -> None:
    close(session.desk, CASE)
    session.desk.complaints.reopen(CASE, "又出现")
    steps = sections(tab)["处理阶段"].steps
    assert not steps[-1].done
