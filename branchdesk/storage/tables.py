"""One peewee table for each domain record: the record is the only declaration of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from peewee import AutoField, Database, Field, IntegerField, Model, TextField

from branchdesk.storage.fields import DayField, FlagField, InstantField, WordField, WordsField

TABLE_NAMES: dict[str, str] = {
    "Branch": "branch",
    "Setting": "setting",
    "Workday": "workday",
    "Employee": "employee",
    "Customer": "customer",
    "Site": "site",
    "Contact": "contact",
    "Contract": "contract",
    "PlanSlot": "plan_slot",
    "Visit": "visit",
    "ServiceReport": "service_report",
    "Interaction": "interaction",
    "Complaint": "complaint",
    "ComplaintEvent": "complaint_event",
    "ComplaintPause": "complaint_pause",
    "Invoice": "invoice",
    "Payment": "payment",
    "Allocation": "allocation",
    "Promise": "promise",
    "Grading": "grading",
    "CustomerNote": "customer_note",
    "Temperament": "temperament",
    "Improvement": "improvement",
    "CareTick": "care_tick",
    "Attention": "attention",
    "Expectation": "expectation",
    "Deciders": "deciders",
    "Survey": "survey",
    "SurveyWish": "survey_wish",
    "AuditEntry": "audit",
    "ImportBatch": "import_batch",
    "MonthLock": "month_lock",
    "BriefingTick": "briefing_tick",
    "Training": "training",
    "FirstCall": "first_call",
    "ChangeRequest": "change_request",
    "MergedCustomer": "merged_customer",
    "Opportunity": "opportunity",
    "Objection": "objection",
    "Competitor": "competitor",
    "TalkInvoice": "talk_invoice",
    "MonthFocus": "month_focus",
    "Delay": "delay",
    "CaseTalk": "case_talk",
    "CaseRecap": "case_recap",
    "CaseOption": "case_option",
    "CaseCaller": "case_caller",
    "CaseTask": "case_task",
    "HandOver": "hand_over",
    "HandOverAnswer": "hand_over_answer",
    "EscalationStep": "escalation_step",
    "Authority": "authority",
    "ClockResult": "clock_result",
    "Attachment": "attachment",
    "Evidence": "evidence",
    "CaseVerdict": "case_verdict",
    "Demand": "demand",
    "CorrectiveAction": "corrective_action",
    "Assessment": "assessment",
    "CaseClosing": "case_closing",
    "GoodWord": "good_word",
    "Claim": "claim",
    "ThirdPartyClaim": "third_party_claim",
    "CaseCost": "case_cost",
    "Meeting": "meeting",
    "MeetingTask": "meeting_task",
    "SeenDay": "seen_day",
    "NextAttempt": "next_attempt",
    "ReportWaiver": "report_waiver",
    "Device": "device",
    "Finding": "finding",
    "MaterialUse": "material_use",
    "Recommendation": "recommendation",
    "VisitSheet": "visit_sheet",
    "VisitStep": "visit_step",
    "CustomerHelp": "customer_help",
    "Logbook": "logbook",
    "PreparationMeeting": "preparation_meeting",
    "SiteRating": "site_rating",
    "ReportFacts": "report_facts",
    "ReportAddendum": "report_addendum",
    "Rebooking": "rebooking",
    "VisitChange": "visit_change",
    "VisitReason": "visit_reason",
    "CollectionItem": "collection_item",
    "ScheduleRelease": "schedule_release",
    "BusyTime": "busy_time",
    "ExtraRequest": "extra_request",
    "ExtraVisit": "extra_visit",
    "Commitment": "commitment",
    "SupportRequest": "support_request",
    "WordRule": "word_rule",
    "WordException": "word_exception",
    "StockPhrase": "stock_phrase",
    "ApprovedAnswer": "approved_answer",
    "StatementFile": "statement_file",
    "BankLine": "bank_line",
    "PayerMemory": "payer_memory",
    "ChaseCall": "chase_call",
    "DunningStep": "dunning_step",
    "DunningItem": "dunning_item",
    "DunningMark": "dunning_mark",
    "PayExemption": "pay_exemption",
    "SpotPayment": "spot_payment",
    "AccountStatement": "account_statement",
    "Adjustment": "adjustment",
    "Bounce": "bounce",
    "Instalment": "instalment",
    "QualitySheet": "quality_sheet",
}
"""By the record's name: importing all records for their tables would slow the start (docs/decisions/0005)."""

