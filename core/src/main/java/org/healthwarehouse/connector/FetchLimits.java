package org.healthwarehouse.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * How much a feed may be asked for at once.
 *
 * @param preferredWindow the range that one chunk should have; empty: the warehouse's chunk size
 * @param maxWindow the longest range that the vendor answers
 * @param minWindow the shortest range worth asking for when a failing chunk is split
 * @param earliest nothing exists before this; empty if unknown
 */
public record FetchLimits(
        Optional<Duration> preferredWindow, Duration maxWindow, Duration minWindow, Optional<Instant> earliest) {
    /** No limit is known: the warehouse's chunk size, at most 30 days, split down to one hour. */
    public static final FetchLimits UNDECLARED =
            new FetchLimits(Optional.empty(), Duration.ofDays(30), Duration.ofHours(1), Optional.empty());

    /**
     * @throws InvalidParameterException if a window is not positive, or the preferred or least one exceeds the longest
     */
    public FetchLimits {
        Duration preferred = preferredWindow.orElse(minWindow);
        if (minWindow.toMillis() <= 0
                || minWindow.compareTo(maxWindow) > 0
                || preferred.toMillis() <= 0
                || preferred.compareTo(maxWindow) > 0) {
            throw new InvalidParameterException(
                    "fetch limits",
                    preferredWindow + ", at most " + maxWindow + ", at least " + minWindow,
                    "must be positive, and none longer than the longest window",
                    "give, for example, 1 day, at most 7 days, at least 1 hour");
        }
    }

    /**
     * Chunks of the given length, which is also the longest that the vendor answers, split down to one hour or less.
     */
    public static FetchLimits window(Duration window) {
        Duration hour = Duration.ofHours(1);
        return new FetchLimits(
                Optional.of(window), window, window.compareTo(hour) < 0 ? window : hour, Optional.empty());
    }
}
