package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.healthwarehouse.coverage.ChunkPlanner;
import org.healthwarehouse.coverage.GapDetector;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.EventStore;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StoreCare;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.storage.SyncLog;
import org.healthwarehouse.storage.TokenStore;
import org.junit.jupiter.api.Test;

class StepSchedulerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Later later = new Later();
    private final StepScheduler scheduler = new StepScheduler(parts(later));

    @Test
    void aDelayBecomesADueTimeOnTheEnginesClock() {
        var unused = scheduler.schedule(() -> "done", 1_500, TimeUnit.MILLISECONDS);

        assertThat(later.dues).containsExactly(NOW.plusMillis(1_500));
    }

    @Test
    void nothingRunsBeforeTheEngineRunsIt() throws Exception {
        ScheduledFuture<?> future = scheduler.schedule(() -> "done", 0, TimeUnit.SECONDS);

        assertThat(future.isDone()).isFalse();
        later.run();

        assertThat(future.isDone()).isTrue();
        assertThat(future.get()).isEqualTo("done");
    }

    @Test
    void aFailureIsHandedToWhoeverAsks() {
        IllegalStateException cause = new IllegalStateException("broken");
        ScheduledFuture<?> future = scheduler.schedule(
                () -> {
                    throw cause;
                },
                0,
                TimeUnit.SECONDS);

        later.run();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .withCause(cause);
    }

    @Test
    void whatIsCancelledDoesNotRun() {
        List<String> ran = new ArrayList<>();
        ScheduledFuture<?> future = scheduler.schedule(() -> ran.add("ran"), 1, TimeUnit.SECONDS);

        assertThat(future.cancel(false)).isTrue();
        later.run();

        assertThat(ran).isEmpty();
        assertThat(future.isCancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
    }

    @Test
    void waitingForItHasALimit() {
        ScheduledFuture<?> future = scheduler.schedule(() -> "done", 1, TimeUnit.SECONDS);

        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS));
    }

    /** Notes what is scheduled and runs it when told. */
    private static final class Later implements Scheduler {
        private final List<Instant> dues = new ArrayList<>();
        private final List<Runnable> steps = new ArrayList<>();

        void run() {
            steps.forEach(Runnable::run);
            steps.clear();
        }

        @Override
        public void schedule(Instant due, Runnable step) {
            dues.add(due);
            steps.add(step);
        }

        @Override
        public boolean await(CompletableFuture<?> future, Duration limit) {
            return future.isDone();
        }

        @Override
        public void close() {}
    }

    private static EngineParts parts(Scheduler scheduler) {
        return new EngineParts(
                new NoStorage(),
                List.of(),
                request -> {
                    throw new UnsupportedOperationException();
                },
                InstantSource.fixed(NOW),
                scheduler,
                new Random(1),
                new ClaimOwner("host", 1, 1, "test"),
                GapDetector.byLedger(),
                ChunkPlanner.fewestCalls(),
                RetryPolicy.exponential(),
                SyncSettings.DEFAULT,
                Map.of(),
                List.of());
    }

    private static final class NoStorage implements Storage {
        @Override
        public String describe() {
            return "none";
        }

        @Override
        public Snapshot snapshot() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SyncJobStore jobs() {
            throw new UnsupportedOperationException();
        }

        @Override
        public MetadataStore metadata() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SyncLog syncLog() {
            throw new UnsupportedOperationException();
        }

        @Override
        public TokenStore tokens() {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoreCare care() {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.healthwarehouse.storage.WatermarkStore watermarks() {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.healthwarehouse.storage.ScheduleStore schedules() {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.healthwarehouse.storage.LedgerStore ledger() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConnectionStore connections() {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.healthwarehouse.storage.QuotaStore quota() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CommitReceipt ingest(IngestCommit commit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CommitReceipt> ingestAll(List<IngestCommit> commits) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EventStore events() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CommitReceipt commit(PageCommit commit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
