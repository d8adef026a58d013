"""kill -9 at any moment loses nothing that was acknowledged and leaves nothing half written."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from branchdesk.bootstrap import Seat, create_branch, open_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer
from branchdesk.domain.receivables import Payment

CLOCK = ManualClock.at(date(2026, 11, 22))
KILLS = {"quick": 12, "soak": 1000}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "branch.branchdesk"
    desk = create_branch(file, "杭州分公司", "zh_CN", Seat("test"), CLOCK)
    desk.customers.save_customer(Customer(name="三川实业"))
    desk.close()
    return file


def kill_while_saving(path: Path, run: int, after_s: float) -> list[str]:
    """Run the child, kill it some time after its first save; return what it acknowledged."""
    command = [sys.executable, "-m", "tests.faults.saving_child", str(path), str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        first = child.stdout.readline()  # it saves now; the kill meets any moment of what follows
        time.sleep(after_s)
        child.kill()
        lines = [first, *child.stdout.read().splitlines(keepends=True)]
    return [line.strip() for line in lines if line.endswith("\n")]


@pytest.mark.fault(1)
def test_no_acknowledged_payment_is_lost(path: Path, pytestconfig: pytest.Config) -> None:
    moments = random.Random(7)
    acknowledged: list[str] = []
    for run in range(KILLS["soak" if pytestconfig.getoption("--soak") else "quick"]):
        acknowledged += kill_while_saving(path, run, moments.uniform(0.0, 0.06))
    desk = open_branch(path, Seat("test"), CLOCK)
    held = {payment.reference for payment in desk.context.reader.find(Payment)}
    assert acknowledged
    assert set(acknowledged) - held == set()
    assert desk.upkeep.check(full=True) == []
    desk.close()
