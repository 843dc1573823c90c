-- The desk: records and the events they are rebuilt from. Times are milliseconds since 1970-01-01
-- UTC; days are day numbers (0 = 1970-01-01). docs/DATA.md tells the same at more length.

-- Settings of the desk as a whole.
CREATE TABLE desk (
    name TEXT NOT NULL PRIMARY KEY, -- of the setting
    value TEXT NOT NULL             -- as text
) STRICT, WITHOUT ROWID;

-- Types of records, as they were when records were written under them. Never changed.
CREATE TABLE typedef (
    type TEXT NOT NULL,    -- its name: duty, meeting …
    rev INTEGER NOT NULL,  -- raised by each change of its table
    hash BLOB NOT NULL,    -- SHA-256 of body
    body TEXT NOT NULL,    -- states and fields as JSON
    PRIMARY KEY (type, rev)
) STRICT, WITHOUT ROWID;

-- Everything that ever happened, chained from the first row. Only added to.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,      -- from 1, no gaps
    contract INTEGER NOT NULL,    -- record of the contract; 0 = the desk's
    record INTEGER NOT NULL,      -- what it is about; 0 = no record
    actor TEXT NOT NULL,          -- who did it
    kind TEXT NOT NULL,           -- what was done: duty.assign
    happened_ms INTEGER NOT NULL, -- when, as the person says
    received_ms INTEGER NOT NULL, -- when it reached us
    version INTEGER NOT NULL,     -- of the record after it; 0 = no record
    body TEXT,                    -- JSON; NULL once erased
    salt BLOB,                    -- 16 random bytes; NULL once erased
    commitment BLOB NOT NULL,     -- SHA-256 of salt and body
    prev_hash BLOB NOT NULL,      -- hash of the row before; zeros in the first
    hash BLOB NOT NULL            -- SHA-256 of the canonical bytes of the row
) STRICT;
CREATE INDEX event_of_record ON event (record, seq) WHERE record <> 0;
CREATE INDEX event_of_contract ON event (contract, seq);

-- The current state of each record, derived from the events.
CREATE TABLE record (
    id INTEGER PRIMARY KEY,       -- from 1
    contract INTEGER NOT NULL,    -- record of the contract, itself for a contract; 0 = the desk's
    type TEXT NOT NULL,           -- name of its type
    rev INTEGER NOT NULL,         -- of the type it was written under
    state TEXT NOT NULL,          -- one of its type
    version INTEGER NOT NULL,     -- from 1, raised by every change
    body TEXT NOT NULL,           -- JSON object: the fields
    created_ms INTEGER NOT NULL,  -- when version 1 was received
    changed_ms INTEGER NOT NULL,  -- when this version was received
    changed_by TEXT NOT NULL      -- who made this version
) STRICT;
CREATE INDEX record_of_contract ON record (contract, type, id);
CREATE INDEX record_of_type ON record (type, id);

-- Key fields of records, folded, so that lists filter and sort on an index. One row per key field.
CREATE TABLE field_key (
    contract INTEGER NOT NULL, -- of the record
    type TEXT NOT NULL,        -- of the record
    field INTEGER NOT NULL,    -- number of the field
    text TEXT NOT NULL,        -- folded text, '' for numbers; U+10FFFF when there is no value
    number INTEGER NOT NULL,   -- the number; 0 for texts
    record INTEGER NOT NULL,   -- whose field it is
    PRIMARY KEY (contract, type, field, text, number, record)
) STRICT, WITHOUT ROWID;

-- The searched fields of a record, folded, without spaces, one field after the other.
CREATE TABLE search_text (
    record INTEGER PRIMARY KEY, -- whose words they are
    text TEXT NOT NULL          -- what the search is compared with
) STRICT;

-- Texts that are not in search_gram yet; they are searched one by one.
CREATE TABLE search_pending (
    record INTEGER PRIMARY KEY -- whose text it is
) STRICT;

