"""Two entries of one customer become one; a customer on which records hang is archived, not deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from branchdesk import domain
from branchdesk.domain.attachments import Attachment
from branchdesk.domain.bookkeeping import AuditEntry
from branchdesk.domain.customers import Contact, Customer, CustomerStatus, Site
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.people import MergedCustomer
from branchdesk.domain.receivables import Payment
from branchdesk.domain.textfold import fold_phone, fold_text
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import people_facts
from branchdesk.storage.tables import TABLE_NAMES, is_insert_only, shape_of, table_name
from branchdesk.storage.unit_of_work import Reader, UnitOfWork, take_back

_OWN = frozenset({"id", "version", "code", "name", "short_name", "kind", "status", "group_id"})


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do, before anybody does it."""

    kept: Customer
    dropped: Customer
    moved: tuple[tuple[type, int], ...]
    """How many records of each kind go over."""
    same_sites: tuple[str, ...]
    same_contacts: tuple[str, ...]
    filled: tuple[str, ...]
    """Fields of the kept customer that are empty and taken from the duplicate."""


class Merging:
    """Merging duplicates, and deleting what nothing hangs on."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def preview(self, keep_id: int, drop_id: int) -> MergePreview:
        """Say what a merge would move, join and fill in."""
        reader = self._context.reader
        kept, dropped = reader.get(Customer, keep_id), reader.get(Customer, drop_id)
        _check_pair(reader, kept, dropped)
        moved = tuple((kind, count) for kind, count in self.hanging(drop_id) if count)
        sites = [old.name for old, _new in _same_sites(reader, keep_id, drop_id)]
        people = [old.name for old, _new in _same_contacts(reader, keep_id, drop_id)]
        return MergePreview(kept, dropped, moved, tuple(sites), tuple(people), tuple(_gaps(kept, dropped)))

    def merge(self, keep_id: int, drop_id: int) -> Outcome[Customer]:
        """Move everything of a duplicate to the customer that stays, and archive the duplicate.

        Sites of one name and contacts of one name and number become one. Undo puts all of it back.
        """
        with self._context.act("merge_customers") as work:
            kept, dropped = work.get(Customer, keep_id), work.get(Customer, drop_id)
            _check_pair(work, kept, dropped)
            moves = _moves(work, keep_id, drop_id)
            _repoint(work, moves)
            payments = _move_payments(work, drop_id, keep_id)
            gaps = {name: getattr(dropped, name) for name in _gaps(kept, dropped)}
            saved = work.update(replace(work.get(Customer, keep_id), **gaps))
            work.update(replace(work.get(Customer, drop_id), status=CustomerStatus.ARCHIVED))
            today = self._context.clock.today()
            work.insert(MergedCustomer(customer_id=drop_id, into_id=keep_id, merged_on=today))
        message = msg("{dropped} is now part of {kept}", dropped=dropped.name, kept=kept.name)
        plain = self._context.outcome(work, saved, message)
        return replace(plain, undo=lambda: self._undo(work, payments, drop_id, message))

    def hanging(self, customer_id: int) -> list[tuple[type, int]]:
        """Count the records that hang on a customer, by kind."""
        found: Counter[type] = Counter()
        for kind, name in _pointing(("customer_id", "group_id")):
            found[kind] += len(self._context.reader.find(kind, **{name: customer_id}))
        found[MergedCustomer] += len(self._context.reader.find(MergedCustomer, into_id=customer_id))
        files = self._context.reader.find(Attachment, owner_kind="customer", owner_id=customer_id)
        found[Attachment] += len(files)
        return [(kind, count) for kind, count in found.items() if count]

    def delete_customer(self, customer_id: int) -> Outcome[None]:
        """Delete a customer entered by mistake; Refused while anything hangs on it: archive it then."""
        customer = self._context.reader.get(Customer, customer_id)
        count = sum(number for _kind, number in self.hanging(customer_id))
        if count:
            raise Refused(
                msg(
                    "{count} records hang on {name}, so it stays. Archive it instead of deleting it.",
                    count=count,
                    name=customer.name,
                )
            )
        with self._context.act("delete_customer") as work:
            work.delete(customer)
        return self._context.outcome(work, None, msg("Customer {name} deleted", name=customer.name))

    def _undo(
        self, done: UnitOfWork, payments: tuple[int, ...], drop_id: int, message: Message
    ) -> Outcome[None]:
        with self._context.act("undo") as work:
            take_back(work, done.steps)
            _write_payments(work, payments, drop_id)
        return self._context.outcome(work, None, msg("Taken back: {what}", what=message))


def _check_pair(reader: Reader, kept: Customer, dropped: Customer) -> None:
    if kept.id == dropped.id:
        raise Refused(msg("Choose two different customers."), field="customer_id")
    if kept.group_id == dropped.id or dropped.group_id == kept.id:
        raise Refused(
            msg("{a} and {b} are group and outlet, not duplicates.", a=kept.name, b=dropped.name),
            field="customer_id",
        )
    if reader.first(MergedCustomer, customer_id=dropped.id) is not None:
        raise Refused(msg("{name} was merged already.", name=dropped.name), field="customer_id")


@cache
def record_kinds() -> tuple[type, ...]:
    """Return every kind of record that the branch file keeps; loaded only for merging and deleting."""
    found = (import_module(f"branchdesk.domain.{module.name}") for module in iter_modules(domain.__path__))
    named = {
        name: value for module in found for name, value in vars(module).items() if isinstance(value, type)
    }
    return tuple(named[name] for name in TABLE_NAMES)


def _pointing(names: tuple[str, ...]) -> Iterator[tuple[type, str]]:
    """Return every kind of record that points at something by one of these names."""
    for kind in record_kinds():
        if kind is not MergedCustomer:
            yield from ((kind, name) for name in _names(kind) if name in names)


def _names(kind: type) -> tuple[str, ...]:
    return shape_of(kind).names


@dataclass(frozen=True, slots=True)
class _Moves:
    """For each field that points at something: the old and the new number; and what is given up."""

    numbers: dict[str, dict[int, int]]
    joined: tuple[Site | Contact, ...]


def _moves(reader: Reader, keep_id: int, drop_id: int) -> _Moves:
    sites, people = _same_sites(reader, keep_id, drop_id), _same_contacts(reader, keep_id, drop_id)
    whole = {drop_id: keep_id}
    persons = {old.id: new.id for old, new in people}
    numbers = {
        "customer_id": whole,
        "group_id": whole,
        "site_id": {old.id: new.id for old, new in sites},
        "contact_id": persons,
        "successor_id": persons,
    }
    joined: tuple[Site | Contact, ...] = (*(old for old, _ in people), *(old for old, _ in sites))
    return _Moves(numbers, joined)


def _repoint(work: UnitOfWork, moves: _Moves) -> None:
    """Let everything that points at the old records point at the new ones; each row is written once."""
    given_up = {(type(one), one.id) for one in moves.joined}
    for kind in record_kinds():
        names = [name for name in _names(kind) if name in moves.numbers]
        if kind is MergedCustomer or is_insert_only(kind) or not names:
            continue
        found: dict[int, Any] = {
            one.id: one
            for name in names
            for old in moves.numbers[name]
            for one in _found(work, kind, name, old)
        }
        for record in found.values():
            if (kind, record.id) not in given_up:
                _move(work, kind, record, names, moves)
    _move_attachments(work, moves)
    for one in moves.joined:
        work.delete(one)


def _move(work: UnitOfWork, kind: type, record: Any, names: list[str], moves: _Moves) -> None:
    new = {name: moves.numbers[name].get(getattr(record, name), getattr(record, name)) for name in names}
    moved = replace(record, **new)
    if _is_double(work, kind, moved):
        work.delete(record)
    else:
        work.update(moved)


def _move_attachments(work: UnitOfWork, moves: _Moves) -> None:
    """Hand over the files of what is given up: they name their record by kind, not by a field of its own."""
    owners = {"customer": "customer_id", "site": "site_id", "contact": "contact_id"}
    for kind, name in owners.items():
        for old, new in moves.numbers[name].items():
            for one in work.find(Attachment, owner_kind=kind, owner_id=old):
                work.update(replace(one, owner_id=new))


def _is_double(work: UnitOfWork, kind: type, moved: Any) -> bool:
    """Tell whether another row says the same but for its number and version (a tick made twice)."""
    unique = _UNIQUE.get(table_name(kind))
    if unique is None:
        return False
    same: list[Any] = work.find(kind, **{name: getattr(moved, name) for name in unique})
    return any(one.id != moved.id for one in same)


_UNIQUE = {
    "briefing_tick": ("site_id", "contact_id", "item"),
    "first_call": ("customer_id", "employee_id"),
    "deciders": ("customer_id",),
    "payer_memory": ("payer", "customer_id"),
    "care_tick": ("occasion", "day", "customer_id", "contact_id"),
    "site_rating": ("site_id", "month_on", "aspect"),
}


def _same_sites(reader: Reader, keep_id: int, drop_id: int) -> list[tuple[Site, Site]]:
    own = {fold_text(site.name): site for site in reader.find(Site, customer_id=keep_id)}
    theirs = reader.find(Site, customer_id=drop_id)
    return [(site, own[fold_text(site.name)]) for site in theirs if fold_text(site.name) in own]


def _same_contacts(reader: Reader, keep_id: int, drop_id: int) -> list[tuple[Contact, Contact]]:
    own = {key: one for one in reader.find(Contact, customer_id=keep_id) for key in _keys(one)}
    found = []
    for one in reader.find(Contact, customer_id=drop_id):
        same = next((own[key] for key in _keys(one) if key in own), None)
        if same is not None:
            found.append((one, same))
    return found


def _keys(contact: Contact) -> list[tuple[str, str]]:
    numbers = {fold_phone(number) for number in (contact.mobile, contact.phone) if number}
    return sorted((fold_text(contact.name), number) for number in numbers)


def _gaps(kept: Customer, dropped: Customer) -> list[str]:
    return [
        field.name
        for field in fields(Customer)
        if field.name not in _OWN
        and getattr(kept, field.name) in ("", None)
        and getattr(dropped, field.name) not in ("", None)
    ]


def _move_payments(work: UnitOfWork, old_id: int, new_id: int) -> tuple[int, ...]:
    """Hand payments over: what was paid stays as it is, only whose it is changes."""
    ids = tuple(payment.id for payment in work.find(Payment, customer_id=old_id))
    _write_payments(work, ids, new_id)
    return ids


def _write_payments(work: UnitOfWork, ids: tuple[int, ...], customer_id: int) -> None:
    people_facts.hand_over_payments(work.database, ids, customer_id)
    for one in ids:
        work.insert(
            AuditEntry(
                unit=work.unit,
                at=work.at,
                by=work.author.name,
                origin=work.author.origin,
                action=work.action,
                entity="payment",
                entity_id=one,
                after=f'{{"customer_id": {customer_id}}}',
            )
        )
    if ids:
        work.touch(Payment)


def _found(work: UnitOfWork, kind: type, name: str, old: int) -> list[Any]:
    found: list[Any] = work.find(kind, **{name: old})
    return found
