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
    private final Runnable whenLooking;
    private final Semaphore turn = new Semaphore(1);
    private final Map<String, ScheduleRunner> running = new ConcurrentHashMap<>();

    /**
     * No schedules yet, to run on this engine.
     *
     * @param whenLooking is run whenever a schedule looks who is connected, every few minutes
     */
    public Schedules(EngineParts parts, SyncEngine engine, Runnable whenLooking) {
        this.parts = parts;
        this.engine = engine;
        this.whenLooking = whenLooking;
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
        ConnectedUsers connected = ConnectedUsers.knownTo(parts.storage());
        ScheduleRunner runner = new ScheduleRunner(
                parts,
                engine,
                schedule,
                () -> {
                    whenLooking.run();
                    return connected.users();
                },
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
