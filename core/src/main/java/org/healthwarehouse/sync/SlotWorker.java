package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the work of slots. What fails for one user or source is told in the outcome and stops no other. */
final class SlotWorker {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWorker.class);

    /** For how long hints wait for their turn, as a sync does for an allowance. */
    private static final Duration HINTS_WAIT = Duration.ofMinutes(15);

    private final EngineParts parts;
    private final SyncEngine engine;
    private final SyncSchedule schedule;
    private final Maintenance maintenance;

    SlotWorker(EngineParts parts, SyncEngine engine, SyncSchedule schedule) {
        this.parts = parts;
        this.engine = engine;
        this.schedule = schedule;
        this.maintenance = new Maintenance(parts.storage(), parts.owner());
    }

    /** Starts the work; the answer is how it ended, in a few words. */
    CompletableFuture<String> run(ScheduleSlot slot, Optional<UserId> user, Instant moment) {
        SlotWork work = slot.work();
        if (work instanceof SlotWork.Sync sync) {
            return sync(sync, user.orElse(UserId.LOCAL));
        }
        if (work instanceof SlotWork.Task task) {
            return step(() -> task.task().run(user.orElse(UserId.LOCAL), moment));
        }
        if (work instanceof SlotWork.Sweep sweep) {
            return sweep(sweep, user.orElse(UserId.LOCAL));
        }
        return step(() -> maintenance.run(parts.now()));
    }

    /** On a step of its own, so that other slots need not wait for it. */
    private CompletableFuture<String> step(Runnable work) {
        return step(parts.now(), work);
    }

    private CompletableFuture<String> step(Instant due, Runnable work) {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        parts.scheduler().schedule(due, () -> {
            try {
                work.run();
                outcome.complete(JobState.COMPLETED.name());
            } catch (HealthWarehouseException e) {
                LOG.warn("schedule.failed failure={}", e.failure());
                outcome.complete("FAILED " + e.failure().type());
            } catch (RuntimeException e) {
                LOG.warn("schedule.failed", e);
                outcome.complete("FAILED " + e.getClass().getSimpleName());
            } catch (Error e) {
                outcome.completeExceptionally(e);
                throw e;
            }
        });
        return outcome;
    }

    private CompletableFuture<String> sync(SlotWork.Sync sync, UserId user) {
        return ofEachSource(
                user, source -> request(sync, user, source).map(request -> engine.start(request, event -> {})));
    }

    /** Hints are asked for first, on steps of their own: that may take a while, and may show that more is of no use. */
    private CompletableFuture<String> sweep(SlotWork.Sweep sweep, UserId user) {
        SweepRequest request =
                SweepRequest.everything().user(user).calls(sweep.calls()).ifDue();
        Set<SourceId> silent = ConcurrentHashMap.newKeySet();
        Instant now = parts.now();
        return CompletableFuture.allOf(sources().stream()
                        .map(source -> hints(user, source, now, now.plus(HINTS_WAIT))
                                .thenAccept(goesOn -> {
                                    if (!goesOn) {
                                        silent.add(source);
                                    }
                                }))
                        .toArray(CompletableFuture<?>[]::new))
                .thenCompose(hinted -> ofEachSource(
                        user,
                        source -> silent.contains(source)
                                ? Optional.empty()
                                : Optional.of(engine.sweep(request.from(source.value()), event -> {}))));
    }

    /**
     * A step that would have to wait ends, and another comes when it is its turn. What fails keeps nothing else back.
     */
    private CompletableFuture<Boolean> hints(UserId user, SourceId source, Instant due, Instant latest) {
        CompletableFuture<ChangeHints.Outcome> answer = new CompletableFuture<>();
        return step(due, () -> answer.complete(engine.hints(user, source, latest)))
                .thenCompose(done -> {
                    ChangeHints.Outcome came = answer.getNow(ChangeHints.Outcome.GOES_ON);
                    return came.turn().isPresent()
                            ? hints(user, source, came.turn().get(), latest)
                            : CompletableFuture.completedFuture(came.goesOn());
                });
    }

    private List<SourceId> sources() {
        return parts.connectors().stream()
                .map(Connector::source)
                .filter(source ->
                        schedule.sources().isEmpty() || schedule.sources().contains(source))
                .toList();
    }

    private CompletableFuture<String> ofEachSource(UserId user, Function<SourceId, Optional<SyncRun>> start) {
        Set<String> outcomes = new TreeSet<>();
        List<CompletableFuture<SyncReport>> runs = new ArrayList<>();
        for (SourceId source : sources()) {
            try {
                start.apply(source).ifPresent(run -> runs.add(run.future()));
            } catch (HealthWarehouseException e) {
                LOG.warn("schedule.not-started user={} source={} failure={}", user, source, e.failure());
                outcomes.add("FAILED " + e.failure().type());
            }
        }
        return CompletableFuture.allOf(runs.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> {
                    runs.forEach(run -> run.join()
                            .jobs()
                            .forEach(job -> outcomes.add(job.state().name())));
                    return outcomes.isEmpty() ? JobState.COMPLETED.name() : String.join(", ", outcomes);
                });
    }

    /** What to ask of the source: the types in focus that it offers, or everything; empty if it offers none. */
    private Optional<SyncRequest> request(SlotWork.Sync sync, UserId user, SourceId source) {
        Set<DataType> types = sync.types().isEmpty()
                ? Set.of()
                : engine.offeredTypes(user, source).stream()
                        .filter(sync.types()::contains)
                        .collect(Collectors.toSet());
        return types.isEmpty() && !sync.types().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        SyncRequest.of(types).user(user).from(source.value()).last(schedule.lookBack()));
    }
}
