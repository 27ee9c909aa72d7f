-- Tables that modules declare for what no source delivers. Each namespace has versions of its own; the fingerprint tells
-- whether the steps that were taken are those that the module declares.
CREATE TABLE namespace (
    name        TEXT PRIMARY KEY,
    version     INTEGER NOT NULL,
    fingerprint TEXT NOT NULL
) WITHOUT ROWID;

-- The tables of all namespaces, under the names that they have here, in the order in which they were made. expiry: from
-- the moment in that column on a row is of no use. view: how people read it.
CREATE TABLE namespace_table (
    name      TEXT PRIMARY KEY,
    namespace TEXT NOT NULL REFERENCES namespace ON DELETE CASCADE,
    place     INTEGER NOT NULL,
    expiry    TEXT,
    view      TEXT
) WITHOUT ROWID;
