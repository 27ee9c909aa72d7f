package org.healthwarehouse.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.healthwarehouse.connector.Budget.Allowance;

/**
 * The arithmetic of a {@link QuotaStore}. Calls of a window are kept in about a hundred buckets of time instead of one
 * by one; a bucket counts as long as any moment of it lies in the window that ends now, so that calls are counted a
 * little too long and never too few.
 */
public final class QuotaBuckets {
    private static final long PARTS = 96;
    private static final long SECOND = 1000;

    private QuotaBuckets() {}

    /** Length of the buckets of a window in milliseconds: whole seconds, at least one. */
    public static long lengthMs(Duration window) {
        long parts = PARTS * SECOND;
        return Math.max(1, (window.toMillis() + parts - 1) / parts) * SECOND;
    }

    /** Start of the bucket in which a call of that moment counts. */
    public static long startMs(Duration window, Instant at) {
        long length = lengthMs(window);
        return Math.floorDiv(at.toEpochMilli(), length) * length;
    }

    /** Buckets that start at or before this moment no longer count. */
    public static long expiredMs(Duration window, Instant now) {
        return now.toEpochMilli() - window.toMillis() - lengthMs(window);
    }

    /**
     * When the window has room for one more call; empty if it has room now.
     *
     * @param calls how many calls each bucket holds that still counts, by the bucket's start
     * @param allowance how many there may be in the window
     */
    public static Optional<Instant> opensAt(SortedMap<Long, Integer> calls, Allowance allowance) {
        long tooMany = calls.values().stream().mapToLong(Integer::longValue).sum() - allowance.calls() + 1;
        for (Map.Entry<Long, Integer> bucket : calls.entrySet()) {
            if (tooMany <= 0) {
                break;
            }
            tooMany -= bucket.getValue();
            if (tooMany <= 0) {
                return Optional.of(Instant.ofEpochMilli(bucket.getKey()
                        + lengthMs(allowance.window())
                        + allowance.window().toMillis()));
            }
        }
        return Optional.empty();
    }
}
