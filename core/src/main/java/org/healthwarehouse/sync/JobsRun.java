package org.healthwarehouse.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.KeptFeed;

/** The jobs of one request, seen as one run. */
final class JobsRun implements SyncRun {
    private static final Duration TURN = Duration.ofHours(1);

    private final Scheduler scheduler;
    private final List<JobRunner> runners;
    private final CompletableFuture<SyncReport> future;

    JobsRun(Scheduler scheduler, List<JobRunner> runners) {
        this(scheduler, runners, List.of());
    }

    /**
     * Jobs that work.
     *
     * @param leftOut feeds that were asked for and that none of them reads
     */
    JobsRun(Scheduler scheduler, List<JobRunner> runners, List<KeptFeed> leftOut) {
        this.scheduler = scheduler;
        this.runners = List.copyOf(runners);
        this.future = CompletableFuture.allOf(
                        runners.stream().map(JobRunner::future).toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> new SyncReport(
                        runners.stream().map(runner -> runner.future().join()).toList(), leftOut));
    }

    private JobsRun(Scheduler scheduler, SyncReport report) {
        this.scheduler = scheduler;
        this.runners = List.of();
        this.future = CompletableFuture.completedFuture(report);
    }

    static SyncRun completed(Scheduler scheduler, SyncReport.JobReport report) {
        return new JobsRun(scheduler, new SyncReport(List.of(report)));
    }

    @Override
    public List<JobId> jobs() {
        return runners.isEmpty() && future.isDone()
                ? future.join().jobs().stream().map(SyncReport.JobReport::job).toList()
                : runners.stream().map(runner -> runner.job().id()).toList();
    }

    @Override
    public CompletableFuture<SyncReport> future() {
        return future.copy();
    }

    @Override
    public SyncReport await() {
        Optional<SyncReport> report = Optional.empty();
        while (report.isEmpty()) {
            // A sync may take longer than one turn; its own limit ends it.
            report = await(TURN);
        }
        return report.get();
    }

    @Override
    public Optional<SyncReport> await(Duration limit) {
        try {
            return scheduler.await(future, limit) ? Optional.of(future.get()) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HealthWarehouseException(
                    new Failure.Cancelled("interrupted while waiting; the jobs go on and can be resumed"), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof HealthWarehouseException own
                    ? own
                    : new HealthWarehouseException(
                            new Failure.Unexpected("the engine failed: " + e.getCause()), e.getCause());
        }
    }

    @Override
    public void cancel() {
        runners.forEach(runner -> runner.stop(JobState.CANCELLED, new Failure.Cancelled("cancelled on request")));
    }
}
