"""The branch file: tables, migrations, queries, backup and check."""
