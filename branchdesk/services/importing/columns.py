"""Which column of a sheet gives which field: by the user's own mapping first, then by what is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from branchdesk.domain.errors import Refused
from branchdesk.domain.import_fields import ImportField
from branchdesk.domain.messages import msg
from branchdesk.domain.textfold import heading_key


@dataclass(frozen=True, slots=True)
class Columns:
    """The 0-based column of each field that has one, and the headings that nothing takes."""

    at: Mapping[str, int]
    headings: tuple[str, ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def named(self) -> dict[str, str]:
        """Return the heading of each field."""
        return {key: self.headings[index] for key, index in self.at.items()}


def known_headings(fields: Sequence[ImportField], mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Return every heading that would be recognised, to find the heading row by."""
    return (*mapping.values(), *(heading for field in fields for heading in field.headings()))


def match_columns(
    fields: Sequence[ImportField], headings: tuple[str, ...], mapping: Mapping[str, str]
) -> Columns:
    """Find the column of each field; Refused where the mapping names a field or heading that is not there."""
    _require_known(fields, mapping)
    at = {key: _mapped(headings, key, wanted) for key, wanted in mapping.items() if wanted.strip()}
    keys = [heading_key(heading) for heading in headings]
    taken = set(at.values())
    for field in fields:
        if field.key not in mapping:
            found = _recognised(field, keys, taken)
            if found is not None:
                at[field.key] = found
                taken.add(found)
    unused = tuple(text for index, text in enumerate(headings) if text and index not in taken)
    missing = tuple(field.key for field in fields if field.required and field.key not in at)
    return Columns(at, headings, unused, missing)


def _recognised(field: ImportField, keys: Sequence[str], taken: set[int]) -> int | None:
    for wanted in field.heading_keys():
        for index, key in enumerate(keys):
            if key == wanted and index not in taken:
                return index
    return None


def _mapped(headings: Sequence[str], key: str, wanted: str) -> int:
    for fold in (str.strip, heading_key):
        for index, heading in enumerate(headings):
            if heading and fold(heading) == fold(wanted):
                return index
    raise Refused(
        msg(
            "The file has no column “{heading}”. Its columns are: {headings}.",
            heading=wanted,
            headings=[heading for heading in headings if heading],
        ),
        field=key,
    )


def _require_known(fields: Sequence[ImportField], mapping: Mapping[str, str]) -> None:
    names = [field.key for field in fields]
    for key in mapping:
        if key not in names:
            raise Refused(
                msg("There is no field “{field}” here. The fields are: {fields}.", field=key, fields=names),
                field=key,
            )
