package org.healthwarehouse.coverage;

/** Why a range has to be fetched. */
public enum GapReason {
    /** Nobody ever asked for it. */
    NEVER_FETCHED,
    /** It was fetched while it could still change, and is due to be asked again. */
    PROVISIONAL,
    /** What is held is older than the caller accepts, or carries a fetch time in the future. */
    STALE,
    /** The caller wants it again whatever is held. */
    FORCED,
    /** The last attempt failed. */
    RETRY_AFTER_FAILURE,
    /** It was settled and somebody opened it again. */
    REOPENED,
    /** It is settled, and a sweep asks whether it is still as it was. */
    SWEPT,
    /** Another job is fetching it right now. */
    IN_PROGRESS
}
