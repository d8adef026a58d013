"""Find the customer while the phone rings (R135)."""

from __future__ import annotations

import pytest

from branchdesk.domain.customers import Contact, Customer, Site
from branchdesk.domain.findings import Found, FoundKind
from branchdesk.services.desk import Desk


@pytest.fixture
def known(desk: Desk) -> int:
    saved = desk.customers.save_customer(
        Customer(name="三川实业有限公司", code="C0007", phone="0571-8800 1234", address="杭州市文三路 5 号")
    ).value
    desk.customers.save_site(Site(customer_id=saved.id, name="滨江厂区", address="江南大道 588 号"))
    person = Contact(customer_id=saved.id, name="欧阳天民", mobile="138 1234 8823")
    desk.customers.save_contact(person)
    desk.customers.save_customer(Customer(name="西湖饭店", phone="0571-87005678"))
    return saved.id


def hits(desk: Desk, text: str) -> list[Found]:
    return desk.lists.find(text)


@pytest.mark.req("R135")
@pytest.mark.parametrize(
    "typed",
    [
        "8823",
        "８８２３",
        "138 1234 88",
        "+86 138-1234-8823",
        "0086 13812348823",
        "scsy",
        "SCSY",
        "sanchuanshiye",
        "sanchuan",
        "三川",
        "文三路",
        "oytm",
        "ouyang",
        "c0007",
        "（0571）88001234",
        "江南大道588",
    ],
)
def test_any_part_of_number_name_pinyin_or_address_finds_the_customer(
    desk: Desk, known: int, typed: str
) -> None:
    assert {one.customer_id for one in hits(desk, typed)} == {known}


@pytest.mark.req("R135")
def test_a_hit_says_what_fitted_where_its_name_does_not(desk: Desk, known: int) -> None:
    (person,) = hits(desk, "8823")
    assert (person.kind, person.matched) == (FoundKind.CONTACT, "13812348823")
    assert hits(desk, "scsy")[0].matched == "scsyyxgs"
    assert hits(desk, "三川")[0].matched == ""
    assert known


@pytest.mark.req("R135")
@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "\n", "不存在"])
def test_what_means_nothing_finds_nothing(desk: Desk, known: int, typed: str) -> None:
    assert hits(desk, typed) == []
    assert known
