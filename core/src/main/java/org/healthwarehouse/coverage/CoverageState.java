package org.healthwarehouse.coverage;

/** What is known of a moment; every moment of a requested range is in exactly one of these states. */
public enum CoverageState {
    /** Settled, and something is there. */
    DATA,
    /** Settled, and the source has nothing for this day. */
    EMPTY,
    /** Held, but it may still change. */
    PROVISIONAL,
    /** The source was asked and cannot tell. */
    UNAVAILABLE,
    /** The last attempt to fetch it failed. */
    FAILED,
    /** Held once and removed on purpose. */
    PURGED,
    /** Nobody asked yet. */
    NOT_FETCHED
}
