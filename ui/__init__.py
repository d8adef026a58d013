"""The window."""

import builtins

# PySide6 replaces the import function to watch for its optional Python features, and from then on reads the
# source of every module that is imported. Nobody here uses those features, so the plain function goes back:
# it saves a tenth of the start (docs/decisions/0005).
_plain_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401 - loading it is the purpose

builtins.__import__ = _plain_import
