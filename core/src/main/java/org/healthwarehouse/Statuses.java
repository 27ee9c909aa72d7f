package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncState;
import org.healthwarehouse.sync.SyncEngine;
import org.jspecify.annotations.Nullable;

/** Lays the sync log beside what the sources offer. */
final class Statuses {
    private static final Comparator<StreamId> BY_SOURCE_AND_TYPE = Comparator.comparing(StreamId::source)
            .thenComparing(stream -> stream.type().name());

    private final Storage storage;
    private final SyncEngine engine;
    private final InstantSource clock;
    private final Optional<AutoExportStatus> export;

    Statuses(Storage storage, SyncEngine engine, InstantSource clock, Optional<AutoExportStatus> export) {
        this.storage = storage;
        this.engine = engine;
        this.clock = clock;
        this.export = export;
    }

    SyncStatus of(UserId user) {
        List<String> warnings = new ArrayList<>();
        Map<StreamId, FeedSpec> offered = new HashMap<>();
        for (SourceId source : engine.sources()) {
            try {
                offered.putAll(engine.offeredStreams(user, source));
                engine.outdatedBecause(user, source)
                        .ifPresent(failure -> warnings.add(source + " cannot say what it offers at the moment ("
                                + failure.message() + "); this goes by what it said before."));
            } catch (HealthWarehouseException e) {
                warnings.add(source + " cannot say what it offers ("
                        + e.failure().message() + "); what was never synced from it is not listed.");
            }
        }
        export.flatMap(last -> last.failure()
                        .map(failure -> "The automatic export to " + last.folder() + " failed at " + last.startedAt()
                                + " (" + failure.message() + "); it is tried again with the next new data."))
                .ifPresent(warnings::add);
        Map<StreamId, SyncState> states = new HashMap<>();
        storage.syncLog().states(user).forEach(state -> states.put(state.stream(), state));
        Instant now = clock.instant();
        TreeSet<StreamId> all = new TreeSet<>(BY_SOURCE_AND_TYPE);
        all.addAll(offered.keySet());
        all.addAll(states.keySet());
        List<StreamStatus> streams = all.stream()
                .map(stream -> status(stream, states.get(stream), feed(stream, offered), now))
                .toList();
        return new SyncStatus(user, now, streams, warnings);
    }

    private Optional<FeedSpec> feed(StreamId stream, Map<StreamId, FeedSpec> offered) {
        return Optional.ofNullable(offered.get(stream)).or(() -> engine.primaryFeed(stream));
    }

    private StreamStatus status(StreamId stream, @Nullable SyncState known, Optional<FeedSpec> feed, Instant now) {
        Optional<SyncState> state = Optional.ofNullable(known);
        Optional<Duration> age = state.flatMap(SyncState::lastSyncAt).map(at -> Duration.between(at, now));
        Duration threshold = feed.map(
                        spec -> spec.settling(engine.ledgerOf(stream).type()).freshFor())
                .orElse(Duration.ZERO);
        boolean connected = engine.sources().contains(stream.source());
        Due due = Due.of(age, threshold, connected);
        return new StreamStatus(
                stream,
                state.flatMap(SyncState::lastSyncAt),
                state.map(SyncState::outcome),
                state.map(SyncState::recordsOfLastRun).orElse(0L),
                state.map(SyncState::recordsInTotal).orElse(0L),
                state.flatMap(SyncState::error),
                state.map(SyncState::createdAt),
                state.map(SyncState::updatedAt),
                age,
                threshold,
                due.now(),
                due.reason(),
                now);
    }

    /** Whether a stream should be synced, and why. */
    record Due(boolean now, String reason) {
        /** Due when {@code age >= threshold}; never synced is the first sync; an age from the future tells nothing. */
        static Due of(Optional<Duration> age, Duration threshold, boolean connected) {
            if (!connected) {
                return new Due(false, "not connected: there is no connector for its source");
            }
            if (age.isEmpty()) {
                return new Due(true, "first sync: it was never synced with success");
            }
            if (age.get().isNegative()) {
                return new Due(true, "due: its last sync is dated in the future, so its age is unknown");
            }
            return age.get().compareTo(threshold) >= 0
                    ? new Due(true, "due: last synced " + age.get() + " ago, the threshold is " + threshold)
                    : new Due(false, "fresh enough: last synced " + age.get() + " ago, the threshold is " + threshold);
        }
    }
}
