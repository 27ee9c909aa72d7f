-- Logins ---------------------------------------------------------------------------------------

-- The logins of users at sources, encrypted under a key that is not in this file. A deleted login leaves its version
-- behind. owner and lease_until_ms: who is renewing it at the moment.
CREATE TABLE token (
    user_id        INTEGER NOT NULL REFERENCES user,
    source_id      INTEGER NOT NULL REFERENCES source,
    version        INTEGER NOT NULL,
    sealed         BLOB,
    changed_ms     INTEGER NOT NULL,
    owner          TEXT,
    lease_until_ms INTEGER,
    PRIMARY KEY (user_id, source_id)
) WITHOUT ROWID;

-- As whom the vendor knows a user, and whether the login works. vendor_user never changes once it is known.
CREATE TABLE connection (
    user_id     INTEGER NOT NULL REFERENCES user,
    source_id   INTEGER NOT NULL REFERENCES source,
    vendor_user TEXT,
    state       TEXT NOT NULL CHECK (state IN ('NOT_CONNECTED', 'CONNECTED', 'NEEDS_RECONNECT', 'ACCOUNT_MISMATCH')),
    scopes      TEXT NOT NULL,
    changed_ms  INTEGER NOT NULL,
    PRIMARY KEY (user_id, source_id)
) WITHOUT ROWID;
