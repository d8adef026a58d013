"""The visits of a contract by index: without it the duties read all visits once for each of them."""


def up(migrator, db):
    """Add the index; the version is written in the same transaction."""
    db.execute_sql(
        "CREATE INDEX visit_contract ON visit (contract_id, status, date_on) WHERE contract_id IS NOT NULL"
    )
    db.execute_sql("PRAGMA user_version = 5")
