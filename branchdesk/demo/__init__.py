"""A sample branch with a plausible history: what people see before they have data of their own."""

from branchdesk.demo.branch import write_demo

__all__ = ["write_demo"]
