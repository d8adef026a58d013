"""Visits in the field: devices, findings, materials, recommendations, sheets, logbooks, addenda."""

_ROW = "id INTEGER PRIMARY KEY,\n    version INTEGER NOT NULL"
_OF_SITE = "site_id INTEGER NOT NULL REFERENCES site (id) ON DELETE RESTRICT"
_OF_VISIT = "visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE RESTRICT"
_MAYBE_VISIT = "visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT"
_TICKS = ",\n    ".join(
    f"{name} INTEGER NOT NULL CHECK ({name} IN (0, 1))" for name in ("doors_closed", "lights_off", "all_back")
)

TABLES = (
    f"""
CREATE TABLE device (
    {_ROW},
    {_OF_SITE},
    kind TEXT NOT NULL,
    number TEXT NOT NULL CHECK (number <> ''),
    place TEXT NOT NULL,
    removed_on TEXT,
    note TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE finding (
    {_ROW},
    {_OF_VISIT},
    device_id INTEGER REFERENCES device (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    pest TEXT NOT NULL,
    place TEXT NOT NULL,
    number INTEGER CHECK (number >= 0),
    unit TEXT NOT NULL,
    note TEXT NOT NULL,
    withheld INTEGER NOT NULL CHECK (withheld IN (0, 1)),
    withheld_why TEXT NOT NULL,
    withheld_by TEXT NOT NULL,
    settled_on TEXT,
    CHECK (kind <> 'pest' OR pest <> ''),
    CHECK (number IS NULL OR unit <> ''),
    CHECK (withheld = 0 OR (withheld_why <> '' AND withheld_by <> ''))
) STRICT
""",
    f"""
CREATE TABLE material_use (
    {_ROW},
    {_OF_VISIT},
    name TEXT NOT NULL CHECK (name <> ''),
    quantity_milli INTEGER CHECK (quantity_milli >= 0),
    unit TEXT NOT NULL,
    dilution TEXT NOT NULL,
    method TEXT NOT NULL,
    target TEXT NOT NULL,
    area TEXT NOT NULL,
    note TEXT NOT NULL,
    CHECK (quantity_milli IS NULL OR unit <> '')
) STRICT
""",
    f"""
CREATE TABLE recommendation (
    {_ROW},
    {_OF_SITE},
    {_MAYBE_VISIT},
    text TEXT NOT NULL CHECK (text <> ''),
    acts TEXT NOT NULL,
    owner TEXT NOT NULL,
    given_on TEXT NOT NULL,
    due_on TEXT,
    state TEXT NOT NULL,
    closed_on TEXT,
    closed_why TEXT NOT NULL,
    CHECK ((state = 'open') = (closed_on IS NULL)),
    CHECK (state <> 'declined' OR closed_why <> '')
) STRICT
""",
    f"""
CREATE TABLE visit_sheet (
    {_ROW},
    visit_id INTEGER NOT NULL UNIQUE REFERENCES visit (id) ON DELETE RESTRICT,
    intro_who INTEGER NOT NULL,
    intro_why INTEGER NOT NULL,
    intro_topics INTEGER NOT NULL,
    intro_minutes INTEGER CHECK (intro_minutes > 0),
    no_intro_why TEXT NOT NULL,
    left_at TEXT NOT NULL,
    {_TICKS},
    logbook_checked INTEGER NOT NULL CHECK (logbook_checked IN (0, 1)),
    logbook_entries TEXT NOT NULL,
    explained INTEGER NOT NULL,
    questions TEXT NOT NULL,
    thanked INTEGER NOT NULL,
    next_agreed INTEGER NOT NULL,
    signed_by TEXT NOT NULL,
    finding_remarks TEXT NOT NULL,
    assessment TEXT NOT NULL,
    recommendation_remarks TEXT NOT NULL,
    effect_to TEXT NOT NULL,
    effect_on TEXT,
    completed_on TEXT,
    CHECK ((effect_on IS NULL) = (effect_to = '')),
    CHECK (completed_on IS NULL OR effect_on IS NOT NULL)
) STRICT
""",
    f"""
CREATE TABLE visit_step (
    {_ROW},
    {_OF_VISIT},
    text TEXT NOT NULL CHECK (text <> ''),
    detail TEXT NOT NULL,
    expected TEXT NOT NULL,
    agreed_with TEXT NOT NULL,
    agreed_on TEXT,
    disagreement TEXT NOT NULL,
    advice TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE customer_help (
    {_ROW},
    {_OF_VISIT},
    text TEXT NOT NULL CHECK (text <> ''),
    told_on TEXT,
    told_whom TEXT NOT NULL
) STRICT
""",
    f"""
CREATE TABLE logbook (
    {_ROW},
    {_OF_SITE},
    place TEXT NOT NULL CHECK (place <> ''),
    placed_on TEXT NOT NULL,
    placed_by TEXT NOT NULL,
    explained_to TEXT NOT NULL,
    removed_on TEXT CHECK (removed_on IS NULL OR removed_on >= placed_on)
) STRICT
""",
    f"""
CREATE TABLE preparation_meeting (
    {_ROW},
    {_OF_SITE},
    held_on TEXT NOT NULL,
    attendees TEXT NOT NULL CHECK (attendees <> ''),
    topics TEXT NOT NULL CHECK (topics <> '')
) STRICT
""",
    f"""
CREATE TABLE site_rating (
    {_ROW},
    {_OF_SITE},
    {_MAYBE_VISIT},
    month_on TEXT NOT NULL CHECK (substr(month_on, 9) = '01'),
    aspect TEXT NOT NULL,
    rating TEXT NOT NULL,
    text TEXT NOT NULL,
    noted_on TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    UNIQUE (site_id, month_on, aspect)
) STRICT
""",
    """
CREATE TABLE report_facts (
    id INTEGER PRIMARY KEY,
    report_id INTEGER NOT NULL UNIQUE REFERENCES service_report (id) ON DELETE RESTRICT,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT
""",
    """
CREATE TABLE report_addendum (
    id INTEGER PRIMARY KEY,
    report_id INTEGER NOT NULL REFERENCES service_report (id) ON DELETE RESTRICT,
    number INTEGER NOT NULL CHECK (number > 0),
    written_at TEXT NOT NULL,
    written_by TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    UNIQUE (report_id, number)
) STRICT
""",
)

