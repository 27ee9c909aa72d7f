package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.ScheduleStore.SlotKey;
import org.healthwarehouse.storage.ScheduleStore.SlotState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the last days of everything, once, for every user who logs in at a source. That a login is stored and this
 * was not done yet is all that has to be known, and both are in the store: so it is done after a crash too, and by one
 * process only. Looks when a login is stored by this process, when the warehouse begins, and when somebody says so.
 */
public final class FirstSyncs {
    /** Under this name the store keeps for whom it was done. */
    static final String SCHEDULE = "first-sync";

    /** The one moment for which it is done: once for ever. */
    static final Instant ONCE = Instant.EPOCH;

    private static final Logger LOG = LoggerFactory.getLogger(FirstSyncs.class);
    private static final int AT_ONCE = 8;
    private static final int MOST_TRIES = 8;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final EngineParts parts;
    private final SyncEngine engine;
    private final ScheduleStore store;
    private final Duration lookBack;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Set<SlotKey> running = new HashSet<>();
    private final Map<SlotKey, Integer> tries = new HashMap<>();
    private final Map<SlotKey, Instant> notBefore = new HashMap<>();

    /** First syncs on this engine; nothing is done before {@link #begin}. */
    public FirstSyncs(EngineParts parts, SyncEngine engine, Duration lookBack) {
        this.parts = parts;
        this.engine = engine;
        this.store = parts.storage().schedules();
        this.lookBack = lookBack;
    }

    /** Looks whether anything is to be done, and from now on whenever a login is stored. */
    public void begin() {
        parts.storage().tokens().whenStored((user, source) -> {
            loggedIn(new SlotKey(SCHEDULE, source.value(), Optional.of(user)));
            wakeAt(parts.now());
        });
        lookSoon();
    }

    /** Looks soon, if anything is to be done. A store that fails is looked at the next time. */
    public void lookSoon() {
        try {
            if (!waiting().isEmpty()) {
                wakeAt(parts.now());
            }
        } catch (HealthWarehouseException e) {
            LOG.warn("first-sync.trouble failure={}", e.failure());
        }
    }

    private synchronized void loggedIn(SlotKey key) {
        tries.remove(key);
        notBefore.remove(key);
    }

    private void wakeAt(Instant at) {
        parts.scheduler().schedule(at, this::look);
    }

    /** One at a time: sources may be asked what they offer meanwhile, which takes a thread. */
    private void look() {
        if (!looking.compareAndSet(false, true)) {
            wakeAt(parts.now().plus(A_MOMENT));
            return;
        }
        try {
            waiting().forEach(this::tryToStart);
        } catch (HealthWarehouseException e) {
            LOG.warn("first-sync.trouble failure={}", e.failure());
        } finally {
            looking.set(false);
        }
    }

    /** Who has a login and was never synced first, as far as it may be tried now. */
    private List<SlotKey> waiting() {
        Map<SlotKey, SlotState> known = new HashMap<>();
        store.slots(SCHEDULE).forEach(state -> known.put(state.key(), state));
        List<SlotKey> waiting = new ArrayList<>();
        for (Connection connection : parts.storage().connections().list()) {
            SlotKey key = new SlotKey(SCHEDULE, connection.source().value(), Optional.of(connection.user()));
            SlotState state = known.get(key);
            boolean done = state != null && state.endedAt().isPresent();
            if (!done && isReady(connection) && mayTry(key)) {
                waiting.add(key);
            }
        }
        return waiting;
    }

    private boolean isReady(Connection connection) {
        return connection.state() == ConnectionState.CONNECTED
                && engine.sources().contains(connection.source())
                && parts.storage()
                        .tokens()
                        .find(connection.user(), connection.source())
                        .isPresent();
    }

    private synchronized boolean mayTry(SlotKey key) {
        Instant earliest = notBefore.get(key);
        return running.size() < AT_ONCE
                && !running.contains(key)
                && tries.getOrDefault(key, 0) < MOST_TRIES
                && (earliest == null || !earliest.isAfter(parts.now()));
    }

    private void tryToStart(SlotKey key) {
        if (mayTry(key) && store.begin(key, ONCE, parts.owner(), parts.now())) {
            synchronized (this) {
                running.add(key);
            }
            UserId user = key.user().orElseThrow();
            LOG.info("first-sync.started user={} source={} last={}", user, key.slot(), lookBack);
            try {
                var unused = engine.start(
                                SyncRequest.everything()
                                        .user(user)
                                        .from(key.slot())
                                        .last(lookBack),
                                event -> {})
                        .future()
                        .whenComplete((report, problem) -> ended(key, report, problem));
            } catch (HealthWarehouseException e) {
                again(key, Optional.of(e.failure()));
            }
        }
    }

    private void ended(SlotKey key, @Nullable SyncReport report, @Nullable Throwable problem) {
        if (report == null) {
            // The engine itself failed: its process ends, or should.
            LOG.warn("first-sync.trouble slot={}", key, problem);
            return;
        }
        Optional<SyncReport.JobReport> unfinished = report.jobs().stream()
                .filter(job -> job.state() != JobState.COMPLETED && job.state() != JobState.PARTIAL)
                .findFirst();
        if (unfinished.isPresent()) {
            again(key, unfinished.get().stoppedBy());
            return;
        }
        try {
            store.end(key, ONCE, JobState.COMPLETED.name(), parts.now());
            LOG.info("first-sync.ended slot={}", key);
        } catch (HealthWarehouseException e) {
            LOG.warn("first-sync.trouble slot={} failure={}", key, e.failure());
        }
        rest(key);
        wakeAt(parts.now());
    }

    /** Later, or by the next process. Without a login that works, the person has to log in first. */
    private void again(SlotKey key, Optional<Failure> because) {
        try {
            store.countFrom(key, ONCE.minusMillis(1));
        } catch (HealthWarehouseException e) {
            LOG.warn("first-sync.trouble slot={} failure={}", key, e.failure());
        }
        rest(key);
        LOG.info(
                "first-sync.again slot={} because={}",
                key,
                because.map(Failure::type).orElse("it is not finished"));
        if (because.filter(Failure.AuthenticationFailed.class::isInstance).isEmpty()) {
            wakeAt(pause(key));
        }
    }

    private synchronized void rest(SlotKey key) {
        running.remove(key);
    }

    private synchronized Instant pause(SlotKey key) {
        int failed = tries.merge(key, 1, Integer::sum);
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << (failed - 1));
        Instant next = parts.now().plus(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
        notBefore.put(key, next);
        return next;
    }
}
