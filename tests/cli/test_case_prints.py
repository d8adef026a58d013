"""Papers of complaints from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, open_branch
from branchdesk.domain.claims import Claim, ClaimKind
from branchdesk.domain.complaints import Complaint
from tests.cli.conftest import TODAY, Desk
from tests.cli.test_prints import text_of


@pytest.fixture
def number(branch: Path) -> str:
    desk = open_branch(branch, Seat("王", "test", TODAY))
    case = desk.complaints.register(Complaint(customer_id=1, text="厨房又见蟑螂")).value
    desk.claims.save(Claim(complaint_id=case.id, kind=ClaimKind.GOODWILL, what="误工"))
    desk.close()
    return case.number


@pytest.mark.req("R119")
def test_the_form_of_a_case_is_found_by_its_number(
    desk: Desk, branch: Path, number: str, tmp_path: Path
) -> None:
    out = tmp_path / "case.pdf"
    said = desk(
        *("--file", branch, "--lang", "zh_CN", "print", "complaint-form", number, "--out", out, "--json")
    )
    assert (said.exit, said.document["pages"]) == (0, 1)
    assert "投诉处理单" in text_of(out)
    assert "误工" not in text_of(out)


@pytest.mark.req("R108")
def test_a_claim_is_not_printed_before_it_is_approved(
    desk: Desk, branch: Path, number: str, tmp_path: Path
) -> None:
    assert number
    out = tmp_path / "claim.pdf"
    said = desk("--file", branch, "print", "claim-form", "1", "--out", out)
    assert said.exit == 2
    assert "not approved" in said.err
    assert not out.exists()