INDEXES = (
    "CREATE INDEX device_site ON device (site_id)",
    "CREATE INDEX finding_visit ON finding (visit_id)",
    "CREATE INDEX finding_device ON finding (device_id) WHERE device_id IS NOT NULL",
    "CREATE INDEX finding_open ON finding (visit_id) WHERE kind <> 'pest' AND settled_on IS NULL",
    "CREATE INDEX finding_pest ON finding (pest) WHERE pest <> ''",
    "CREATE INDEX material_use_visit ON material_use (visit_id)",
    "CREATE INDEX material_use_name ON material_use (name)",
    "CREATE INDEX recommendation_site ON recommendation (site_id, state)",
    "CREATE INDEX recommendation_visit ON recommendation (visit_id) WHERE visit_id IS NOT NULL",
    "CREATE INDEX visit_step_visit ON visit_step (visit_id)",
    "CREATE INDEX customer_help_visit ON customer_help (visit_id)",
    "CREATE INDEX logbook_site ON logbook (site_id)",
    "CREATE INDEX preparation_meeting_site ON preparation_meeting (site_id, held_on)",
    "CREATE INDEX site_rating_month ON site_rating (month_on)",
    "CREATE INDEX site_rating_visit ON site_rating (visit_id) WHERE visit_id IS NOT NULL",
)
EVIDENCE = ("report_facts", "report_addendum")


def up(migrator, db):
    """Add the tables and their guards; the version is written in the same transaction."""
    for statement in (*TABLES, *INDEXES):
        db.execute_sql(statement)
    for table in EVIDENCE:
        for act in ("UPDATE", "DELETE"):
            db.execute_sql(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT raise(ABORT, '{table} rows are never changed: write an addendum'); END"
            )
    db.execute_sql(
        "CREATE TRIGGER service_report_kept BEFORE DELETE ON service_report WHEN old.status = 'issued' "
        "BEGIN SELECT raise(ABORT, 'an issued report is never deleted'); END"
    )
    db.execute_sql("PRAGMA user_version = 8")
