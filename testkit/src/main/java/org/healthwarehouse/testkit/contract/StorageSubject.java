package org.healthwarehouse.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the author of a storage gives to its contract, and the small world that the rules write into it. JUnit makes an
 * instance for every rule.
 */
public abstract class StorageSubject {
    static final UserId ANN = UserId.of("ann");
    static final UserId BOB = UserId.of("bob");
    static final SourceId VENDOR = SourceId.of("vendor");
    static final FeedId FEED = new FeedId("heart");
    static final StreamId HEART = new StreamId(ANN, VENDOR, DataTypes.HEART_RATE);
    static final StreamId WORKOUTS = new StreamId(ANN, VENDOR, DataTypes.WORKOUT);
    static final Instant T0 = Instant.parse("2025-03-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(5);
    static final ClaimOwner OWNER = owner("one");

    private @Nullable Storage store;
    private int jobs;

    /** Instances are made by JUnit. */
    protected StorageSubject() {}

    /** Opens a new, empty store. Called once in each test, first. */
    protected abstract Storage open() throws Exception;

    /** Opens the store of this test again, after it was closed: as another program would find it. */
    protected abstract Storage reopen() throws Exception;

    /** Opens the store of the test. */
    @BeforeEach
    public final void openTheStore() throws Exception {
        store = open();
    }

    /** Closes it; what it leaves behind is the author's to remove. */
    @AfterEach
    public final void closeTheStore() {
        if (store != null) {
            store.close();
        }
    }

    final Storage store() {
        return Objects.requireNonNull(store, "the store is opened before each rule");
    }

    final void restart() throws Exception {
        store().close();
        store = reopen();
    }

    /** An owner that lives as long as this process. */
    static ClaimOwner owner(String instance) {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new ClaimOwner("host", self.pid(), start, instance);
    }

    static TimeRange days(int first, int count) {
        return TimeRange.of(T0.plus(Duration.ofDays(first)), T0.plus(Duration.ofDays(first + (long) count)));
    }

    /** A job of Ann with chunks of those ranges; its id is new in the test. */
    final JobId job(TimeRange... chunks) {
        return job(ANN, chunks);
    }

    final JobId job(UserId user, TimeRange... chunks) {
        JobId id = new JobId("job-" + ++jobs);
        store().jobs()
                .create(new NewJob(
                        id,
                        user,
                        VENDOR,
                        NewJob.Kind.SYNC,
                        TimeRangeSet.of(chunks).hull().orElseThrow(),
                        List.of("heart_rate"),
                        Optional.empty(),
                        List.of(chunks).stream()
                                .map(range -> new NewJob.NewChunk(FEED, range))
                                .toList(),
                        NOW.plusSeconds(jobs)));
        return id;
    }

    final Chunk chunk(JobId job, int index) {
        return store().jobs().chunks(job).get(index);
    }

    /** Tries to claim a chunk whole. */
    final ClaimResult tryClaim(Chunk chunk, ClaimOwner owner, Instant now) {
        return store().jobs().claim(chunk.number(), owner, now, LEASE, (range, ledger) -> TimeRangeSet.of(range));
    }

    final ChunkClaim claim(Chunk chunk) {
        if (tryClaim(chunk, OWNER, NOW) instanceof ClaimResult.Granted granted) {
            return granted.claim();
        }
        throw new AssertionError("a free chunk could not be claimed");
    }

    /** A claim of a new job of one chunk. */
    final ChunkClaim claim(TimeRange range) {
        return claim(chunk(job(range), 0));
    }

    /** One heart rate a minute from the start of time. */
    static PageContent samples(double... values) {
        return new PageContent(List.of(batch("watch", values)), List.of(), List.of());
    }

    static SampleBatch batch(String device, double... values) {
        long[] starts = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            starts[i] = T0.toEpochMilli() + i * 60_000L;
        }
        return new SampleBatch(
                DataTypes.HEART_RATE, Device.of(device), "", starts, new long[values.length], values, Map.of());
    }

    static ParsedRecord workout(String uuid, int fromHour, int toHour, double distance) {
        return new ParsedRecord(
                DataTypes.WORKOUT,
                Set.of(RecordKey.uuid(uuid)),
                T0.plus(Duration.ofHours(fromHour)),
                T0.plus(Duration.ofHours(toHour)),
                Optional.empty(),
                false,
                Attributes.of(Map.of("distance", distance)));
    }

    static PageContent records(ParsedRecord... records) {
        return new PageContent(List.of(), List.of(records), List.of());
    }

    /** A last page that settles the range of its claim. */
    static PageCommit last(ChunkClaim claim, PageContent content) {
        return last(claim, content, CoverageEntry.settled(claim.range(), NOW));
    }

    static PageCommit last(ChunkClaim claim, PageContent content, CoverageEntry... lines) {
        StreamId stream = new StreamId(claim.user(), VENDOR, DataTypes.HEART_RATE);
        List<PageCommit.CoverageChange> coverage = new ArrayList<>();
        for (CoverageEntry line : lines) {
            coverage.add(new PageCommit.CoverageChange(stream, line));
        }
        return new PageCommit(claim, Optional.of(page(claim)), 1, content, coverage, true, 1, NOW);
    }

    private static RawPage page(ChunkClaim claim) {
        return new RawPage(
                RawPage.Origin.PULL,
                VENDOR,
                FEED,
                Optional.of(new FetchRequest.Window(claim.user(), FEED, claim.range(), Optional.empty())),
                NOW,
                Optional.empty(),
                200,
                "application/json",
                RawBody.of("{}".getBytes(StandardCharsets.UTF_8)));
    }

    /** Commits the content as the only page of a new job over 30 days. */
    final CommitReceipt commit(PageContent content) {
        return store().commit(last(claim(days(0, 30)), content));
    }

    /** All samples of a stream as text, oldest first. */
    final List<String> read(StreamId stream) {
        try (Snapshot snapshot = store().snapshot()) {
            return read(snapshot, stream);
        }
    }

    static List<String> read(Snapshot snapshot, StreamId stream) {
        List<String> rows = new ArrayList<>();
        TimeRange everything = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
        snapshot.samples(
                List.of(stream),
                everything,
                (series, start, end, value) -> rows.add((start - T0.toEpochMilli()) / 60_000 + "=" + value
                        + series.key().device().key()));
        snapshot.records(
                List.of(stream),
                everything,
                record -> rows.add(record.keys() + " " + record.start() + "/" + record.end()
                        + record.attributes().toJson()));
        return rows;
    }

    final List<CoverageEntry> ledger(TimeRange range) {
        try (Snapshot snapshot = store().snapshot()) {
            return snapshot.coverage(HEART, range);
        }
    }

    static StreamId of(UserId user, DataType type) {
        return new StreamId(user, VENDOR, type);
    }
}
