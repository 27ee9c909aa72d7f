package org.healthwarehouse.system;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;

/** A real store that a test fills page by page, without a source, and the warehouse on it. */
final class FilledStore implements AutoCloseable {
    static final Instant NOW = Bench.NOW;
    private static final TimeRange ALL = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
    private static final FeedId FEED = new FeedId("all");

    private final AtomicInteger jobs = new AtomicInteger();
    final Storage storage;
    final HealthWarehouse warehouse;

    FilledStore(Path file) {
        InstantSource clock = InstantSource.fixed(NOW);
        storage = SqliteStorage.open(file, clock);
        warehouse = HealthWarehouse.builder().storage(storage).clock(clock).build();
    }

    /** Stores a page of one user and source; the lines of the ledger are those of the streams given with it. */
    void add(UserId user, SourceId source, PageContent content, PageCommit.CoverageChange... ledger) {
        JobId job = new JobId("job-" + jobs.incrementAndGet());
        storage.jobs()
                .create(new NewJob(
                        job,
                        user,
                        source,
                        NewJob.Kind.SYNC,
                        ALL,
                        List.of("all"),
                        Optional.empty(),
                        List.of(new NewJob.NewChunk(FEED, ALL)),
                        NOW));
        var unused = storage.commit(new PageCommit(
                claim(job), Optional.of(page(user, source, job)), 1, content, List.of(ledger), true, 1, NOW));
    }

    private ChunkClaim claim(JobId job) {
        ClaimOwner owner = new ClaimOwner("here", 1, 1, job.value());
        long chunk = storage.jobs().chunks(job).get(0).number();
        return ((ClaimResult.Granted) storage.jobs()
                        .claim(chunk, owner, NOW, Duration.ofMinutes(5), (range, known) -> TimeRangeSet.of(range)))
                .claim();
    }

    private static RawPage page(UserId user, SourceId source, JobId job) {
        return new RawPage(
                RawPage.Origin.PULL,
                source,
                FEED,
                Optional.of(new FetchRequest.Window(user, FEED, ALL, Optional.empty())),
                NOW,
                Optional.empty(),
                200,
                "text/plain",
                RawBody.of(job.value().getBytes(StandardCharsets.UTF_8)));
    }

    static PageCommit.CoverageChange line(StreamId stream, CoverageEntry entry) {
        return new PageCommit.CoverageChange(stream, entry);
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
