package org.healthwarehouse.coverage;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;

/**
 * One line of the ledger of a stream. The lines of a stream never overlap.
 *
 * @param range what it speaks of
 * @param held what is known
 * @param reason why, for {@link Held#UNAVAILABLE}; begins with {@link #REOPENED} if it was settled and somebody opened
 *     it again; else empty
 * @param settled whether it is never asked again by itself
 * @param fetchedAt when the source was asked; of merged settled lines the oldest
 * @param dueAt when an unsettled line is worth asking again; empty if it is settled
 * @param checks how often it was asked again, or asked without an answer
 */
public record CoverageEntry(
        TimeRange range,
        Held held,
        String reason,
        boolean settled,
        Instant fetchedAt,
        Optional<Instant> dueAt,
        int checks) {
    /** How the {@link #reason} begins of a line that was settled and is open again. */
    public static final String REOPENED = "REOPENED";

    /** Held and never asked again by itself. */
    public static CoverageEntry settled(TimeRange range, Instant fetchedAt) {
        return new CoverageEntry(range, Held.HELD, "", true, fetchedAt, Optional.empty(), 0);
    }

    /** Held, but may still change; worth asking again at the given time. */
    public static CoverageEntry provisional(TimeRange range, Instant fetchedAt, Instant dueAt) {
        return new CoverageEntry(range, Held.HELD, "", false, fetchedAt, Optional.of(dueAt), 0);
    }

    /** The same statement about another range. */
    public CoverageEntry over(TimeRange other) {
        return new CoverageEntry(other, held, reason, settled, fetchedAt, dueAt, checks);
    }

    /** Whether it was settled and somebody opened it again. */
    public boolean isReopened() {
        return !settled && reason.startsWith(REOPENED);
    }

    /** The same, due at the given moment if it is not due before; what was settled is so no more. */
    CoverageEntry reopened(Instant at) {
        if (settled) {
            String why = reason.isEmpty() ? REOPENED : REOPENED + ": " + reason;
            return new CoverageEntry(range, held, why, false, fetchedAt, Optional.of(at), checks);
        }
        return dueAt.filter(at::isBefore).isPresent()
                ? new CoverageEntry(range, held, reason, false, fetchedAt, Optional.of(at), checks)
                : this;
    }

    /** The same, due at the given moment if it is not due before; if it was settled, with the reason why it is not. */
    CoverageEntry reopened(String because, Instant at) {
        if (!settled) {
            return reopened(at);
        }
        String why = REOPENED + ": " + because + (reason.isEmpty() ? "" : "; " + reason);
        return new CoverageEntry(range, held, why, false, fetchedAt, Optional.of(at), checks);
    }

    /** What is held although the source could not tell when it was asked again: as it was, but due later. */
    CoverageEntry refused(CoverageEntry refusal) {
        Instant wanted = refusal.dueAt.orElse(refusal.fetchedAt.plus(Unavailability.LONGEST));
        Instant later = dueAt.filter(wanted::isBefore).orElse(wanted);
        return new CoverageEntry(
                range, held, reason, false, fetchedAt, Optional.of(later), Math.max(checks, refusal.checks));
    }

    private CoverageEntry fetchedAt(Instant instant) {
        return new CoverageEntry(range, held, reason, settled, instant, dueAt, checks);
    }

    /** Settled neighbours merge if they say the same, unsettled ones only if they are equal in all. */
    Optional<CoverageEntry> mergedWith(CoverageEntry next) {
        if (!range.end().equals(next.range.start()) || held != next.held || !reason.equals(next.reason)) {
            return Optional.empty();
        }
        TimeRange both = range.hull(next.range);
        if (settled && next.settled) {
            Instant oldest = fetchedAt.isBefore(next.fetchedAt) ? fetchedAt : next.fetchedAt;
            return Optional.of(over(both).fetchedAt(oldest));
        }
        return over(both).equals(next.over(both)) ? Optional.of(over(both)) : Optional.empty();
    }
}
