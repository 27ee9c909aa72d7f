package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import org.healthwarehouse.storage.ScheduleStore.SlotKey;
import org.healthwarehouse.storage.ScheduleStore.SlotState;

/** How far one slot of one user has come. Guarded by its schedule. */
final class SlotCursor {
    /** Those that are due first come first. */
    static final Comparator<SlotCursor> BY_TIME =
            Comparator.comparing(SlotCursor::due).thenComparing(cursor -> cursor.key.toString());

    private final SlotKey key;
    private final ScheduleSlot slot;
    private final ZoneId zone;
    private final Duration offset;
    private Instant settled;
    private Instant due;

    /**
     * A slot.
     *
     * @param offset how much later than its moments it comes
     * @param settled nothing up to this moment is to be done any more
     */
    SlotCursor(SlotKey key, ScheduleSlot slot, ZoneId zone, Duration offset, Instant settled) {
        this.key = key;
        this.slot = slot;
        this.zone = zone;
        this.offset = offset;
        this.settled = settled;
        this.due = slot.time().next(settled, zone).plus(offset);
    }

    /** From where a slot counts that never ran: one that repeats begins at once, others with their next local time. */
    static Instant fresh(SlotTime time, Instant now) {
        // Stores keep milliseconds, and what they give back has to be equal.
        Instant moment = now.truncatedTo(ChronoUnit.MILLIS);
        return time instanceof SlotTime.Every ? moment.minus(time.period()) : moment;
    }

    /** From where a slot counts of which the store knows this; a run that never ended is to be done again. */
    static Instant settled(SlotTime time, SlotState known) {
        return known.unfinished() ? before(time, known.due()) : known.due();
    }

    /** From where a slot counts for which this moment is to be done again. */
    static Instant before(SlotTime time, Instant moment) {
        return time instanceof SlotTime.Every ? moment.minus(time.period()) : moment.minusMillis(1);
    }

    SlotKey key() {
        return key;
    }

    ScheduleSlot slot() {
        return slot;
    }

    /** When it comes next. */
    Instant due() {
        return due;
    }

    /** The last of its moments that have come and are not done; empty if there is none. */
    Optional<Instant> moment(Instant now) {
        return slot.time().latest(settled, now.minus(offset), zone);
    }

    /** Nothing up to this moment is to be done any more. */
    void settle(Instant moment) {
        settled = moment;
        due = slot.time().next(settled, zone).plus(offset);
    }

    /** Whether it waits for a moment so far away that the clock must have been wrong when it last ran. */
    boolean isAheadOf(Instant now) {
        return isAhead(slot.time(), settled, now);
    }

    static boolean isAhead(SlotTime time, Instant settled, Instant now) {
        return settled.isAfter(now.plus(time.period()));
    }
}
