"""The converters that imports use: a cell in, a value out, or `Refused` with the value quoted."""

from branchdesk.readers.moments import DateOrder, as_date, as_datetime, as_time
from branchdesk.readers.phones import as_phone
from branchdesk.readers.plain import as_bool, as_int, as_money, as_text, is_blank, quoted

__all__ = [
    "DateOrder",
    "as_bool",
    "as_date",
    "as_datetime",
    "as_int",
    "as_money",
    "as_phone",
    "as_text",
    "as_time",
    "is_blank",
    "quoted",
]
