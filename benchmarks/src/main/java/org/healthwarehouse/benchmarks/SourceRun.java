package org.healthwarehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.WarehouseConfig;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.StoreStatistics;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;

/**
 * What having the data at hand is worth, next to a vendor that is simulated in this process and asked over HTTP on
 * loopback: {@code SourceRun <folder> <rounds>}. Times are by the clock on the wall, because that is what one waits
 * for.
 */
public final class SourceRun {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant END = NOW.minus(Duration.ofDays(40));

    private final Path folder;
    private final FulcraSimulator vendor;

    private SourceRun(Path folder, FulcraSimulator vendor) {
        this.folder = folder;
        this.vendor = vendor;
    }

    /** Runs all; see the class. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (FulcraSimulator vendor = FulcraSimulator.serving(SyntheticPerson.seeded(42))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build()) {
            var address = vendor.start();
            SourceRun run = new SourceRun(folder, vendor);
            run.repeatedRead(address, Integer.parseInt(arguments[1]));
            run.twoWeeksMissing(address);
            run.growth(address);
        }
    }

    private HealthWarehouse warehouse(java.net.URI address, String file, SyncSettings settings) {
        BenchStore.remove(folder.resolve(file));
        return HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve(file))
                .connector(connector(address))
                .settings(settings)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .queryCacheRows(0)
                .build();
    }

    private FulcraConnector connector(java.net.URI address) {
        return FulcraConnector.builder()
                .token(vendor.token())
                .userId(vendor.userId())
                .baseUri(address)
                .build();
    }

    /** A month of heart rate: straight from the source, and from the store. */
    private void repeatedRead(java.net.URI address, int rounds) {
        List<Double> source = new ArrayList<>();
        List<Double> local = new ArrayList<>();
        try (HealthWarehouse without = HealthWarehouse.builder()
                        .config(WarehouseConfig.of(Map.of("HEALTHWAREHOUSE_DB_ENABLED", "false")))
                        .connector(connector(address))
                        .settings(SyncSettings.DEFAULT.pause(Duration.ZERO))
                        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .queryCacheRows(0)
                        .build();
                HealthWarehouse with = warehouse(address, "month.db", SyncSettings.DEFAULT.pause(Duration.ZERO))) {
            for (int round = 0; round <= rounds; round++) {
                double asked = read(without, DataTypes.HEART_RATE, 30);
                double stored = read(with, DataTypes.HEART_RATE, 30);
                if (round > 0) {
                    source.add(asked);
                    local.add(stored);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nA month of heart rate: from the source %.1f ms, from the store %.2f ms, %.0f times faster (medians"
                        + " of %d)%n",
                Contest.median(source) * 1e3,
                Contest.median(local) * 1e3,
                Contest.median(source) / Contest.median(local),
                rounds);
    }

    private static double read(HealthWarehouse warehouse, SampleType type, int days) {
        long began = System.nanoTime();
        int rows = warehouse
                .samples(type)
                .between(END.minus(Duration.ofDays(days)), END)
                .read()
                .data()
                .size();
        if (rows == 0) {
            throw new IllegalStateException("there is nothing to read");
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Half a year of sleep of which two weeks in the middle are missing, with the usual pause between calls. */
    private void twoWeeksMissing(java.net.URI address) {
        try (HealthWarehouse warehouse = warehouse(address, "sleep.db", SyncSettings.DEFAULT)) {
            Instant begin = END.minus(Duration.ofDays(182));
            Instant hole = END.minus(Duration.ofDays(90));
            int before = vendor.calls();
            sync(warehouse, begin, hole);
            sync(warehouse, hole.plus(Duration.ofDays(14)), END);
            int first = vendor.calls();
            double seconds = read(warehouse, DataTypes.SLEEP_STAGE, 182);
            int second = vendor.calls();
            double again = read(warehouse, DataTypes.SLEEP_STAGE, 182);
            System.out.printf(
                    Locale.ROOT,
                    "Half a year of sleep, two weeks missing: %d calls before, %d to fill it (%s), %.3f s; again: %d"
                            + " calls, %.4f s; the fill added %.3f s%n",
                    first - before,
                    second - first,
                    asked(first, second),
                    seconds,
                    vendor.calls() - second,
                    again,
                    seconds - again);
        }
    }

    private static void sync(HealthWarehouse warehouse, Instant from, Instant to) {
        boolean complete = warehouse
                .sync(SyncRequest.of(DataTypes.SLEEP_STAGE).between(from, to))
                .await()
                .isComplete();
        if (!complete) {
            throw new IllegalStateException("the sync was not complete");
        }
    }

    private String asked(int from, int to) {
        return String.join(
                ", ",
                vendor.log().subList(from, to).stream()
                        .flatMap(call -> call.range().stream())
                        .map(TimeRange::toString)
                        .toList());
    }

    /** Everything of one person's year. */
    private void growth(java.net.URI address) {
        try (HealthWarehouse warehouse = warehouse(address, "year.db", SyncSettings.DEFAULT.pause(Duration.ZERO))) {
            Instant begin = END.minus(Duration.ofDays(365));
            boolean complete = warehouse
                    .sync(SyncRequest.everything().between(begin, END))
                    .await()
                    .isComplete();
            StoreStatistics store = warehouse.statistics();
            double perSample = store.bytesPerSample().orElse(0);
            System.out.printf(
                    Locale.ROOT,
                    "A year of everything (complete: %s): %,d samples, %,d records, %,d locations; file %.1f MB, of it"
                            + " samples %.1f MB (%.1f bytes each: %.1f MB for 500,000) and the vendor's bytes %.1f MB,"
                            + " which were %.1f MB as they came%n",
                    complete,
                    store.samples(),
                    store.records(),
                    store.locations(),
                    store.fileBytes() / 1e6,
                    store.sampleBytes() / 1e6,
                    perSample,
                    perSample * 0.5,
                    store.rawStoredBytes() / 1e6,
                    store.rawBytes() / 1e6);
        }
    }
}
