package org.healthwarehouse.storage;

import java.time.Instant;

/** What became of the attempt to claim a chunk. */
public sealed interface ClaimResult {
    /** It is yours until the claim expires. */
    record Granted(ChunkClaim claim) implements ClaimResult {}

    /** Nothing of it is missing any more; it is marked as done. */
    record NothingLeft() implements ClaimResult {}

    /** Somebody else fetches an overlapping range of the feed, at the longest until the given time. */
    record Busy(Instant until) implements ClaimResult {}

    /** The chunk is not pending: done, failed, split, or gone. */
    record NotPending() implements ClaimResult {}
}