INSERT_ONLY = frozenset(
    {
        "Payment",
        "Allocation",
        "ComplaintEvent",
        "Grading",
        "AuditEntry",
        "ReportFacts",
        "ReportAddendum",
        "ApprovedAnswer",
        "CaseRecap",
        "HandOver",
        "HandOverAnswer",
        "EscalationStep",
        "ClockResult",
        "DunningStep",
        "DunningItem",
        "DunningMark",
        "Adjustment",
        "Bounce",
    }
)
"""Records that are never changed or deleted; triggers in the file hold the same rule."""


def table_name(record: type) -> str:
    """Return the table in which records of a type are kept."""
    return TABLE_NAMES[record.__name__]


def is_insert_only(record: type) -> bool:
    """Tell whether records of a type are never changed or deleted."""
    return record.__name__ in INSERT_ONLY


def make_table(record: type, database: Database) -> type[Model]:
    """Build the peewee model of a record type for one database."""
    hints = get_type_hints(record)
    columns: dict[str, Any] = {f.name: _column(f.name, hints[f.name]) for f in fields(record)}
    meta = {"table_name": table_name(record), "legacy_table_names": False, "database": database}
    columns["Meta"] = type("Meta", (), meta)
    return type(record.__name__ + "Table", (Model,), columns)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a record type goes into its table and comes back; the SQL is written once, not once a row."""

    kind: type
    names: tuple[str, ...]
    columns: tuple[Field, ...]
    read: Callable[[Any], tuple[Any, ...]]
    converted: tuple[tuple[int, Field], ...]  # the places whose value the file keeps in another form
    select: str
    insert: str
    update: str

    def values(self, record: Any) -> list[Any]:
        """Return what the table keeps of a record, in the order of its fields; a new row has no id yet."""
        values = list(self.read(record))
        for place, column in self.converted:
            values[place] = column.db_value(values[place])
        values[0] = values[0] or None
        return values

    def record(self, row: Sequence[Any]) -> Any:
        """Make the record of a row."""
        values = list(row)
        for place, column in self.converted:
            values[place] = column.python_value(values[place])
        return self.kind(**dict(zip(self.names, values, strict=True)))


def shape_of(kind: type) -> Shape:
    """Return the shape of a record type."""
    return _shape(kind)


@cache
def _shape(kind: type) -> Shape:
    table, hints = table_name(kind), get_type_hints(kind)
    names = tuple(f.name for f in fields(kind))
    columns = tuple(_column(name, hints[name]) for name in names)
    # Setting the id, even to what it was, would make SQLite look for rows that refer to it in every table.
    changes = ", ".join(f"{name} = ?" for name in names[1:])
    return Shape(
        kind=kind,
        names=names,
        columns=columns,
        read=attrgetter(*names),
        converted=tuple((i, column) for i, column in enumerate(columns) if type(column) not in _KEPT_AS_IS),
        select=f"SELECT {', '.join(names)} FROM {table}",
        insert=f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        update=f"UPDATE {table} SET {changes} WHERE id = ? AND version = ?",
    )


def _column(name: str, hint: Any) -> Field:
    if name == "id":
        return AutoField()
    kind, null = _without_none(hint)
    if get_origin(kind) is tuple:
        return WordsField(get_args(kind)[0])
    if issubclass(kind, StrEnum):
        return WordField(kind, null=null)
    return _PLAIN[kind](null=null)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return kinds[0], True
    return hint, False


_KEPT_AS_IS = {AutoField, IntegerField, TextField}
_PLAIN: dict[type, type[Field]] = {
    int: IntegerField,
    bool: FlagField,
    str: TextField,
    date: DayField,
    datetime: InstantField,
}
