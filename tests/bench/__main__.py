"""How the program compares, in one run, with the least that the same job costs: `dev.py bench`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from branchdesk.demo import write_demo

ROUNDS = 9
TODAY = "2026-11-22"


def private(folder: Path) -> dict[str, str]:
    """Return surroundings like an installed program's: compiled modules, and nobody's settings or last file.

    A checkout may be forbidden to keep its compiled modules; compiling them anew doubles the start.
    """
    left_out = {"PYTHONDONTWRITEBYTECODE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    own = {"HOME": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    return {"QT_QPA_PLATFORM": "offscreen", **kept, **own}


def until_painted(environment: dict[str, str], module: str, *arguments: str) -> float:
    """Return the seconds from starting a program to its first paint."""
    command = [sys.executable, "-m", module, *arguments]
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=quiet, text=True, env=environment
    ) as program:
        assert program.stdout is not None
        line = program.stdout.readline()
        seconds = time.perf_counter() - start
        program.stdout.read()
    if line.strip() != "painted":
        raise SystemExit(f"{module} painted nothing")
    return seconds


def until_done(environment: dict[str, str], *arguments: str) -> float:
    """Return the seconds that one command takes."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "branchdesk", *arguments]
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=quiet, stderr=quiet, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Measure in turns, so that a slow moment of the machine meets everybody, and print ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.branchdesk"
        write_demo(path, today=date.fromisoformat(TODAY), language="zh_CN")
        seconds: dict[str, list[float]] = {}
        for _ in range(ROUNDS + 1):
            for name, value in measured(path, private(Path(folder))):
                seconds.setdefault(name, []).append(value)
    # The first round warms the disk's cache for everybody and is left out.
    print_ratios({name: values[1:] for name, values in seconds.items()})


def measured(path: Path, env: dict[str, str]) -> list[tuple[str, float]]:
    """Run every program once."""
    file = ("--file", str(path), "--as-of", TODAY)
    terms = ("--terms", "signed+15wd", "--from", "2026-09-25")
    return [
        ("bare four-tab window", until_painted(env, "tests.bench.bare_window")),
        ("Branch Desk on the sample branch", until_painted(env, "tests.bench.desk_window", str(path))),
        ("branchdesk --file … run", until_painted(env, "tests.bench.desk_program", str(path))),
        ("branchdesk today", until_done(env, *file, "today")),
        # Without a file: its calendar would be opened for the branch's own days.
        ("branchdesk duedate", until_done({**env, "HOME": env["HOME"] + "/nobody"}, "duedate", *terms)),
    ]


def print_ratios(seconds: dict[str, Sequence[float]]) -> None:
    """Print medians and their ratio to the first program."""
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    floor = next(iter(medians.values()))
    print(f"{'median of ' + str(ROUNDS):42} {'ms':>8} {'ratio':>7}")  # noqa: T201
    for name, median in medians.items():
        print(f"{name:42} {median * 1000:8.0f} {median / floor:7.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
