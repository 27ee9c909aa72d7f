package org.healthwarehouse.storage;

/** How a run of a job went for one stream. */
public enum SyncOutcome {
    /** Everything that was asked for is held. */
    SUCCESS,
    /** Some of it is; the rest failed or was not reached. */
    PARTIAL,
    /** None of it is. */
    FAILED
}
