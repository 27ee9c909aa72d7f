package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many calls vendors themselves said are left, less those made since. Where that is fewer than was counted here,
 * because somebody else uses the same application, it wins. Thread-safe.
 */
final class VendorCounts {
    /** The end of one window, told in whole seconds, wavers by so much. */
    private static final Duration SAME_WINDOW = Duration.ofSeconds(5);

    private final double readReserve;
    /** By the calls of the declared allowance that was meant. */
    private final Map<Integer, Count> counts = new HashMap<>();

    VendorCounts(double readReserve) {
        this.readReserve = readReserve;
    }

    /**
     * A number and how long it holds.
     *
     * @param ahead how far ahead the end of the window was when it was named
     */
    private record Count(int left, Instant resetsAt, Duration ahead) {
        Count made() {
            return new Count(Math.max(0, left - 1), resetsAt, ahead);
        }

        /** The same, for a clock that may have been set back since: the window ends no later than it was to end. */
        Count by(Instant now) {
            Instant latest = now.plus(ahead);
            return resetsAt.isAfter(latest) ? new Count(left, latest, ahead) : this;
        }
    }

    /**
     * Believes an answer. While others are on their way, a later answer about the same window can only lower the
     * number: answers overtake one another. In a window that moves along with the calls the number rises as they age.
     *
     * @param others calls that are on their way and may not be in that number yet
     */
    synchronized void learn(QuotaHeaders said, int others, Instant now) {
        int left = Math.max(0, said.left() - others);
        counts.replaceAll((limit, count) -> count.by(now));
        Count before = counts.get(said.limit());
        int most = before != null && mayBeOvertaken(before, said, others, now) ? before.left : left;
        counts.put(
                said.limit(), new Count(Math.min(most, left), said.resetsAt(), Duration.between(now, said.resetsAt())));
    }

    private static boolean mayBeOvertaken(Count before, QuotaHeaders said, int others, Instant now) {
        Duration moved = Duration.between(before.resetsAt, said.resetsAt()).abs();
        return others > 0 && before.resetsAt.isAfter(now) && moved.compareTo(SAME_WINDOW) <= 0;
    }

    /** When calls are allowed again; empty if they are now. */
    synchronized Optional<Instant> opensAt(boolean live, Instant now) {
        counts.replaceAll((limit, count) -> count.by(now));
        counts.values().removeIf(count -> !count.resetsAt.isAfter(now));
        return counts.entrySet().stream()
                .filter(count -> count.getValue().left <= kept(count.getKey(), live))
                .map(count -> count.getValue().resetsAt)
                .max(Instant::compareTo);
    }

    /** What of an allowance is left to reads that a person waits for. */
    private int kept(int limit, boolean live) {
        return live ? 0 : Math.min((int) Math.ceil(limit * readReserve - 1e-9), Math.max(0, limit - 1));
    }

    /** A call is made. */
    synchronized void count() {
        counts.replaceAll((limit, count) -> count.made());
    }
}
