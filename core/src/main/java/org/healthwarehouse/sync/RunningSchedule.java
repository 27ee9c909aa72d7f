package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.storage.ScheduleStore;

/** A schedule at work. Thread-safe. */
public interface RunningSchedule extends AutoCloseable {
    /** What was scheduled. */
    SyncSchedule schedule();

    /** When the next slot of any user comes, jitter included; empty if there is none, or the schedule is closed. */
    Optional<Instant> next();

    /** For each slot and user what it last ran for and how that ended. */
    List<ScheduleStore.SlotState> slots();

    /** Starts nothing more and returns at once; what runs already goes on to its end. Safe to call twice. */
    @Override
    void close();
}
