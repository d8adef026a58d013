"""The grammar of the command line, in the reader's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from pathlib import Path

import branchdesk
from branchdesk.cli import arguments as values
from branchdesk.cli.usage import Parser, Tell
from branchdesk.domain.list_query import ListKind
from branchdesk.domain.messages import mark
from branchdesk.language import LANGUAGES, Words

# Where each command lives; loaded when it is called.
COMMANDS = {
    "run": "window:run",
    "init": "files:init",
    "demo": "files:demo",
    "import": "imports:run_import",
    "template": "imports:template",
    "today": "reading:today",
    "duedate": "rules:duedate",
    "deadline": "rules:deadline",
    "recur": "rules:recur",
    "aging": "aging:aging",
    "list": "lists:list_kind",
    "find": "reading:find",
    "summary": "months:summary",
    "ics": "calendars:ics",
    "print": "prints:print_",
    "backup": "files:backup",
    "restore": "files:restore",
    "check": "files:check",
    "batch": "batches:batch",
    "self-test": "self_test:self_test",
}
IMPORT_KINDS = (
    "customers",
    "sites",
    "contacts",
    "contracts",
    "visits",
    "complaints",
    "invoices",
    "payments",
    "workdays",
)
STATEMENT = "statement"
AGING_BY = ("customer", "invoice", "group", "technician")
_ABOUT = {
    "run": mark("open the window (also without any command)"),
    "init": mark("make a new, empty branch file"),
    "demo": mark("write a realistic sample branch file; the same seed gives the same data"),
    "import": mark(
        "bring in a table (.xlsx, .xls, .csv): all rows or none; the same file again adds nothing"
    ),
    "template": mark("write the import template"),
    "today": mark("the duties that are due"),
    "duedate": mark("explain when an invoice is due: every day counted or skipped"),
    "deadline": mark("explain when a clock runs out"),
    "recur": mark("the dates that a service plan gives"),
    "aging": mark("who owes how much for how long"),
    "list": mark("any table of the window"),
    "find": mark("what the search box finds: part of a name, pinyin initials, phone, address, number"),
    "summary": mark("the monthly summary"),
    "ics": mark("visits and appointment calls as a calendar file for other programs"),
    "print": mark("a paper for signing or taking along, as PDF"),
    "backup": mark("write a verified copy of the branch file"),
    "restore": mark("bring a copy back; the present file is kept beside it"),
    "check": mark("verify the branch file"),
    "batch": mark("run commands from a file: one JSON list of arguments a line, one JSON result a line"),
    "self-test": mark("try the program on a throw-away branch and report versions"),
}


def build_parser(words: Words, wanted: Collection[str] = tuple(COMMANDS)) -> Parser:
    """Make the parser; its errors are raised as WrongUsage, its help as HelpWanted.

    It lists every command but knows the options of the `wanted` ones alone: the others cost half the time.
    """
    tr = words.tr
    parser = Parser(
        words=words,
        prog="branchdesk",
        description=tr("Branch Desk: visits, customers, complaints and collections of one branch."),
        epilog=tr(
            "Exit codes: 0 done, 1 done with findings, 2 wrong usage or bad input, "
            "3 trouble with the file or the disk, 4 not allowed, 70 a bug (report written)."
        ),
    )
    version = f"Branch Desk {branchdesk.__version__}"
    parser.options.add_argument("--version", action=Tell, const=version, help=tr("show the version"))
    parser.set_defaults(file=None, lang=None, as_of=None, json=False, demo=False, data_dir=None, render=None)
    _add_common(parser, words)
    commands = parser.add_subparsers(
        dest="command", title=tr("Commands"), metavar="COMMAND", parser_class=Parser
    )
    for name, about in _ABOUT.items():
        child = commands.add_parser(name, words=words, help=tr(about), description=tr(about))
        _add_common(child, words)
        if name in wanted and name in _DETAILS:
            _DETAILS[name](child, words)
    return parser


def _add_common(parser: Parser, words: Words) -> None:
    """Take the general options before and behind the command."""
    option = parser.options.add_argument
    left_out = argparse.SUPPRESS
    about = words.tr("the branch file; else the one opened last, else the newest in the user's data folder")
    option("--file", metavar="PATH", type=values.branch_path, default=left_out, help=about)
    option("--lang", choices=LANGUAGES, default=left_out, help=words.tr("language of words and headings"))
    about = words.tr("take this day for today, YYYY-MM-DD")
    option("--as-of", metavar="DATE", type=values.day, default=left_out, help=about)
    about = words.tr("answer with one JSON document")
    option("--json", action="store_true", default=left_out, help=about)


def _run(parser: Parser, words: Words) -> None:
    option = parser.options.add_argument
    about = words.tr("open a throw-away sample branch, gone when the window is closed")
    option("--demo", action="store_true", default=argparse.SUPPRESS, help=about)
    about = words.tr("folder for branch files instead of the user's own")
    option("--data-dir", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=about)
    about = words.tr("draw every tab into pictures in this folder and end")
    option("--render", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=about)


def _init(parser: Parser, words: Words) -> None:
    parser.arguments.add_argument("target", metavar="FILE", type=Path, help=words.tr("the file to make"))
    about = words.tr("name of the branch, as papers print it")
    parser.options.add_argument("--name", required=True, help=about)


def _demo(parser: Parser, words: Words) -> None:
    option = parser.options.add_argument
    parser.arguments.add_argument("target", metavar="FILE", type=Path, help=words.tr("the file to make"))
    about = words.tr("how many customers (60)")
    option("--customers", metavar="N", type=values.count, default=60, help=about)
    about = words.tr("how many years of history (14 months)")
    option("--years", metavar="N", type=values.years, default=None, help=about)
    option("--seed", metavar="S", type=values.seed, default=7, help=words.tr("where the data grow from (7)"))


def _import(parser: Parser, words: Words) -> None:
    option, tr = parser.options.add_argument, words.tr
    parser.arguments.add_argument(
        "kind", metavar="KIND", choices=(*IMPORT_KINDS, STATEMENT), help=", ".join((*IMPORT_KINDS, STATEMENT))
    )
    parser.arguments.add_argument("source", metavar="SOURCE", type=Path, help=tr("the table to bring in"))
    about = tr("which heading holds a field, where that is not recognised")
    option("--map", metavar="FIELD=HEADING", nargs="+", action="extend", default=[], help=about)
    about = tr("a kept set of headings; together with --map it is kept under this name")
    option("--profile", metavar="NAME", default="", help=about)
    about = tr("order of dates like 2/3/2026 in the table")
    option("--dates", choices=("mdy", "dmy"), default=None, help=about)
    option("--dry-run", action="store_true", help=tr("only say what would happen"))
    about = tr("bring in the good rows even where others are refused")
    option("--accept-good-rows", action="store_true", help=about)
    option("--create-customers", action="store_true", help=tr("make customers that are not known yet"))
    about = tr("write the table back with a reason beside each refused cell")
    option("--report", metavar="OUT.xlsx", type=Path, default=None, help=about)


def _template(parser: Parser, words: Words) -> None:
    parser.arguments.add_argument("kind", metavar="KIND", choices=IMPORT_KINDS, help=", ".join(IMPORT_KINDS))
    parser.arguments.add_argument("out", metavar="OUT.xlsx", type=Path, help=words.tr("the file to write"))


def _today(parser: Parser, words: Words) -> None:
    about = words.tr("also what is due in the next N days")
    parser.options.add_argument("--days", metavar="N", type=values.days, default=0, help=about)


def _duedate(parser: Parser, words: Words) -> None:
    option = parser.options.add_argument
    about = words.tr("signed+15wd, issued+30d, signed+2m-eom, eom+45d, dom:10, on-service, or a sentence")
    option("--terms", metavar="TEXT", required=True, help=about)
    about = words.tr("the day on which the counting starts")
    option("--from", dest="start", metavar="DATE", type=values.day, required=True, help=about)


def _deadline(parser: Parser, words: Words) -> None:
    option, tr = parser.options.add_argument, words.tr
    option("--received", metavar="DATETIME", required=True, help=tr("local time, as 2026-03-06T17:20"))
    option("--within", metavar="TIME", required=True, help=tr("10min, 1h, 24h"))
    about = tr("“mon-fri 09:00-12:00,15:00-18:00; sat 09:00-12:00” or “always”; else the call-back hours")
    option("--hours", metavar="TEXT", default=None, help=about)
    about = tr("cn: the public calendar, none: Monday to Friday, or a table of workdays; else the branch's")
    option("--holidays", metavar="cn|none|FILE", default=None, help=about)
    about = tr("a time in which the clock rests; without TO it still does")
    option("--pause", metavar="FROM/TO", nargs="+", action="extend", default=[], help=about)


def _recur(parser: Parser, words: Words) -> None:
    option, tr = parser.options.add_argument, words.tr
    about = tr("“second Tuesday of each month”, or FREQ=MONTHLY;BYDAY=2TU")
    option("--rule", metavar="TEXT", required=True, help=about)
    about = tr("the first service: intervals count from it")
    option("--start", metavar="DATE", type=values.day, required=True, help=about)
    about = tr("the last day to look at")
    option("--until", metavar="DATE", type=values.day, required=True, help=about)
    about = tr("where a service goes that falls on a day off (keep)")
    from branchdesk.domain.customers import HolidayPolicy

    policies = tuple(policy.value for policy in HolidayPolicy)
    option("--policy", choices=policies, default=HolidayPolicy.KEEP.value, help=about)


def _aging(parser: Parser, words: Words) -> None:
    option, tr = parser.options.add_argument, words.tr
    option("--by", choices=AGING_BY, default=AGING_BY[0], help=tr("one row for each (customer)"))
    from branchdesk.domain.aging import Basis

    bases = tuple(basis.value for basis in Basis)
    option("--basis", choices=bases, default=Basis.DUE.value, help=tr("count the days from this date (due)"))


def _list(parser: Parser, words: Words) -> None:
    option, tr = parser.options.add_argument, words.tr
    kinds = tuple(kind.value for kind in ListKind)
    parser.arguments.add_argument("kind", metavar="KIND", choices=kinds, help=", ".join(kinds))
    about = tr("text to look for; a word that begins with @ is a named filter: @open, @overdue, @active")
    option("--filter", metavar="TEXT", default="", help=about)
    about = tr("keys of the columns, with commas")
    option("--columns", metavar="A,B", type=values.names, default=(), help=about)
    about = tr("write .xlsx, .csv or .json instead of showing it")
    option("--out", metavar="FILE", type=Path, default=None, help=about)


def _find(parser: Parser, words: Words) -> None:
    parser.arguments.add_argument("text", metavar="TEXT", help=words.tr("what to look for"))


def _summary(parser: Parser, words: Words) -> None:
    option, tr = parser.options.add_argument, words.tr
    option("--month", metavar="YYYY-MM", type=values.month, required=True, help=tr("which month"))
    option("--xlsx", metavar="FILE", type=Path, default=None, help=tr("write the workbook"))
    option("--pdf", metavar="FILE", type=Path, default=None, help=tr("write the PDF"))
    about = tr("lock the month: from now on it prints the same for ever")
    option("--lock", action="store_true", help=about)


def _ics(parser: Parser, words: Words) -> None:
    option, tr = parser.options.add_argument, words.tr
    option("--out", metavar="FILE", type=Path, required=True, help=tr("the file to make"))
    option("--technician", metavar="NAME", default="", help=tr("the visits of one technician only"))


def _print(parser: Parser, words: Words) -> None:
    from branchdesk.papers.prints import PRINTS

    argument, tr = parser.arguments.add_argument, words.tr
    argument("kind", metavar="KIND", choices=tuple(PRINTS), help=", ".join(PRINTS))
    about = tr("of which visit, report, case, customer or day, as the kind needs it")
    argument("of", metavar="ID|FILTER", nargs="?", default="", help=about)
    about = tr("the file to write")
    parser.options.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help=about)


def _backup(parser: Parser, words: Words) -> None:
    about = words.tr("where to write it; else into “backups” beside the branch file")
    parser.arguments.add_argument("target", metavar="FILE", type=Path, nargs="?", default=None, help=about)


def _restore(parser: Parser, words: Words) -> None:
    parser.arguments.add_argument(
        "source", metavar="FILE", type=Path, help=words.tr("the copy to bring back")
    )


def _check(parser: Parser, words: Words) -> None:
    about = words.tr("every page, index and due date as well")
    parser.options.add_argument("--full", action="store_true", help=about)


def _batch(parser: Parser, words: Words) -> None:
    about = words.tr('a text file in UTF-8, such as a line ["today", "--days", "7"]')
    parser.arguments.add_argument("source", metavar="FILE.jsonl", type=Path, help=about)


_DETAILS: dict[str, Callable[[Parser, Words], None]] = {
    "run": _run,
    "init": _init,
    "demo": _demo,
    "import": _import,
    "template": _template,
    "today": _today,
    "duedate": _duedate,
    "deadline": _deadline,
    "recur": _recur,
    "aging": _aging,
    "list": _list,
    "find": _find,
    "summary": _summary,
    "ics": _ics,
    "print": _print,
    "backup": _backup,
    "restore": _restore,
    "check": _check,
    "batch": _batch,
}
