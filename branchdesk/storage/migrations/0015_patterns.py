"""The pest that a complaint is about: what repeats is found by it (D20)."""


def up(migrator, db):
    """Add the column; the version is written in the same transaction."""
    db.execute_sql("ALTER TABLE complaint ADD COLUMN pest TEXT NOT NULL DEFAULT ''")
    db.execute_sql("PRAGMA user_version = 15")
