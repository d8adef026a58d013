"""All recommendations for a site: who acts until when, and what became of them (R053)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import Site
from branchdesk.domain.messages import Message
from branchdesk.domain.recommendations import (
    ActsFor,
    Recommendation,
    RecommendationState,
    check_recommendation,
)
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.visit_record import first_wrong
from ui.forms.field_grids import day_reader, names_at, site_line
from ui.language import term, tr
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.grid_field import GridColumn, GridField, GridLine


class SiteAdviceDialog(FormDialog):
    """One table: change a state, correct a day, add a line."""

    def __init__(self, parent: QWidget | None, session: Session, site: Site) -> None:
        super().__init__(
            parent,
            tr("Recommendations for the site"),
            tr("Save the recommendations"),
            lead=site_line(session, site),
        )
        self.setMinimumWidth(960)
        self._session = session
        self._site = site
        self._actors = {term(one): one for one in ActsFor}
        self._states = {term(one): one for one in RecommendationState}
        self._read_day = day_reader(session.today, session.desk.context.calendar, Lean.FUTURE)
        columns = (
            GridColumn("text", tr("Recommendation")),
            GridColumn("acts", tr("Who acts"), 84, tuple(self._actors), strict=True),
            GridColumn("owner", tr("Owner"), 120, tuple(names_at(session, site.id))),
            GridColumn("due", tr("Act by"), 104, tidy=lambda text: self._read_day(text).isoformat()),
            GridColumn("state", tr("State"), 92, tuple(self._states), strict=True),
            GridColumn("why", tr("Remark"), 150),
            GridColumn("given", tr("Given on"), 100, fixed=True),
        )
        grid = GridField(columns, lines=10, completes=self._complete)
        known = session.desk.site_book.recommendations(site.id)
        ordered = sorted(known, key=lambda one: one.state is not RecommendationState.OPEN)
        grid.set_value([GridLine(_cells(one), one) for one in ordered])
        hint = tr("What is declined says why. What was saved stays, with its state.")
        self.form.add_table("rows", tr("Recommendations, one line each"), grid, hint=hint)
        self.form.mark_clean()

    def rows(self) -> list[Recommendation]:
        """Return the recommendations as they stand."""
        return [self._one(line) for line in self.form.field("rows").value()]

    def check(self) -> dict[str, Message]:
        """Ask the rules of recommendations."""
        wrong = first_wrong([check_recommendation(one) for one in self.rows()])
        return {} if wrong is None else {"rows": wrong}

    def job(self) -> Job:
        """Save them."""
        book, site_id, rows = self._session.desk.site_book, self._site.id, self.rows()
        return lambda _progress: book.save_recommendations(site_id, rows)

    def _one(self, line: GridLine) -> Recommendation:
        cells = line.cells
        draft = line.origin or Recommendation(site_id=self._site.id, given_on=self._session.today)
        return replace(
            draft,
            text=cells["text"],
            acts=self._actors.get(cells["acts"], ActsFor.CUSTOMER),
            owner=cells["owner"],
            due_on=self._read_day(cells["due"]) if cells["due"] else None,
            state=self._states.get(cells["state"], RecommendationState.OPEN),
            closed_why=cells["why"],
        )

    def _complete(self, cells: dict[str, str], key: str) -> dict[str, str]:
        if key != "text" or not cells["text"]:
            return {}
        return {"acts": next(iter(self._actors)), "state": next(iter(self._states))}


def _cells(one: Recommendation) -> dict[str, str]:
    return {
        "text": one.text,
        "acts": term(one.acts),
        "owner": one.owner,
        "due": one.due_on.isoformat() if one.due_on else "",
        "state": term(one.state),
        "why": one.closed_why,
        "given": one.given_on.isoformat(),
    }
