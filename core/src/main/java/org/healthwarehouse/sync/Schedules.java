package org.healthwarehouse.sync;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.healthwarehouse.model.InvalidParameterException;

/** The schedules of one warehouse. Applications use {@code HealthWarehouse.schedule}. Thread-safe. */
public final class Schedules implements AutoCloseable {
    private final EngineParts parts;
    private final SyncEngine engine;
    private final Semaphore turn = new Semaphore(1);
    private final Map<String, ScheduleRunner> running = new ConcurrentHashMap<>();

    /** No schedules yet, to run on this engine. */
    public Schedules(EngineParts parts, SyncEngine engine) {
        this.parts = parts;
        this.engine = engine;
    }

    /**
     * Starts a schedule.
     *
     * @throws InvalidParameterException if it has no slots, or one of that name runs already
     */
    public RunningSchedule start(SyncSchedule schedule) {
        if (schedule.slots().isEmpty()) {
            throw new InvalidParameterException(
                    "schedule", schedule.name(), "has no slots", "add one, for example .at(LocalTime.of(8, 0))");
        }
        ScheduleRunner runner = new ScheduleRunner(
                parts,
                engine,
                schedule,
                ConnectedUsers.knownTo(parts.storage()),
                turn,
                () -> running.remove(schedule.name()));
        if (running.putIfAbsent(schedule.name(), runner) != null) {
            throw new InvalidParameterException(
                    "schedule",
                    schedule.name(),
                    "runs already",
                    "close it first, or give this one another .named(...)");
        }
        runner.start();
        return runner;
    }

    /** Closes all schedules for good; to be called before the engine is closed. Safe to call twice. */
    @Override
    public void close() {
        List.copyOf(running.values()).forEach(ScheduleRunner::endWithTheProcess);
    }
}
