package org.healthwarehouse.coverage;

/** What the ledger says of a range. */
public enum Held {
    /** The source was asked and its answer is stored, be it data or the fact that there is none. */
    HELD,
    /** The source was asked and cannot tell, for a stated reason. */
    UNAVAILABLE,
    /** It was held and was removed on purpose; it is not fetched again by itself. */
    PURGED
}
