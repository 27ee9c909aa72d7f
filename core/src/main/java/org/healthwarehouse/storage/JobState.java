package org.healthwarehouse.storage;

/** Where a job stands. */
public enum JobState {
    /** Planned, not begun. */
    QUEUED,
    /** Being worked on. */
    RUNNING,
    /** Every chunk is done. */
    COMPLETED,
    /** Some chunks are done, others failed. */
    PARTIAL,
    /** No chunk is done. */
    FAILED,
    /** Stopped for a reason that may pass; resume it. */
    PAUSED,
    /** Stopped on request; can still be resumed. */
    CANCELLED
}
