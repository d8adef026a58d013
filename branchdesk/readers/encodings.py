"""Telling how a text file is encoded, and refusing to guess where the guess would be rubbish."""

from __future__ import annotations

import codecs

from branchdesk.domain.messages import Message, msg
from branchdesk.readers.errors import ImportRefused
from branchdesk.readers.source import Source

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SAMPLE = 20_000
# Share of everyday characters among the ideographs: right guesses score above 0.9, wrong ones below 0.65.
_RIGHT = 0.75
_RUBBISH = 0.45


def decode(source: Source, encoding: str | None) -> tuple[str, str, tuple[Message, ...]]:
    """Return the text, the encoding's name and notes; raise `ImportRefused` where no encoding fits."""
    if encoding is not None:
        return _decoded(source, encoding), encoding, ()
    for mark, name in _UTF16.items():
        if source.data.startswith(mark):
            return _decoded(source, name), "utf-16", ()
    if b"\x00" in source.data:
        raise ImportRefused(_binary(source.name))
    if source.data.startswith(codecs.BOM_UTF8):
        return _decoded(source, "utf-8-sig"), "utf-8-sig", ()
    text = _try(source.data, "utf-8")
    return (text, "utf-8", ()) if text is not None else _chinese(source)


def _chinese(source: Source) -> tuple[str, str, tuple[Message, ...]]:
    text, taiwanese = _try(source.data, "gb18030"), _try(source.data, "big5")
    score = _everyday(text, "gb2312", 0xD7) if text is not None else 0.0
    if taiwanese is not None and score < _RIGHT < _everyday(taiwanese, "big5", 0xC6):
        return taiwanese, "big5", (_guessed("Big5"),)
    if text is None or score < _RUBBISH:
        raise ImportRefused(_unknown(source.name))
    return text, "gb18030", (_guessed("GB18030"),)


def _everyday(text: str, charset: str, last_lead: int) -> float:
    """Return the share of the ideographs in the first level of a character set; 1.0 for plain ASCII."""
    signs = [sign for sign in text[:_SAMPLE] if ord(sign) > 0x7F and not sign.isspace()]
    ideographs = [sign for sign in signs if "\u3400" <= sign <= "\u9fff" or sign >= "\ue000"]
    if not ideographs:
        return 1.0 if not signs else 0.5
    first = sum(_lead(sign, charset) <= last_lead for sign in ideographs)
    return first / len(ideographs)


def _lead(sign: str, charset: str) -> int:
    encoded = sign.encode(charset, "ignore")
    return encoded[0] if len(encoded) == 2 else 0xFF


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decoded(source: Source, encoding: str) -> str:
    try:
        text = source.data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise ImportRefused(_does_not_fit(source.name, encoding)) from error
    if "\x00" in text:
        raise ImportRefused(_binary(source.name))
    return text.removeprefix("\ufeff")


def _guessed(encoding: str) -> Message:
    return msg(
        "The file was read as {encoding}. If names look wrong in the preview, choose another encoding.",
        encoding=encoding,
    )


def _binary(name: str) -> Message:
    return msg(
        "{name} holds NUL bytes, so it is not a text table. "
        "Open it in Excel or WPS and save it as CSV UTF-8.",
        name=name,
    )


def _unknown(name: str) -> Message:
    return msg(
        "The encoding of {name} cannot be told. Choose it, or save the file as CSV UTF-8.",
        name=name,
    )


def _does_not_fit(name: str, encoding: str) -> Message:
    return msg(
        "{name} is not {encoding} throughout: it may be cut off or damaged. Choose another encoding, "
        "or save it as CSV UTF-8.",
        name=name,
        encoding=encoding,
    )
