"""Word tables, stock phrases and approved answers, with what is shipped in them (R054, R112, R113, R167)."""

_ROW = "id INTEGER PRIMARY KEY,\n    version INTEGER NOT NULL"

TABLES = (
    f"""
CREATE TABLE word_rule (
    {_ROW},
    kind TEXT NOT NULL,
    group_name TEXT,
    text TEXT NOT NULL CHECK (text <> ''),
    instead TEXT NOT NULL,
    UNIQUE (kind, text)
) STRICT
""",
    f"""
CREATE TABLE word_exception (
    {_ROW},
    kind TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    UNIQUE (kind, text)
) STRICT
""",
    f"""
CREATE TABLE stock_phrase (
    {_ROW},
    situation TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> '')
) STRICT
""",
    """
CREATE TABLE approved_answer (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL CHECK (number > 0),
    edition INTEGER NOT NULL CHECK (edition > 0),
    approved_on TEXT NOT NULL,
    approved_by TEXT NOT NULL CHECK (approved_by <> ''),
    question TEXT NOT NULL CHECK (question <> ''),
    answer TEXT NOT NULL CHECK (answer <> ''),
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    UNIQUE (number, edition)
) STRICT
""",
)


def up(migrator, db):
    """Add the tables and fill them once: what a branch deletes later stays deleted."""
    for statement in TABLES:
        db.execute_sql(statement)
    for act in ("UPDATE", "DELETE"):
        db.execute_sql(
            f"CREATE TRIGGER approved_answer_no_{act.lower()} BEFORE {act} ON approved_answer "
            "BEGIN SELECT raise(ABORT, 'approved_answer rows are never changed: approve a new edition'); END"
        )
    _fill(db)
    db.execute_sql("PRAGMA user_version = 10")


def _fill(db):
    from branchdesk.domain.wording_seeds import SEED_EXCEPTIONS, SEED_RULES
    from branchdesk.domain.wording_stock import SEED_PHRASES

    for rule in SEED_RULES:
        db.execute_sql(
            "INSERT INTO word_rule (version, kind, group_name, text, instead) VALUES (1, ?, ?, ?, ?)",
            (rule.kind.value, rule.group_name and rule.group_name.value, rule.text, rule.instead),
        )
    for one in SEED_EXCEPTIONS:
        db.execute_sql(
            "INSERT INTO word_exception (version, kind, text) VALUES (1, ?, ?)", (one.kind.value, one.text)
        )
    for phrase in SEED_PHRASES:
        db.execute_sql(
            "INSERT INTO stock_phrase (version, situation, language, text) VALUES (1, ?, ?, ?)",
            (phrase.situation.value, phrase.language, phrase.text),
        )
