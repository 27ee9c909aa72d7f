package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.ScheduleStore.SlotKey;
import org.healthwarehouse.storage.ScheduleStore.SlotState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schedule at work: looks at the clock now and then, at the latest when the next slot is due, and starts what has
 * come. One look at a time; nothing of the store is called while the monitor is held.
 */
final class ScheduleRunner implements RunningSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);

    /** Clocks are set and machines sleep, so a far away due time is looked for more often than once. */
    private static final Duration LONGEST_NAP = Duration.ofMinutes(5);

    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final ScheduleStore store;
    private final SyncSchedule schedule;
    private final ConnectedUsers connected;
    private final SlotWorker worker;
    private final Semaphore turn;
    private final Runnable whenClosed;
    private final long seed;
    private final Map<SlotKey, SlotCursor> cursors = new HashMap<>();
    private final TreeSet<SlotCursor> waiting = new TreeSet<>(SlotCursor.BY_TIME);
    private @Nullable Map<SlotKey, SlotState> known;
    private Instant lastLook = Instant.MIN;
    private final Map<SlotCursor, Instant> running = new HashMap<>();
    private long alarm;
    private boolean closed;
    private boolean processEnds;

    /**
     * A schedule that does nothing before it is started.
     *
     * @param turn held during a look, so that schedules of one warehouse look one after the other and leave threads to
     *     the engine
     */
    ScheduleRunner(
            EngineParts parts,
            SyncEngine engine,
            SyncSchedule schedule,
            ConnectedUsers connected,
            Semaphore turn,
            Runnable whenClosed) {
        this.parts = parts;
        this.store = parts.storage().schedules();
        this.schedule = schedule;
        this.connected = connected;
        this.worker = new SlotWorker(parts, engine, schedule);
        this.turn = turn;
        this.whenClosed = whenClosed;
        this.seed = parts.newSeed();
    }

    void start() {
        LOG.info("schedule.started {}", schedule);
        wakeAt(parts.now());
    }

    /** Sets the one alarm, in place of the one that was set before. */
    private void wakeAt(Instant at) {
        long set;
        synchronized (this) {
            if (closed) {
                return;
            }
            set = ++alarm;
        }
        parts.scheduler().schedule(at, () -> {
            if (isCurrent(set)) {
                look();
            }
        });
    }

    private synchronized boolean isCurrent(long set) {
        return !closed && set == alarm;
    }

    private void look() {
        if (!turn.tryAcquire()) {
            wakeAt(parts.now().plus(A_MOMENT));
            return;
        }
        Instant next;
        try {
            countUsers();
            startDue();
            next = nextLook();
        } catch (HealthWarehouseException e) {
            LOG.warn("schedule.trouble schedule={} failure={}", schedule.name(), e.failure());
            next = parts.now().plus(AFTER_TROUBLE);
        } catch (RuntimeException e) {
            LOG.error("schedule.trouble schedule={}", schedule.name(), e);
            next = parts.now().plus(AFTER_TROUBLE);
        } finally {
            turn.release();
        }
        wakeAt(next);
    }

    private synchronized Instant nextLook() {
        Instant now = parts.now();
        Instant latest = now.plus(LONGEST_NAP);
        if (waiting.isEmpty() || running.size() >= schedule.atOnce()) {
            return latest;
        }
        Instant due = waiting.first().due();
        if (!due.isAfter(now)) {
            return now;
        }
        // Alarms know whole milliseconds: one that rings too early must not be set again for the same one.
        Instant soonest = now.plusMillis(1);
        return due.isAfter(latest) ? latest : due.isBefore(soonest) ? soonest : due;
    }

    // Who has which slots.

    private void countUsers() {
        Instant now = parts.now();
        if (now.isBefore(lastLook)) {
            clockWasSetBack(now);
        }
        lastLook = now;
        Collection<UserId> users = schedule.users().isEmpty() ? connected.users() : schedule.users();
        Set<SlotKey> wanted = new HashSet<>();
        for (ScheduleSlot slot : schedule.slots()) {
            if (slot.work() instanceof SlotWork.Maintenance) {
                wanted.add(count(slot, Optional.empty(), now));
            } else {
                users.forEach(user -> wanted.add(count(slot, Optional.of(user), now)));
            }
        }
        synchronized (this) {
            waiting.removeIf(cursor -> !wanted.contains(cursor.key()));
            running.keySet().forEach(cursor -> wanted.add(cursor.key()));
            cursors.keySet().retainAll(wanted);
        }
    }

    private SlotKey count(ScheduleSlot slot, Optional<UserId> user, Instant now) {
        SlotKey key = new SlotKey(schedule.name(), slot.name(), user);
        if (!has(key)) {
            Instant settled = settled(slot.time(), key, now);
            SlotCursor cursor =
                    new SlotCursor(key, slot, user.map(schedule::zoneOf).orElse(schedule.zone()), offset(key), settled);
            synchronized (this) {
                cursors.put(key, cursor);
                waiting.add(cursor);
            }
        }
        return key;
    }

    private synchronized boolean has(SlotKey key) {
        return cursors.containsKey(key);
    }

    private Instant settled(SlotTime time, SlotKey key, Instant now) {
        SlotState state = known().get(key);
        if (state == null) {
            state = store.register(key, SlotCursor.fresh(time, now));
        }
        Instant settled = SlotCursor.settled(time, state);
        if (SlotCursor.isAhead(time, settled, now)) {
            settled = SlotCursor.fresh(time, now);
            store.countFrom(key, settled);
        }
        return settled;
    }

    /** What the store knew when the schedule started. */
    private Map<SlotKey, SlotState> known() {
        Map<SlotKey, SlotState> states = known;
        if (states == null) {
            states = new HashMap<>();
            for (SlotState state : store.slots(schedule.name())) {
                states.put(state.key(), state);
            }
            known = states;
        }
        return states;
    }

    /** By how much a slot comes later: the same for one user and slot as long as the schedule runs. */
    private Duration offset(SlotKey key) {
        double share = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * key.hashCode()).nextDouble();
        return Duration.ofMillis((long) (schedule.jitter().toMillis() * share));
    }

    /** What ran by a clock that was ahead by more than a period must not keep the slot from running for so long. */
    private void clockWasSetBack(Instant now) {
        List<SlotCursor> ahead = new ArrayList<>();
        synchronized (this) {
            waiting.stream().filter(cursor -> cursor.isAheadOf(now)).forEach(ahead::add);
        }
        for (SlotCursor cursor : ahead) {
            store.countFrom(cursor.key(), SlotCursor.fresh(cursor.slot().time(), now));
            synchronized (this) {
                waiting.remove(cursor);
                cursor.settle(SlotCursor.fresh(cursor.slot().time(), now));
                waiting.add(cursor);
            }
        }
    }

    // What has come.

    private void startDue() {
        for (SlotCursor cursor = takeDue(); cursor != null; cursor = takeDue()) {
            Instant moment = cursor.moment(parts.now()).orElse(null);
            if (moment == null) {
                putBack(cursor, null);
                return;
            }
            start(cursor, moment);
        }
    }

    private synchronized @Nullable SlotCursor takeDue() {
        if (closed
                || waiting.isEmpty()
                || running.size() >= schedule.atOnce()
                || waiting.first().due().isAfter(parts.now())) {
            return null;
        }
        SlotCursor due = waiting.first();
        waiting.remove(due);
        running.put(due, due.due());
        return due;
    }

    private synchronized void putBack(SlotCursor cursor, @Nullable Instant settled) {
        running.remove(cursor);
        if (settled != null) {
            cursor.settle(settled);
        }
        if (cursors.get(cursor.key()) == cursor) {
            waiting.add(cursor);
        }
    }

    private void start(SlotCursor cursor, Instant moment) {
        boolean mine;
        try {
            mine = store.begin(cursor.key(), moment, parts.owner(), parts.now());
        } catch (HealthWarehouseException e) {
            putBack(cursor, null);
            throw e;
        }
        if (!mine) {
            putBack(cursor, moment);
            return;
        }
        begun(cursor, moment);
        LOG.info("schedule.slot-started {} due={}", cursor.key(), moment);
        var unused = worker.run(cursor.slot(), cursor.key().user(), moment)
                .whenComplete((outcome, problem) -> ended(cursor, moment, outcome, problem));
    }

    private synchronized void begun(SlotCursor cursor, Instant moment) {
        running.put(cursor, moment);
    }

    private void ended(SlotCursor cursor, Instant moment, @Nullable String outcome, @Nullable Throwable problem) {
        Throwable cause = problem == null || problem.getCause() == null ? problem : problem.getCause();
        if (cause instanceof Error || endsWithTheProcess()) {
            // Cut off, not ended: it is done again after the next start.
            return;
        }
        String told = outcome != null
                ? outcome
                : "FAILED " + (cause == null ? "" : cause.getClass().getSimpleName());
        LOG.info("schedule.slot-ended {} outcome={}", cursor.key(), told);
        try {
            store.end(cursor.key(), moment, told, parts.now());
        } catch (HealthWarehouseException e) {
            LOG.warn("schedule.trouble schedule={} failure={}", schedule.name(), e.failure());
        }
        putBack(cursor, moment);
        wakeAt(parts.now());
    }

    private synchronized boolean endsWithTheProcess() {
        return processEnds;
    }

    // What others ask.

    @Override
    public SyncSchedule schedule() {
        return schedule;
    }

    @Override
    public synchronized Optional<Instant> next() {
        return closed || waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(waiting.first().due());
    }

    @Override
    public List<SlotState> slots() {
        return store.slots(schedule.name());
    }

    /** Closes; what runs is cut off, and done again when the schedule is started the next time. */
    void endWithTheProcess() {
        Map<SlotCursor, Instant> cutOff;
        synchronized (this) {
            processEnds = true;
            cutOff = Map.copyOf(running);
        }
        close();
        cutOff.forEach((cursor, moment) -> {
            try {
                store.countFrom(cursor.key(), SlotCursor.before(cursor.slot().time(), moment));
            } catch (HealthWarehouseException e) {
                LOG.warn("schedule.trouble schedule={} failure={}", schedule.name(), e.failure());
            }
        });
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        LOG.info("schedule.closed schedule={}", schedule.name());
        whenClosed.run();
    }
}
