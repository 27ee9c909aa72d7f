package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.sync.ReadBudget;
import org.healthwarehouse.sync.SyncEngine;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;

/** Fetches for reads of days, within the budget of a read. */
final class DayFetches {
    /** A call that is on its way is given this long to be counted. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Storage storage;
    private final SyncEngine engine;
    private final InstantSource clock;

    DayFetches(Storage storage, SyncEngine engine, InstantSource clock) {
        this.storage = storage;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * What was fetched for one answer.
     *
     * @param answered what the source answered for, by stream
     * @param calls calls that were made
     * @param error why it did not answer
     * @param untold why it did not say how far it is complete; what it said before was gone by
     */
    record Fetched(Map<StreamId, TimeRangeSet> answered, int calls, Optional<Failure> error, Optional<Failure> untold) {
        static final Fetched NONE = new Fetched(Map.of(), 0, Optional.empty(), Optional.empty());

        static Fetched failed(Failure failure) {
            return new Fetched(Map.of(), 0, Optional.of(failure), Optional.empty());
        }

        TimeRangeSet answered(StreamId stream) {
            return answered.getOrDefault(stream, TimeRangeSet.EMPTY);
        }

        Fetched plus(Fetched more) {
            Map<StreamId, TimeRangeSet> both = new HashMap<>(answered);
            more.answered.forEach((stream, ranges) -> both.merge(stream, ranges, TimeRangeSet::union));
            return new Fetched(both, calls + more.calls, more.error.or(() -> error), more.untold.or(() -> untold));
        }
    }

    /** How a user stands with a source, as far as anybody knows. */
    enum Standing {
        /** There is a login, or there was one. */
        CONNECTED,
        /** Nobody knows of a login, but there may be one that is not kept here. */
        UNKNOWN,
        /** There is no login, or nothing here that could ask the source. */
        NOT_CONNECTED
    }

    Standing standing(UserId user, SourceId source) {
        Optional<ConnectionState> state =
                storage.connections().find(user, source).map(Connection::state);
        if (!engine.sources().contains(source) || state.equals(Optional.of(ConnectionState.NOT_CONNECTED))) {
            return Standing.NOT_CONNECTED;
        }
        return state.isPresent() ? Standing.CONNECTED : Standing.UNKNOWN;
    }

    boolean isPossible(UserId user, SourceId source) {
        return standing(user, source) != Standing.NOT_CONNECTED;
    }

    /** What the source offers must be known before anything is missing of it. */
    Fetched learn(UserId user, SourceId source) {
        try {
            var unused = engine.offeredStreams(user, source);
            return Fetched.NONE;
        } catch (HealthWarehouseException e) {
            return Fetched.failed(e.failure());
        }
    }

    Fetched fetch(DailyQuery.Asked asked, SourceId source, DayView.Due due, ReadBudget budget) {
        SyncRequest request = SyncRequest.of(due.types())
                .user(asked.user())
                .from(source.value())
                .in(due.range());
        Optional<Instant> forcedSince =
                asked.mode() == ReadMode.FORCE_REFRESH ? Optional.of(clock.instant()) : Optional.empty();
        try {
            SyncPlan plan = engine.plan(forcedSince.isPresent() ? request.forced() : request, budget);
            Optional<Failure> untold = due.types().stream()
                    .flatMap(type -> engine.untoldBecause(new StreamId(asked.user(), source, type)).stream())
                    .findFirst();
            if (plan.isEmpty()) {
                return new Fetched(Map.of(), 0, Optional.empty(), untold);
            }
            DailyLog.fetching(asked, plan);
            FetchForRead fetched = FetchForRead.of(plan, run(plan, budget), forcedSince, Optional.empty(), untold);
            return new Fetched(fetched.answered(), fetched.calls(), fetched.error(), fetched.untold());
        } catch (HealthWarehouseException e) {
            return Fetched.failed(e.failure());
        }
    }

    /** Waits no longer than a read may take; what was fetched by then is in the store. */
    private SyncReport run(SyncPlan plan, ReadBudget budget) {
        SyncRun run = engine.startRead(plan, budget);
        return run.await(budget.left(clock.instant())).orElseGet(() -> {
            run.cancel();
            return run.await(GRACE).orElseGet(() -> new SyncReport(java.util.List.of()));
        });
    }
}
