package org.healthwarehouse.storage;

/**
 * Which of the vendor's bytes are kept of what it was asked for. Rows, ledger and fetch log are the same under all of
 * them. What was pushed or imported is always kept.
 */
public enum RawPolicy {
    /**
     * The latest word on everything: once a range is settled, pages go of which newer complete answers hold everything.
     * What is kept is enough to read all of the history anew.
     */
    KEEP_LATEST,
    /** Every page for ever. */
    KEEP_ALL,
    /** None: a parser that reads more than the one of today cannot be applied to what was fetched before. */
    NONE
}
