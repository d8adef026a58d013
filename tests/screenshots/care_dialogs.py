"""The dialogs of calls, care, people and sales, which the customer file opens."""

from __future__ import annotations

from branchdesk.domain.care import (
    Attention,
    AttentionKind,
    CustomerNote,
    Deciders,
    Expectation,
    Improvement,
    Temperament,
)
from branchdesk.domain.delays import Delay
from branchdesk.domain.people import Training
from branchdesk.domain.sales import Competitor, Objection, Opportunity
from branchdesk.domain.surveys import Survey
from tests.screenshots.entries import Build, Entry, filled, new
from tests.screenshots.world import TODAY
from ui.forms.attentions import AttentionDialog, ExpectationDialog, ImprovementDialog
from ui.forms.briefing import BriefingDialog
from ui.forms.call_plan import CallPlanDialog
from ui.forms.care_book import CareBook
from ui.forms.care_list import CareListDialog, birthday_list, feedback_list, festival_list
from ui.forms.care_notes import DecidersDialog, NoteDialog, TemperamentDialog
from ui.forms.change_request import ChangeRequestDialog
from ui.forms.choose_contact import ChooseContactDialog
from ui.forms.customer_report import CustomerReportDialog
from ui.forms.delay import DelayDialog
from ui.forms.finance_talk import FinanceTalkDialog
from ui.forms.first_calls import FirstCallsDialog
from ui.forms.grading import GradingDialog
from ui.forms.group import GroupDialog
from ui.forms.lose import LoseDialog
from ui.forms.merge import MergeDialog
from ui.forms.month_focus import MonthFocusDialog
from ui.forms.one_call import OneCallDialog
from ui.forms.renewals import RenewalsDialog
from ui.forms.sales import CompetitorDialog, ObjectionDialog, OpportunityDialog
from ui.forms.succession import SuccessionDialog
from ui.forms.survey import SurveyDialog
from ui.forms.survey_trend import SurveyTrendDialog
from ui.forms.training import TrainingDialog
from ui.forms.whom_matrix import WhomDialog


def _attention(kind: AttentionKind) -> Build:
    return lambda p, w: AttentionDialog(
        p, w.session, Attention(customer_id=w.customer().id, kind=kind, given_on=TODAY)
    )


_CALLS = (
    *filled(CallPlanDialog, lambda p, w: CallPlanDialog(p, w.session)),
    *filled(
        OneCallDialog,
        lambda p, w: OneCallDialog(p, w.session, w.customer().id, w.desk.call_work.reasons(w.customer().id)),
    ),
    *new(FinanceTalkDialog, lambda p, w: FinanceTalkDialog(p, w.session, w.customer().id)),
    *new(MonthFocusDialog, lambda p, w: MonthFocusDialog(p, w.session)),
    *filled(CustomerReportDialog, lambda p, w: CustomerReportDialog(p, w.session)),
    *new(
        OpportunityDialog,
        lambda p, w: OpportunityDialog(p, w.session, Opportunity(customer_id=w.customer().id)),
    ),
    *new(ObjectionDialog, lambda p, w: ObjectionDialog(p, w.session, Objection(customer_id=w.customer().id))),
    *new(
        CompetitorDialog, lambda p, w: CompetitorDialog(p, w.session, Competitor(customer_id=w.customer().id))
    ),
    *new(DelayDialog, lambda p, w: DelayDialog(p, w.session, Delay(customer_id=w.customer().id))),
    *new(LoseDialog, lambda p, w: LoseDialog(p, w.session, w.customer())),
)
_CARE = (
    *new(NoteDialog, lambda p, w: NoteDialog(p, w.session, CustomerNote(customer_id=w.customer().id))),
    *new(
        TemperamentDialog,
        lambda p, w: TemperamentDialog(p, w.session, Temperament(customer_id=w.customer().id)),
    ),
    *new(DecidersDialog, lambda p, w: DecidersDialog(p, w.session, Deciders(customer_id=w.customer().id))),
    *new(
        ExpectationDialog,
        lambda p, w: ExpectationDialog(
            p, w.session, Expectation(customer_id=w.customer().id, noted_on=TODAY)
        ),
    ),
    *new(
        ImprovementDialog,
        lambda p, w: ImprovementDialog(
            p, w.session, Improvement(customer_id=w.customer().id, noticed_on=TODAY)
        ),
    ),
    *(Entry(f"attention-{kind.value}", AttentionDialog, _attention(kind)) for kind in AttentionKind),
    *new(SurveyDialog, lambda p, w: SurveyDialog(p, w.session, Survey(customer_id=w.customer().id))),
    *filled(SurveyTrendDialog, lambda p, w: SurveyTrendDialog(p, w.session, w.customer().id, lambda: None)),
    *new(GradingDialog, lambda p, w: GradingDialog(p, w.session, w.customer().id)),
    *filled(CareBook, lambda p, w: CareBook(p, w.session, w.customer().id, lambda _link: None)),
    *filled(
        CareListDialog,
        lambda p, w: festival_list(p, w.session, w.desk.care.festivals(366)[0].on),
        "festival",
    ),
    *filled(CareListDialog, lambda p, w: birthday_list(p, w.session), "birthdays"),
    *filled(CareListDialog, lambda p, w: feedback_list(p, w.session), "feedback"),
)
_PEOPLE = (
    *filled(WhomDialog, lambda p, w: WhomDialog(p, w.session, w.customer().id)),
    *new(BriefingDialog, lambda p, w: BriefingDialog(p, w.session, w.customer().id)),
    *filled(
        ChooseContactDialog,
        lambda p, w: ChooseContactDialog(p, w.session, w.desk.customers.contacts_of(w.customer().id)),
    ),
    *new(SuccessionDialog, lambda p, w: SuccessionDialog(p, w.session, w.contact())),
    *new(TrainingDialog, lambda p, w: TrainingDialog(p, w.session, w.customer().id, Training())),
    *new(FirstCallsDialog, lambda p, w: FirstCallsDialog(p, w.session, w.customer().id)),
    *new(ChangeRequestDialog, lambda p, w: ChangeRequestDialog(p, w.session, w.customer().id)),
    *filled(GroupDialog, lambda p, w: GroupDialog(p, w.session, w.customer().id)),
    *filled(RenewalsDialog, lambda p, w: RenewalsDialog(p, w.session)),
    *new(MergeDialog, lambda p, w: MergeDialog(p, w.session, w.customer().id)),
)
CARE: tuple[Entry, ...] = (*_CALLS, *_CARE, *_PEOPLE)
