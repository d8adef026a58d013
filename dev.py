"""Every chore of the house: `python3 dev.py run`, `test`, `check`, `words`, `bench`, `screenshots`.

Standard library only. `run` and `test` set up a fresh machine by themselves.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / ".ci" / "requirements.lock"
STAMP = VENV / "installed-lock.txt"
OLDEST_PYTHON = (3, 11)
RENDERED = Path("artifacts", "window")

# What Qt, the certificates and the PDF tests need on a Debian or Ubuntu that has nothing.
PACKAGES = (
    "ca-certificates",
    "libgl1",
    "libegl1",
    "libfontconfig1",
    "libdbus-1-3",
    "libglib2.0-0",
    "libxkbcommon0",
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-image0",
    "libxcb-render-util0",
    "poppler-utils",
)

CHECKS = (
    ("format", ("-m", "ruff", "format", "--check")),
    ("lint", ("-m", "ruff", "check")),
    ("types", ("-m", "mypy")),
    (
        "layers",
        ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"),
    ),
    ("words", ("-m", "tests.architecture.catalogue", "--check")),
    # By file: tests of one file share what is slow to make.
    ("tests", ("-m", "pytest", "-n", "auto", "--dist", "loadfile")),
)


class ChoreError(Exception):
    """A chore cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal what happens now."""
    print(f"dev.py: {text}", flush=True)


def call(*command: str | Path) -> int:
    """Run a command in the checkout and return its exit code."""
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=surroundings, check=False).returncode


def demand(step: str, *command: str | Path) -> None:
    """Run a command that must succeed; `step` names it where it does not."""
    code = call(*command)
    if code:
        words = " ".join(shlex.quote(str(part)) for part in command)
        raise ChoreError(f'step "{step}" FAILED (exit code {code}): {words}')


# --- setting up ---


def missing_packages() -> list[str]:
    """Name the Debian packages that are not installed; empty on every other system."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return []
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status}\t${Package}, ${Provides}\n"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    ).stdout
    present: set[str] = set()
    for line in listing.splitlines():
        status, _, names = line.partition("\t")
        if status == "installed":
            present.update(name.split()[0] for name in names.split(",") if name.strip())
    needed = PACKAGES if importlib.util.find_spec("ensurepip") else ("python3-venv", *PACKAGES)
    return [name for name in needed if name not in present]


def administrator() -> list[str] | None:
    """Return what to put before a command that needs root, or None where there is no way."""
    if os.name != "nt" and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]


def install_packages() -> None:
    """Install what the system lacks, or say which command does it; Qt may work without some of it."""
    missing = missing_packages()
    if not missing:
        return
    prefix = administrator()
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if prefix is not None:
        say("installing system packages: " + " ".join(missing))
        root = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
        if call(*root, "apt-get", "update", "-q") == 0 and call(*root, *install) == 0:
            return
    say(
        "system packages are missing. Please run:\n    sudo " + " ".join(install) + "\nGoing on without them."
    )


def python_of_venv() -> str:
    """Return the version text of the environment's Python, empty where it does not start."""
    try:
        answer = subprocess.run(
            [str(PYTHON), "-c", "import sys, pip; print(sys.version)"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            check=False,
        )
    except OSError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def wanted_stamp() -> str:
    """Describe the environment that the lock and its Python ask for."""
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n{python_of_venv()}\n"


def set_up() -> None:
    """Bring machine and environment to what the lock says; quick where nothing changed."""
    install_packages()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted_stamp():
        return
    if not python_of_venv():
        say("making the environment .venv")
        demand("make .venv", sys.executable, "-m", "venv", "--clear", VENV)
    say("installing the libraries named in .ci/requirements.lock")
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    demand("install libraries", *pip, "--require-hashes", "-r", LOCK)
    STAMP.write_text(wanted_stamp(), encoding="utf-8")


# --- chores ---


def has_display() -> bool:
    """Tell whether a window can be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    hidden = os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal")
    return not hidden and bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: list[str]) -> None:
    """Open the window on a throw-away sample branch; without a display, draw its tabs to pictures."""
    program = (PYTHON, "-m", "branchdesk", "run", "--demo")
    if has_display():
        demand("run", *program, *arguments)
        return
    say(f"there is no display here: the four tabs are drawn into {RENDERED.as_posix()}/ instead.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    demand("run", *program, "--render", RENDERED, *arguments)


def test(arguments: list[str]) -> None:
    """Run every check, or with arguments only pytest with them."""
    if arguments:
        demand("tests", PYTHON, "-m", "pytest", *arguments)
        return
    for step, command in CHECKS:
        say(f"step {step}")
        demand(step, PYTHON, *command)
    say("everything passed")


def check(arguments: list[str]) -> None:
    """Run format, lint, types, layers, words and tests; stop at the first that fails."""
    if arguments:
        raise ChoreError("check takes no arguments; give pytest its arguments with `test`")
    test([])


def words(arguments: list[str]) -> None:
    """Bring the catalogue up to date with the source and compile it."""
    demand("words", PYTHON, "-m", "tests.architecture.catalogue", *arguments)


def bench(arguments: list[str]) -> None:
    """Measure, and print how the program compares with the least that each job costs."""
    demand("bench", PYTHON, "-m", "tests.bench", *arguments)


def screenshots(arguments: list[str]) -> None:
    """Draw every tab and dialog to pictures."""
    demand("screenshots", PYTHON, "-m", "tests.screenshots", *arguments)


CHORES = {chore.__name__: chore for chore in (run, test, check, words, bench, screenshots)}


def usage() -> str:
    """List the chores."""
    lines = [f"  {name:<12} {chore.__doc__}" for name, chore in CHORES.items()]
    return "\n".join(["usage: python3 dev.py CHORE [ARGUMENTS]", "", *lines])


def main() -> int:
    """Run one chore; return its exit code."""
    if sys.version_info < OLDEST_PYTHON:
        have, need = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST_PYTHON))
        say(f"Branch Desk needs Python {need} or newer, and this is {have}: start dev.py with that.")
        return 2
    chore = CHORES.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if chore is None:
        print(usage())
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    try:
        set_up()
        chore(sys.argv[2:])
    except ChoreError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
