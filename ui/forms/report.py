"""Issuing the service report of a visit: after this it is evidence and stays as it is (R021, R051)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from branchdesk.domain.visits import Visit
from branchdesk.services.report_text import recommendation_line
from ui.forms.suggest_field import SuggestField
from ui.language import tr, words
from ui.session import Session
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.text_hints import hints_label, marked_html, marks_of


class ReportDialog(FormDialog):
    """Shows what the report will say, and asks who signed it and where our copy lies."""

    def __init__(self, parent: QWidget | None, session: Session, visit: Visit) -> None:
        lead = tr("The report gets its number now. It cannot be changed afterwards.")
        super().__init__(parent, tr("Issue the service report"), tr("Issue the report"), lead=lead)
        self._session = session
        self._visit = visit
        advice = session.desk.field.advice(visit.site_id, visit.date_on)
        self._say(tr("Findings"), visit.findings, len(advice.open))
        self._say(tr("Actions"), visit.actions)
        title = tr("Recommendations: {n} open of {total}", n=len(advice.open), total=advice.total)
        waiting = "\n".join(recommendation_line(words(), one) for one in advice.open)
        self._say(title if waiting else tr("Recommendations"), waiting or visit.recommendations)
        site = session.desk.customers.site(visit.site_id)
        names = [f"{c.name} {c.title}".strip() for c in session.desk.customers.contacts_of(site.customer_id)]
        self.form.add(
            "signed_by",
            tr("Signed by"),
            SuggestField(names, visit.handed_to),
            hint=tr("Empty: not signed yet"),
        )
        self.form.add("company_copy", tr("Our copy"), TextField(placeholder=tr("where it is filed")))
        self.form.mark_clean()

    def job(self) -> Job:
        """Issue the report."""
        values, desk, visit_id = self.form.values(), self._session.desk, self._visit.id
        signed_by, copy = values["signed_by"], values["company_copy"]
        return lambda _progress: desk.visits.issue_report(visit_id, signed_by=signed_by, company_copy=copy)

    def _say(self, title: str, text: str, open_points: int = 0) -> None:
        """Show a part of the report, and what should be looked at again while it can still be changed."""
        if not text:
            return
        heading = QLabel(title)
        heading.setProperty("role", "muted")
        marks = marks_of(self._session, text, open_points=open_points)
        body = QLabel()
        body.setTextFormat(Qt.TextFormat.RichText)
        body.setText(marked_html(text, marks))
        body.setWordWrap(True)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(heading)
        column.addWidget(body)
        if marks:
            column.addWidget(hints_label(marks))
        self.form.add_wide(box)
