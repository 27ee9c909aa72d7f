package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.RetryPolicy;
import org.healthwarehouse.sync.Scheduler;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person is connected while the only call that may be on its way is somebody else's. */
class FirstRequestTest {
    private static final RetryPolicy NO_RETRY = new RetryPolicy() {
        @Override
        public int attempts() {
            return 1;
        }

        @Override
        public boolean retries(Failure failure) {
            return false;
        }

        @Override
        public Duration delay(int attempt, double random) {
            return Duration.ZERO;
        }
    };

    @TempDir
    Path folder;

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch waitedFor = new CountDownLatch(1);

    @Test
    void itWaitsForThatCallToEndAndCountsNoAttempt() throws Exception {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        SyncRequest asked = SyncRequest.of(HEART_RATE)
                .in(new TimeRange(now.minus(Duration.ofDays(60)), now.minus(Duration.ofDays(53))));
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), clock))
                .connector(new Listing(new ScriptedVendor().feed(HEART_RATE, FetchLimits.window(Duration.ofDays(7)))))
                .transport(this::answerOnceSomebodyWaits)
                .clock(clock)
                .scheduler(new Noticing(Scheduler.threads(4, clock), waitedFor))
                .retryPolicy(NO_RETRY)
                .build()) {
            var first = CompletableFuture.supplyAsync(() -> warehouse.plan(asked.user(UserId.of("anna"))));
            called.await();

            assertThat(warehouse.plan(asked.user(UserId.of("ben"))).chunks()).hasSize(1);
            assertThat(first.get().chunks()).hasSize(1);
        }
    }

    private VendorResponse answerOnceSomebodyWaits(VendorRequest request) throws InterruptedException {
        called.countDown();
        waitedFor.await();
        return new VendorResponse(200, Map.of(), RawBody.of(new byte[0]));
    }

    /** Notices who waits for a turn, which is a matter of less than a second. */
    private record Noticing(Scheduler whole, CountDownLatch waitedFor) implements Scheduler {
        @Override
        public void schedule(Instant due, Runnable step) {
            whole.schedule(due, step);
        }

        @Override
        public boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException {
            if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
                waitedFor.countDown();
            }
            return whole.await(future, limit);
        }

        @Override
        public void close() {
            whole.close();
        }
    }

    /** Asks the vendor what it offers; one call at a time. */
    private record Listing(ScriptedVendor inner) implements Connector {
        @Override
        public SourceId source() {
            return inner.source();
        }

        @Override
        public Budget budget(UserId user) {
            return new Budget("scripted", List.of(), Duration.ZERO, 1, 0);
        }

        @Override
        public List<FeedSpec> feeds(FetchContext context) throws FetchException, InterruptedException {
            var unused = context.transport().send(VendorRequest.get(URI.create("http://127.0.0.1/")));
            return inner.feeds(context);
        }

        @Override
        public FetchResult fetch(FetchRequest request, FetchContext context)
                throws FetchException, InterruptedException {
            return inner.fetch(request, context);
        }

        @Override
        public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
            inner.parse(page, sink);
        }
    }
}
