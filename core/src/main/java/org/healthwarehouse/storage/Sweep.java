package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the settled time of a feed was asked again, newest first.
 *
 * @param startedAt when it began; what was fetched since needs no second look. Empty if none ever did
 * @param reached everything from here to its start was asked again
 * @param endedAt when the earliest settled time was reached; empty if it was not
 * @param hintedAt when the source last hinted that something of the feed has changed; empty if it never did
 */
public record Sweep(
        Optional<Instant> startedAt, Optional<Instant> reached, Optional<Instant> endedAt, Optional<Instant> hintedAt) {
    /** Nothing was swept and nothing hinted at. */
    public static final Sweep NONE = new Sweep(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether it began and has not ended. */
    public boolean isUnderWay() {
        return startedAt.isPresent() && endedAt.isEmpty();
    }

    /** A new one. */
    public Sweep begun(Instant at) {
        return new Sweep(Optional.of(at), Optional.of(at), Optional.empty(), hintedAt);
    }

    /** It came this far. */
    public Sweep reached(Instant start) {
        return new Sweep(startedAt, Optional.of(start), endedAt, hintedAt);
    }

    /** It came to its end. */
    public Sweep ended(Instant at) {
        return new Sweep(startedAt, reached, Optional.of(at), hintedAt);
    }

    /** The source hinted that something has changed. */
    public Sweep hinted(Instant at) {
        return new Sweep(startedAt, reached, endedAt, Optional.of(at));
    }
}
