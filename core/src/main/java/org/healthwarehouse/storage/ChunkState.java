package org.healthwarehouse.storage;

/** Where a chunk stands. */
public enum ChunkState {
    /** To be fetched. */
    PENDING,
    /** Fetched and stored. */
    DONE,
    /** Given up; resuming the job tries again. */
    FAILED,
    /** Replaced by smaller chunks. */
    SPLIT
}
