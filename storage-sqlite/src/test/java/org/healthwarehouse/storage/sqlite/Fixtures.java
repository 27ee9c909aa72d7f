package org.healthwarehouse.storage.sqlite;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.ValueRange;
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

/** A person, a vendor and a few pages. */
final class Fixtures {
    static final UserId ANN = UserId.of("ann");
    static final SourceId VENDOR = SourceId.of("vendor");
    static final FeedId FEED = new FeedId("metric_samples/HeartRate");
    static final SampleType HEART_RATE =
            new SampleType("heart_rate", "/min", new ValueRange(20, 250), Aggregation.MEAN, "Beats per minute.");
    static final SampleType STEPS =
            new SampleType("steps", "{steps}", new ValueRange(0, 1e5), Aggregation.SUM, "Steps taken.");
    static final RecordType WORKOUT = new RecordType(
            "workout",
            List.of(new RecordType.Field("workout_type", RecordType.Kind.TEXT, "1", "What was done.")),
            "A workout.");
    static final RecordType SLEEP = new RecordType("sleep", List.of(), "A sleep.");
    static final LocationType TRACK = new LocationType("location", "Where the person was.");
    static final StreamId HR = new StreamId(ANN, VENDOR, HEART_RATE);
    static final Instant T0 = Instant.parse("2025-03-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final ClaimOwner OWNER = owner("here");
    static final Duration LEASE = Duration.ofMinutes(5);

    private Fixtures() {}

    static ClaimOwner owner(String instance) {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new ClaimOwner("host", process.pid(), start, instance);
    }

    static org.healthwarehouse.storage.CommitReceipt receipt(
            long number, int added, int changed, int unchanged, StreamId... touched) {
        return new org.healthwarehouse.storage.CommitReceipt(
                number, added, changed, unchanged, java.util.Set.of(touched));
    }

    static StreamId stream(org.healthwarehouse.model.DataType type) {
        return new StreamId(ANN, VENDOR, type);
    }

    static TimeRange days(int first, int count) {
        return TimeRange.of(
                T0.plus(Duration.ofDays(first)), T0.plus(Duration.ofDays(first).plusDays(count)));
    }

    static NewJob job(String id, TimeRange... chunks) {
        List<NewJob.NewChunk> list = new ArrayList<>();
        for (TimeRange chunk : chunks) {
            list.add(new NewJob.NewChunk(FEED, chunk));
        }
        return new NewJob(
                new JobId(id),
                ANN,
                VENDOR,
                NewJob.Kind.SYNC,
                TimeRangeSet.of(chunks).hull().orElseThrow(),
                List.of("heart_rate"),
                Optional.empty(),
                list,
                NOW);
    }

    /** Claims the chunk whole. */
    static ClaimResult tryClaim(Storage store, long chunk, ClaimOwner owner, Instant now) {
        return store.jobs().claim(chunk, owner, now, LEASE, (range, ledger) -> TimeRangeSet.of(range));
    }

    static ChunkClaim claim(Storage store, long chunk) {
        return ((ClaimResult.Granted) tryClaim(store, chunk, OWNER, NOW)).claim();
    }

    /** A claim of a new job with that one chunk. */
    static ChunkClaim claim(Storage store, String job, TimeRange range) {
        store.jobs().create(job(job, range));
        return claim(store, store.jobs().chunks(new JobId(job)).get(0).number());
    }

    /** One sample a minute from the start, with the given values. */
    static SampleBatch minutes(Instant start, double... values) {
        return samples(HEART_RATE, Device.of("watch"), start, Duration.ofMinutes(1), Duration.ZERO, values);
    }

    static SampleBatch samples(
            SampleType type, Device device, Instant start, Duration step, Duration length, double... values) {
        long[] starts = new long[values.length];
        long[] lengths = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            starts[i] = start.toEpochMilli() + i * step.toMillis();
            lengths[i] = length.toMillis();
        }
        return new SampleBatch(type, device, "", starts, lengths, values, Map.of());
    }

    static PageContent content(SampleBatch... batches) {
        return new PageContent(List.of(batches), List.of(), List.of());
    }

    static RawPage page(String body) {
        TimeRange range = days(0, 1);
        return new RawPage(
                RawPage.Origin.PULL,
                VENDOR,
                FEED,
                Optional.of(new FetchRequest.Window(ANN, FEED, range, Optional.empty())),
                NOW,
                Optional.empty(),
                200,
                "application/json",
                RawBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** A last page that settles the whole range of the claim. */
    static PageCommit last(ChunkClaim claim, PageContent content) {
        return new PageCommit(
                claim,
                Optional.of(page("body of " + claim.range())),
                1,
                content,
                List.of(new PageCommit.CoverageChange(HR, CoverageEntry.settled(claim.range(), NOW))),
                true,
                1,
                NOW);
    }

    /** Commits the content as the only page of a new job. */
    static CommitReceipt commit(Storage store, String job, PageContent content) {
        return store.commit(last(claim(store, job, days(0, 30)), content));
    }

    /** All samples of the stream as lines of text. */
    static List<String> read(Storage store, StreamId stream, TimeRange range) {
        try (Snapshot snapshot = store.snapshot()) {
            return read(snapshot, stream, range);
        }
    }

    static List<String> read(Snapshot snapshot, StreamId stream, TimeRange range) {
        List<String> lines = new ArrayList<>();
        snapshot.samples(
                List.of(stream),
                range,
                (series, start, end, value) -> lines.add(Duration.between(T0, Instant.ofEpochMilli(start))
                        + (end == start ? "" : "+" + Duration.ofMillis(end - start)) + "=" + value));
        return lines;
    }
}
