"""Which requirements and which faults have a passing test: read from the marks `req` and `fault`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True, slots=True)
class Numbers:
    """A numbered list that tests refer to by a mark."""

    mark: str
    title: str
    numbers: tuple[str, ...]


REQUIREMENTS = Numbers(
    "req",
    "requirements",
    (
        *(f"R{n:03}" for n in range(1, 179)),
        *(f"D{n:02}" for n in range(1, 35)),
        *(f"V{n}" for n in range(1, 19)),
    ),
)
FAULTS = Numbers("fault", "faults", tuple(str(n) for n in range(1, 104)))


@dataclass(slots=True, eq=False)  # pytest keeps its plugins in sets
class Evidence:
    """A pytest plugin that prints one report at the end of the run."""

    catalogue: Numbers
    _named_by: dict[str, list[str]] = field(default_factory=dict)
    _passed: set[str] = field(default_factory=set)
    _failed: set[str] = field(default_factory=set)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Refuse a number that the list does not have, and note the others."""
        for item in items:
            self._named_by[item.nodeid] = list(self._named(item))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what a finished test shows."""
        if report.failed:
            self._failed.update(self._named_by.get(report.nodeid, ()))
        elif report.when == "call" and report.passed:
            self._passed.update(self._named_by.get(report.nodeid, ()))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the numbers with and without evidence."""
        shown = [number for number in self.catalogue.numbers if number in self._passed - self._failed]
        failed = [number for number in self.catalogue.numbers if number in self._failed]
        silent = [n for n in self.catalogue.numbers if n not in self._passed | self._failed]
        terminalreporter.section(
            f"{self.catalogue.title}: {len(shown)} of {len(self.catalogue.numbers)} shown"
        )
        for label, numbers in (
            ("passing test", shown),
            ("failing test", failed),
            ("no passing test", silent),
        ):
            terminalreporter.write_line(f"{label} ({len(numbers)}): {' '.join(numbers) or '-'}")

    def _named(self, item: pytest.Item) -> Iterator[str]:
        for marker in item.iter_markers(self.catalogue.mark):
            for number in map(str, marker.args):
                if number not in self.catalogue.numbers:
                    raise pytest.UsageError(f"{item.nodeid}: there is no {self.catalogue.mark} {number}")
                yield number
