"""Columns are found by their headings in either language and any order; the mapping goes first."""

from __future__ import annotations

import pytest

from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import ImportKind
from branchdesk.domain.import_tables import fields_of
from branchdesk.services.importing.columns import match_columns

CUSTOMERS, INVOICES = fields_of(ImportKind.CUSTOMERS), fields_of(ImportKind.INVOICES)
LEDGER = (
    "business_code", "cust_number", "name_customer", "clear_date", "buisness_year", "doc_id", "posting_date",
    "document_create_date", "due_in_date", "invoice_currency", "document type", "area_business",
    "total_open_amount", "baseline_create_date", "cust_payment_terms", "invoice_id", "isOpen",
)  # fmt: skip


@pytest.mark.req("D31")
@pytest.mark.parametrize(
    "heading", ["客户名称", "单位名称", "客户 名称*", "Customer Name", "name_customer", "客户名称 Name"]
)
def test_a_customer_name_has_many_headings(heading: str) -> None:
    assert match_columns(CUSTOMERS, ("编号", heading), {}).named == {"code": "编号", "name": heading}


@pytest.mark.parametrize("kind", list(ImportKind))
def test_the_headings_of_the_template_are_all_recognised(kind: ImportKind) -> None:
    fields = fields_of(kind)
    for headings in (
        tuple(f"{field.zh} * {field.en}" for field in fields),
        tuple(field.zh for field in fields),
        tuple(field.en for field in fields),
        tuple(field.key for field in fields),
    ):
        assert match_columns(fields, headings, {}).named == {
            field.key: heading for field, heading in zip(fields, headings, strict=True)
        }


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_field_has_its_own_key_and_headings(kind: ImportKind) -> None:
    fields = fields_of(kind)
    for own in (
        {field.key for field in fields},
        {field.zh for field in fields},
        {field.en for field in fields},
    ):
        assert len(own) == len(fields)


def test_an_english_ledger_is_understood_without_help() -> None:
    found = match_columns(INVOICES, LEDGER, {})
    assert found.named == {
        "number": "doc_id",
        "customer": "name_customer",
        "issued": "posting_date",
        "amount": "total_open_amount",
        "currency": "invoice_currency",
        "due": "due_in_date",
        "paid_on": "clear_date",
    }
    assert "cust_payment_terms" in found.unused


def test_the_mapping_goes_before_what_is_usual() -> None:
    found = match_columns(
        INVOICES, LEDGER, {"customer": "cust_number", "number": "Invoice ID", "currency": ""}
    )
    assert (found.named["customer"], found.named["number"]) == ("cust_number", "invoice_id")
    assert "currency" not in found.named


@pytest.mark.parametrize("mapping", [{"name": "无此列"}, {"colour": "编号"}])
def test_a_mapping_that_does_not_fit_is_refused(mapping: dict[str, str]) -> None:
    with pytest.raises(Refused) as refusal:
        match_columns(CUSTOMERS, ("编号", "名称"), mapping)
    assert refusal.value.field in mapping
