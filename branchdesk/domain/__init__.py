"""Rules of the branch as pure functions over frozen values."""