-- Which records hold a pair of characters (or one): lists of ids in blocks. May hold too many.
CREATE TABLE search_gram (
    gram INTEGER NOT NULL,   -- first code point * 2^21 + second; second 0 = one character
    first INTEGER NOT NULL,  -- smallest id of the block
    last INTEGER NOT NULL,   -- largest id of the block
    ids BLOB NOT NULL,       -- differences from the id before, from first on, 7 bits a byte
    PRIMARY KEY (gram, first)
) STRICT, WITHOUT ROWID;

-- Typed edges between records, derived from the events.
CREATE TABLE link (
    contract INTEGER NOT NULL, -- within which it was made
    kind TEXT NOT NULL,        -- evidence-of, part-of, replaces …
    from_id INTEGER NOT NULL,  -- record
    to_id INTEGER NOT NULL,    -- record
    PRIMARY KEY (contract, kind, from_id, to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_from ON link (from_id);
CREATE INDEX link_to ON link (to_id);

-- Which contract holds which file under which name, derived from the events.
CREATE TABLE blob (
    contract INTEGER NOT NULL, -- who holds it; 0 = the desk
    sha256 BLOB NOT NULL,      -- names the file in blobs/
    name TEXT NOT NULL,        -- as it came, without folders
    bytes INTEGER NOT NULL,    -- its size
    kept_ms INTEGER NOT NULL,  -- when it was received
    PRIMARY KEY (contract, sha256, name)
) STRICT, WITHOUT ROWID;

-- One row per due thing, computed from duties and occasions, replaced as a whole.
CREATE TABLE clock (
    contract INTEGER NOT NULL, -- whose
    duty INTEGER NOT NULL,     -- record it belongs to
    key TEXT NOT NULL,         -- names the instance among those of the duty
    key_folded TEXT NOT NULL,  -- as field_key holds it, to find its evidence
    occasion INTEGER NOT NULL, -- record it hangs on; 0 = none
    day_from INTEGER,          -- first day; NULL = not known yet
    day_to INTEGER,            -- last day; NULL = not known yet
    minute INTEGER NOT NULL,   -- of the last day, JST, last valid; -1 = end of day
    flags INTEGER NOT NULL,    -- enum clock_flag
    rule TEXT NOT NULL,        -- notation it was computed from
    why TEXT NOT NULL,         -- how, in words for a person
    summary TEXT NOT NULL,     -- of the duty, as lists show it
    section TEXT NOT NULL,     -- of the duty
    owner TEXT NOT NULL,       -- of the duty; '' = nobody
    modality TEXT NOT NULL,    -- of the duty
    is_done INTEGER NOT NULL,  -- 0 or 1: the duty is done, or evidence of this instance is given
    PRIMARY KEY (contract, duty, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX clock_day ON clock (day_to, contract);
CREATE INDEX clock_of_duty ON clock (duty);

-- Consents, approvals, second looks: bound to what a record was. Not used before consents exist.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,       -- from 1
    contract INTEGER NOT NULL,    -- within which it was made
    record INTEGER NOT NULL,      -- what it decides on
    version INTEGER NOT NULL,     -- which version of it
    content_hash BLOB NOT NULL,   -- SHA-256 of the event's body of that version
    kind TEXT NOT NULL,           -- consent, approval, second-look …
    actor TEXT NOT NULL,          -- who decided
    capacity TEXT NOT NULL,       -- as what
    happened_ms INTEGER NOT NULL, -- when, as the person says
    received_ms INTEGER NOT NULL, -- when it reached us
    event INTEGER NOT NULL        -- seq of its event
) STRICT;
CREATE INDEX decision_of_record ON decision (record, version);

-- Answers to requests that may be sent again. Kept for 48 hours.
CREATE TABLE idempotency (
    actor TEXT NOT NULL,      -- whose key it is
    key TEXT NOT NULL,        -- chosen by the client
    request BLOB NOT NULL,    -- SHA-256 of the request
    answer TEXT NOT NULL,     -- what was answered
    at_ms INTEGER NOT NULL,   -- when
    PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency (at_ms);
