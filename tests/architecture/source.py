"""The source as the architecture tests see it: files, syntax trees and questions about them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ("branchdesk", "ui", "exports", "resources")


def modules(*folders: str) -> list[Path]:
    """Return every Python file under the folders, by default the whole program."""
    return sorted(path for folder in folders or PROGRAM for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    """Name a file as a person in the checkout does."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Parse a file, once per test run."""
    return ast.parse(path.read_text(encoding="utf-8"), name_of(path))


def places(found: Callable[[ast.AST], bool], paths: list[Path]) -> list[str]:
    """List `file:line` of every syntax node that answers yes."""
    return [
        f"{name_of(path)}:{getattr(node, 'lineno', 0)}"
        for path in paths
        for node in ast.walk(tree(path))
        if found(node)
    ]


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def called(node: ast.AST) -> tuple[str, str]:
    """Return receiver and name of a call: `date.today()` is ("date", "today"); empty where there is none."""
    if not isinstance(node, ast.Call):
        return "", ""
    if isinstance(node.func, ast.Name):
        return "", node.func.id
    if isinstance(node.func, ast.Attribute):
        return ast.unparse(node.func.value), node.func.attr
    return "", ""


def literals(path: Path) -> Iterator[ast.Constant]:
    """Yield the text literals of a file, without its docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node
