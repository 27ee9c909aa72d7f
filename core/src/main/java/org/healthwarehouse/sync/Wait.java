package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.Failure;

/**
 * No call now.
 *
 * @param at when to ask again
 * @param why what to tell those who cannot wait that long; empty if it is only a matter of pace
 */
record Wait(Instant at, Optional<Failure> why) implements Admission {
    /** How long a sync waits for calls to be allowed again; after that its job pauses and gives its place to others. */
    private static final Duration LONGEST_OF_SYNCS = Duration.ofMinutes(15);
    /** A person who waits for a read is better served with what is stored. */
    private static final Duration LONGEST_OF_READS = Duration.ofSeconds(1);

    /** Why a run stops instead of waiting; empty if it waits. */
    Optional<Failure> refusal(boolean live, Instant now, Instant deadline) {
        return why.filter(failure -> failure instanceof Failure.Unreachable
                || at.isAfter(deadline)
                || (failure instanceof Failure.QuotaExhausted
                        && at.isAfter(now.plus(live ? LONGEST_OF_READS : LONGEST_OF_SYNCS))));
    }
}
