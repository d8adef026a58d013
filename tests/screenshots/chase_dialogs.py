"""The dialogs of chasing money."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from branchdesk.domain.chasing import ChaseOutcome
from branchdesk.domain.exemptions import PayExemption
from branchdesk.services.dunning import DunningProposal
from tests.screenshots.entries import Build, Entry, filled, new
from tests.screenshots.world import World
from ui.forms.chase import ChaseDialog, Round
from ui.forms.dispute import DisputeDialog
from ui.forms.exemption import ExemptionDialog, ExemptionsDialog
from ui.forms.ladder import GivenDialog, LadderDialog, ReceivedDialog, StepDialog
from ui.forms.payers import LatePayersDialog, PromiseLedgerDialog, PunctualPayersDialog


def _chase(outcome: ChaseOutcome | None = None) -> Build:
    def build(parent: QWidget | None, world: World) -> QDialog:
        dialog = ChaseDialog(parent, world.session, Round(world.desk.chasing.today_list()))
        dialog.form.set_values({"outcome": outcome} if outcome else {})
        return dialog

    return build


def _due(world: World) -> DunningProposal:
    return world.desk.dunning.due()[0]


def _received(parent: QWidget | None, world: World) -> QDialog:
    given = world.desk.dunning.given(_due(world).whom.customer_id)
    return ReceivedDialog(parent, world.session, given[0])


CHASE: tuple[Entry, ...] = (
    *new(ChaseDialog, _chase()),
    *filled(ChaseDialog, _chase(ChaseOutcome.PROMISED), "promised"),
    *filled(ChaseDialog, _chase(ChaseOutcome.DISPUTED), "disputed"),
    *filled(ChaseDialog, _chase(ChaseOutcome.PAID), "paid"),
    *filled(ChaseDialog, _chase(ChaseOutcome.NOT_RECEIVED), "not-received"),
    *filled(LadderDialog, lambda p, w: LadderDialog(p, w.session)),
    *new(StepDialog, lambda p, w: StepDialog(p, w.session, _due(w)), early=True),
    *filled(GivenDialog, lambda p, w: GivenDialog(p, w.session, _due(w).whom.customer_id)),
    *new(ReceivedDialog, _received),
    *new(DisputeDialog, lambda p, w: DisputeDialog(p, w.session, w.invoice())),
    *new(ExemptionDialog, lambda p, w: ExemptionDialog(p, w.session, PayExemption()), early=True),
    *filled(ExemptionsDialog, lambda p, w: ExemptionsDialog(p, w.session)),
    *filled(PromiseLedgerDialog, lambda p, w: PromiseLedgerDialog(p, w.session)),
    *filled(LatePayersDialog, lambda p, w: LatePayersDialog(p, w.session)),
    *filled(PunctualPayersDialog, lambda p, w: PunctualPayersDialog(p, w.session)),
)
