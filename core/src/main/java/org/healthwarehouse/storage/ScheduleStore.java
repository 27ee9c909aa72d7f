package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.UserId;

/**
 * Keeps for every slot of a schedule and every user when it last ran, in milliseconds. Every method is one transaction.
 * Thread-safe.
 */
public interface ScheduleStore {
    /** What is known of the slots of a schedule, in no particular order. */
    List<SlotState> slots(String schedule);

    /**
     * Lets a slot of which nothing is known count from this moment on, as if it had run then.
     *
     * @return what is known of it now: that, or what somebody else registered or ran before
     */
    SlotState register(SlotKey slot, Instant moment);

    /** Lets a slot count from this moment on, as if it had run then; whatever is known of it is forgotten. */
    void countFrom(SlotKey slot, Instant moment);

    /**
     * Begins a run, unless the slot has run for this moment or a later one. A run that was begun and never ended does
     * not count if its owner no longer lives, or if it began more than a day ago.
     *
     * @param due the moment that the run is for
     * @return whether the caller shall run it; false if somebody else has, or does
     */
    boolean begin(SlotKey slot, Instant due, ClaimOwner owner, Instant now);

    /** Ends the run that was begun for this moment; nothing happens if another was begun since. */
    void end(SlotKey slot, Instant due, String outcome, Instant now);

    /** Every user of whom any data or job is held, by name. */
    List<UserId> users();

    /**
     * One slot of one user.
     *
     * @param schedule name of the schedule
     * @param slot name of the slot in it
     * @param user for whom; empty for a slot that is for the whole store
     */
    record SlotKey(String schedule, String slot, Optional<UserId> user) {
        @Override
        public String toString() {
            return schedule + "/" + slot + user.map(name -> "/" + name).orElse("");
        }
    }

    /**
     * How far a slot has come.
     *
     * @param key which slot
     * @param due the moment that it last ran for, or from which it counts if it never ran
     * @param startedAt when that run began; empty if it never ran
     * @param endedAt when it ended; empty if it runs still, or its process ended before it
     * @param outcome how it ended, in a few words; empty if it has not
     */
    record SlotState(
            SlotKey key,
            Instant due,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<String> outcome) {
        /** Whether it began and never ended. */
        public boolean unfinished() {
            return startedAt.isPresent() && endedAt.isEmpty();
        }
    }
}
