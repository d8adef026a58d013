"""Statements in the formats between banks: MT940, camt.053 and OFX, by maintained parsers (R177)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import money_from_cell
from branchdesk.domain.statements import ReadLine
from branchdesk.readers.errors import ImportRefused

MOST_LINES = 200_000
_ENCODINGS = ("utf-8", "gb18030", "cp1252")


def format_of(data: bytes) -> str:
    """Return "mt940", "camt053" or "ofx" by what the bytes begin with, "" for anything else."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if b"camt.053" in head or b"<BkToCstmrStmt" in head:
        return "camt053"
    if head.startswith((b"OFXHEADER", b"<?OFX", b"<OFX")) or b"<OFX>" in head:
        return "ofx"
    if head.startswith((b":20:", b"{1:", b":940:")) or b"\n:20:" in head or b"\r:20:" in head:
        return "mt940"
    return ""


def read_format(name: str, kind: str, data: bytes) -> list[ReadLine]:
    """Read the transactions of a file; raises `ImportRefused` where it is damaged."""
    reader = {"mt940": _mt940, "camt053": _camt053, "ofx": _ofx}[kind]
    try:
        lines = list(reader(data))
    except ImportRefused:
        raise
    except Exception as error:  # the parsers raise whatever their insides raise
        raise ImportRefused(_damaged(name)) from error
    if len(lines) > MOST_LINES:
        raise ImportRefused(_too_long(name))
    return lines


def _mt940(data: bytes) -> Iterator[ReadLine]:
    import mt940

    found = mt940.parse(_decoded(data))
    for row, one in enumerate(found.transactions, 1):
        said = one.data
        texts = (said.get("purpose"), said.get("transaction_details"), said.get("extra_details"))
        yield ReadLine(
            row=row,
            on=date(said["date"].year, said["date"].month, said["date"].day),
            amount_fen=_fen(said["amount"].amount),
            payer=_text(said.get("applicant_name")),
            account=_text(said.get("applicant_iban") or said.get("applicant_bin")),
            text=_text(next((text for text in texts if text), "")),
            reference=_reference(said.get("bank_reference"), said.get("customer_reference")),
        )


def _camt053(data: bytes) -> Iterator[ReadLine]:
    from defusedxml.ElementTree import fromstring

    root = fromstring(data, forbid_dtd=True)
    row = 0
    for entry in (one for one in root.iter() if _tag(one) == "Ntry"):
        details = [one for one in entry.iter() if _tag(one) == "TxDtls"]
        amounts = [_own(one, "Amt") or _under(one, "TxAmt", "Amt") for one in details]
        # A batch whose parts name no amounts is one transaction of the account.
        parts = list(zip(details, amounts, strict=True)) if len(details) > 1 and all(amounts) else []
        for part, amount in parts or [(details[0] if details else entry, _own(entry, "Amt"))]:
            row += 1
            yield _camt_line(row, entry, part, amount)


def _camt_line(row: int, entry: Any, detail: Any, amount: str) -> ReadLine:
    if not amount:
        raise ValueError("an entry without its amount")
    income = (_own(detail, "CdtDbtInd") or _own(entry, "CdtDbtInd")) == "CRDT"
    party = "Dbtr" if income else "Cdtr"
    day = _under(entry, "BookgDt") or _under(entry, "ValDt")
    fen = abs(_fen(Decimal(amount)))
    return ReadLine(
        row=row,
        on=_day(day),
        amount_fen=fen if income else -fen,
        payer=_under(detail, party, "Nm"),
        account=_under(detail, f"{party}Acct"),
        text=" ".join(_all(detail, "Ustrd")) or _all_joined(entry, "AddtlNtryInf"),
        reference=_reference(
            *_all(detail, "AcctSvcrRef"), *_all(entry, "AcctSvcrRef"), *_all(detail, "EndToEndId")
        ),
    )


def _ofx(data: bytes) -> Iterator[ReadLine]:
    from ofxtools.Parser import OFXTree

    # The tree as it is parsed: `convert` refuses files of real banks whose numbers are longer than the norm.
    root = OFXTree().parse(BytesIO(data))
    for row, one in enumerate(root.iter("STMTTRN"), 1):
        yield ReadLine(
            row=row,
            on=_ofx_day(_own(one, "DTPOSTED")),
            amount_fen=_fen(Decimal(_own(one, "TRNAMT").replace(",", "."))),
            payer=_own(one, "NAME") or _under(one, "PAYEE", "NAME"),
            account=_under(one, "BANKACCTFROM", "ACCTID"),
            text=_own(one, "MEMO"),
            reference=_own(one, "FITID"),
        )


def _ofx_day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _fen(amount: Decimal) -> int:
    return int(money_from_cell(amount))


def _text(value: object) -> str:
    return " ".join(str(value or "").split())


def _reference(*found: object) -> str:
    """Return the first reference that names anything."""
    texts = (_text(one) for one in found)
    return next((text for text in texts if text and text.upper() not in ("NONREF", "NOTPROVIDED")), "")


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _own(element: Any, name: str) -> str:
    """Return the text of a child, not of a grandchild."""
    return next((_text(one.text) for one in element if _tag(one) == name), "")


def _under(element: Any, name: str, leaf: str = "") -> str:
    """Return the first text below an element of this name (below its `leaf`)."""
    for found in (one for one in element.iter() if _tag(one) == name):
        for one in found.iter():
            if (not leaf or _tag(one) == leaf) and _text(one.text):
                return _text(one.text)
    return ""


def _all(element: Any, name: str) -> list[str]:
    return [_text(one.text) for one in element.iter() if _tag(one) == name and _text(one.text)]


def _all_joined(element: Any, name: str) -> str:
    return " ".join(_all(element, name))


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _damaged(name: str) -> Message:
    return msg("{name} is damaged or not complete. Download the statement again from the bank.", name=name)


def _too_long(name: str) -> Message:
    return msg("{name} holds more transactions than a branch has in years. Export a shorter time.", name=name)
