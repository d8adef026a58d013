"""What the branch knows of its customers beyond the business: grades, notes, greetings, surveys."""

_DIMENSIONS = ("appearance", "attitude", "feedback", "ability", "honesty")
_MARKS = ",\n    ".join(
    f"{side}_{one} INTEGER NOT NULL CHECK ({side}_{one} BETWEEN 1 AND 5)"
    for side in ("expect", "found")
    for one in _DIMENSIONS
)
_OF_CUSTOMER = "customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT"
_OF_CONTACT = "contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT"
_OF_SITE = "site_id INTEGER REFERENCES site (id) ON DELETE RESTRICT"
_ROW = "id INTEGER PRIMARY KEY,\n    version INTEGER NOT NULL"

TABLES = (
    f"""
CREATE TABLE grading (
    id INTEGER PRIMARY KEY,
    {_OF_CUSTOMER},
    graded_on TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value BETWEEN 1 AND 5),
    importance INTEGER NOT NULL CHECK (importance BETWEEN 1 AND 5),
    potential INTEGER NOT NULL CHECK (potential BETWEEN 1 AND 5),
    weights TEXT NOT NULL,
    score_hundredths INTEGER NOT NULL CHECK (score_hundredths BETWEEN 100 AND 500),
    by_marks TEXT NOT NULL CHECK (by_marks IN ('A', 'B', 'C')),
    grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C')),
    reason TEXT NOT NULL,
    until_on TEXT,
    employee TEXT NOT NULL,
    CHECK (grade = by_marks OR (reason <> '' AND until_on IS NOT NULL))
) STRICT
""",
    f"""
CREATE TABLE customer_note (
    {_ROW},
    {_OF_CUSTOMER},
    {_OF_CONTACT},
    {_OF_SITE},
    kind TEXT NOT NULL,
    noted_on TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    at_call INTEGER NOT NULL CHECK (at_call IN (0, 1)),
    at_visit INTEGER NOT NULL CHECK (at_visit IN (0, 1)),
    until_on TEXT,
    employee TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE temperament (
    {_ROW},
    {_OF_CUSTOMER},
    {_OF_CONTACT},
    temper TEXT,
    anger TEXT,
    noted_on TEXT NOT NULL,
    text TEXT NOT NULL,
    CHECK (temper IS NOT NULL OR anger IS NOT NULL)
) STRICT
""",
    f"""
CREATE TABLE improvement (
    {_ROW},
    {_OF_CUSTOMER},
    {_OF_SITE},
    noticed_on TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what <> ''),
    noticed_by TEXT NOT NULL,
    thanked_on TEXT,
    thanked_whom TEXT NOT NULL,
    CHECK (thanked_on IS NULL OR thanked_on >= noticed_on)
) STRICT
""",
    f"""
CREATE TABLE care_tick (
    {_ROW},
    occasion TEXT NOT NULL,
    day TEXT NOT NULL,
    {_OF_CUSTOMER},
    {_OF_CONTACT},
    state TEXT NOT NULL,
    ticked_on TEXT NOT NULL,
    employee TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE attention (
    {_ROW},
    {_OF_CUSTOMER},
    {_OF_CONTACT},
    kind TEXT NOT NULL,
    given_on TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what <> ''),
    text TEXT NOT NULL,
    cost_fen INTEGER NOT NULL CHECK (cost_fen >= 0),
    reaction TEXT NOT NULL,
    employee TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE expectation (
    {_ROW},
    {_OF_CUSTOMER},
    text TEXT NOT NULL CHECK (text <> ''),
    kind TEXT NOT NULL,
    noted_on TEXT NOT NULL,
    settled_on TEXT,
    settled_how TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    CHECK (settled_on IS NULL OR (settled_on >= noted_on AND settled_how <> ''))
) STRICT
""",
    f"""
CREATE TABLE deciders (
    {_ROW},
    customer_id INTEGER NOT NULL UNIQUE REFERENCES customer (id) ON DELETE RESTRICT,
    price INTEGER NOT NULL,
    brand INTEGER NOT NULL,
    convenience INTEGER NOT NULL,
    speed INTEGER NOT NULL,
    noted_on TEXT NOT NULL,
    CHECK (price + brand + convenience + speed = 10 AND price * brand * convenience * speed = 24)
) STRICT
""",
    f"""
CREATE TABLE survey (
    {_ROW},
    {_OF_CUSTOMER},
    {_OF_CONTACT},
    number TEXT NOT NULL UNIQUE,
    asked_on TEXT NOT NULL,
    source TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    {_MARKS},
    comment TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE survey_wish (
    {_ROW},
    survey_id INTEGER NOT NULL REFERENCES survey (id) ON DELETE RESTRICT,
    text TEXT NOT NULL CHECK (text <> ''),
    mark INTEGER NOT NULL CHECK (mark BETWEEN 1 AND 5)
) STRICT
""",
)

INDEXES = (
    "CREATE INDEX grading_customer ON grading (customer_id, graded_on)",
    "CREATE INDEX customer_note_customer ON customer_note (customer_id, noted_on)",
    "CREATE INDEX temperament_customer ON temperament (customer_id)",
    "CREATE INDEX improvement_customer ON improvement (customer_id, noticed_on)",
    "CREATE UNIQUE INDEX care_tick_once ON care_tick (occasion, day, customer_id, coalesce(contact_id, 0))",
    "CREATE INDEX attention_customer ON attention (customer_id, given_on)",
    "CREATE INDEX expectation_customer ON expectation (customer_id, noted_on)",
    "CREATE INDEX survey_customer ON survey (customer_id, asked_on)",
    "CREATE INDEX survey_wish_of ON survey_wish (survey_id)",
)


def up(migrator, db):
    """Add the tables of care; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES):
        db.execute_sql(statement)
    for act in ("UPDATE", "DELETE"):
        db.execute_sql(
            f"CREATE TRIGGER grading_no_{act.lower()} BEFORE {act} ON grading "
            "BEGIN SELECT raise(ABORT, 'grading rows are never changed: grade again'); END"
        )
    db.execute_sql("PRAGMA user_version = 3")
