"""Questions to the branch file that need more than one table, in plain SQL."""
