from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from branchdesk.domain.messages import msg
from ui.widgets.fields import TextField
from ui.widgets.grid_field import GridColumn, GridField
from ui.widgets.paged_form import PagedForm


@pytest.fixture
def form(qtbot: QtBot) -> PagedForm:
    made = PagedForm(columns=2)
    qtbot.addWidget(made)
    made.page("Arrival", "map-pin")
    made.add("whom", "Told whom", TextField())
    made.page("Findings", "search")
    made.add_table("rows", "Found", GridField([GridColumn("what", "What")]), hint="One line each")
    made.add("text", "In words", TextField())
    made.mark_clean()
    made.show()
    return made


def test_one_page_is_shown_at_a_time(form: PagedForm) -> None:
    assert (form.field("whom").isVisible(), form.field("text").isVisible()) == (True, False)
    form.turn(1)
    assert (form.field("whom").isVisible(), form.field("text").isVisible()) == (False, True)
    form.turn(1)
    assert form.field("whom").isVisible()


def test_a_problem_shows_its_page_and_sentence(form: PagedForm) -> None:
    form.set_problems({"text": msg("Say what was found and where.")})
    assert form.field("text").isVisible()
    assert form.field("text").accessibleDescription()
    form.set_problems({})
    assert not form.field("text").accessibleDescription()


def test_fields_of_all_pages_count(form: PagedForm) -> None:
    assert form.keys() == ("whom", "rows", "text")
    assert not form.is_changed()
    form.field("rows").item(0, 0).setText("Rodents")
    assert form.is_changed()


def test_a_table_has_its_name(form: PagedForm) -> None:
    assert form.field("rows").accessibleName() == "Found"
    form.show_page_of("rows")
    assert form.field("rows").isVisible()
