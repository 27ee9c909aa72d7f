package org.healthwarehouse.storage;

/** What a check of a store looks at, in this order. */
public enum VerifyStep {
    /** Whether the file itself is sound: pages, indexes, constraints. */
    FILE,
    /** Whether every reference leads to a row. */
    REFERENCES,
    /** Whether the ledger keeps its rules. */
    LEDGER,
    /** Whether all rows lie in ranges that the ledger holds. */
    ROWS,
    /** Whether the vendors' bytes are still those that came. */
    RAW
}
