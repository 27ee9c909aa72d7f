package org.healthwarehouse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.sqlite.SqliteStorage;

/** A real store with the samples of the yardstick. */
final class BenchStore implements AutoCloseable {
    static final SourceId SOURCE = SourceId.of("yardstick");
    static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final ClaimOwner OWNER = ClaimOwner.ofThisProcess("benchmark");
    private static final TimeRange ALL = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    final SqliteStorage storage;
    private int jobs;

    BenchStore(Path file) {
        storage = SqliteStorage.open(file, CLOCK);
    }

    /** A store in the place of whatever the file was. */
    static BenchStore empty(Path file) {
        remove(file);
        return new BenchStore(file);
    }

    /** Deletes a database. */
    static void remove(Path file) {
        for (String ending : List.of("", "-wal", "-shm")) {
            try {
                var unused = Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A warehouse on the store, which remembers no answers; closing it closes the store. */
    HealthWarehouse warehouse() {
        return HealthWarehouse.builder()
                .storage(storage)
                .clock(CLOCK)
                .queryCacheRows(0)
                .build();
    }

    static StreamId stream(SampleType type) {
        return new StreamId(UserId.LOCAL, SOURCE, type);
    }

    /** Stores so many samples of every series in pages of a week, the series taking turns; answers how many. */
    long load(int series, long perSeries) {
        Iterator<Chunk> chunks = chunks(pages(series, perSeries)).iterator();
        return load(series, perSeries, () -> claim(chunks.next()));
    }

    /** How many pages so many samples of every series are. */
    static int pages(int series, long perSeries) {
        return (int) ((perSeries + YardstickSeries.PAGE - 1) / YardstickSeries.PAGE) * series;
    }

    /** The same under claims that were got before. */
    long load(int series, long perSeries, Supplier<ChunkClaim> claims) {
        YardstickSeries[] all = new YardstickSeries[series];
        for (int i = 0; i < series; i++) {
            all[i] = new YardstickSeries(i);
        }
        for (long done = 0; done < perSeries; done += YardstickSeries.PAGE) {
            int rows = (int) Math.min(YardstickSeries.PAGE, perSeries - done);
            for (int i = 0; i < series; i++) {
                commit(claims.get(), page(all[i], i, rows));
            }
        }
        return series * perSeries;
    }

    /** Chunks of a new job; what they would fetch does not matter here, only that it does not overlap. */
    List<Chunk> chunks(int count) {
        List<NewJob.NewChunk> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chunks.add(new NewJob.NewChunk(new FeedId("all"), TimeRange.ofMillis(i * 1000L, i * 1000L + 1000)));
        }
        JobId job = new JobId("job-" + jobs++);
        storage.jobs()
                .create(new NewJob(
                        job,
                        UserId.LOCAL,
                        SOURCE,
                        NewJob.Kind.SYNC,
                        ALL,
                        List.of("all"),
                        Optional.empty(),
                        chunks,
                        NOW));
        return storage.jobs().chunks(job);
    }

    /** The next page of a series. */
    static SampleBatch page(YardstickSeries series, int number, int rows) {
        long[] starts = new long[rows];
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            series.next();
            starts[i] = series.time();
            values[i] = series.value();
        }
        SampleType type = series.isTemperature() ? DataTypes.BODY_TEMPERATURE : DataTypes.HEART_RATE;
        Device device = Device.of(number % 2 == 0 ? "watch" : "strap");
        return new SampleBatch(type, device, "", starts, new long[rows], values, Map.of());
    }

    ChunkClaim claim(Chunk chunk) {
        ClaimResult result = storage.jobs()
                .claim(chunk.number(), OWNER, NOW, Duration.ofMinutes(5), (whole, known) -> TimeRangeSet.of(whole));
        return ((ClaimResult.Granted) result).claim();
    }

    /** Commits the page with its line of the ledger, as the engine does. */
    void commit(ChunkClaim claim, SampleBatch page) {
        TimeRange range = TimeRange.ofMillis(page.start(0), page.start(page.size() - 1) + 1);
        var unused = storage.commit(new PageCommit(
                claim,
                Optional.empty(),
                1,
                new PageContent(List.of(page), List.of(), List.of()),
                List.of(new PageCommit.CoverageChange(stream(page.type()), CoverageEntry.settled(range, NOW))),
                true,
                1,
                NOW));
    }

    @Override
    public void close() {
        storage.close();
    }
}
