package org.healthwarehouse.testkit.fakes;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordKey;

/**
 * A record of the paged listing as it looks at one moment.
 *
 * @param kind what it is
 * @param id the vendor's identity: a UUID, or a number for cycles and the recoveries that belong to them
 * @param start UTC epoch milliseconds; of a recovery that of its sleep
 * @param end UTC epoch milliseconds; empty while it is not over
 * @param updated when it last changed
 * @param state SCORED, PENDING_SCORE or UNSCORABLE
 * @param score its one value; only if it is scored
 * @param offsetHours how far the wearer's clock was from UTC
 */
record Entry(
        ListingKind kind,
        String id,
        long start,
        OptionalLong end,
        long updated,
        String state,
        int score,
        int offsetHours) {
    static final String SCORED = "SCORED";
    static final String PENDING = "PENDING_SCORE";

    boolean isOpen() {
        return end.isEmpty() || state.equals(PENDING);
    }

    /**
     * Whether the vendor selects it for a range. It compares the wearer's wall clock with UTC for all but cycles, so it
     * is wrong near the edges by some hours: that is why its connector pads.
     */
    boolean isSelected(long from, long to) {
        long shift = kind == ListingKind.CYCLE ? 0 : offsetHours * 3_600_000L;
        return start + shift < to && end.orElse(Long.MAX_VALUE) + shift > from;
    }

    /** Whether it truly has a part in the range; one without end counts as a moment. */
    boolean intersects(long from, long to) {
        return start < to && (end.orElse(start) > from || start >= from);
    }

    TrueItem truth() {
        Instant begin = Instant.ofEpochMilli(start);
        return TrueItem.record(
                Set.of(key()), begin, Instant.ofEpochMilli(end.orElse(start)), isOpen(), attributes(state, score));
    }

    RecordKey key() {
        return kind.key(id);
    }

    /** The attributes that the store holds of a record. */
    static Attributes attributes(String state, double score) {
        Attributes known = Attributes.EMPTY.with("score_state", state);
        return state.equals(SCORED) ? known.with("score", score) : known;
    }
}
