package org.healthwarehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.SampleQuery;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.DataTypes;

/**
 * Ten million samples in one process, meant to be run with little memory: {@code LargeRun <folder> <step>} with the
 * steps {@code ingest} (which comes first), {@code each}, {@code years} and the formats of exports. Prints rows for a
 * second of processor time, from the start of the virtual machine on.
 */
public final class LargeRun {
    private static final int SERIES = 2;
    private static final long PER_SERIES = 5_000_000;

    private final Path folder;

    private LargeRun(Path folder) {
        this.folder = folder;
    }

    /** Runs one step; see the class. */
    public static void main(String[] arguments) throws IOException {
        LargeRun run = new LargeRun(Files.createDirectories(Path.of(arguments[0])));
        String step = arguments[1];
        long began = System.nanoTime();
        long rows = run.step(step);
        System.out.printf(
                Locale.ROOT,
                "%-8s %,d rows, %.2f M rows per CPU second, %.0f s, heap limit %d MB, %s%n",
                step,
                rows,
                rows / Cpu.process() / 1e6,
                (System.nanoTime() - began) / 1e9,
                Runtime.getRuntime().maxMemory() >> 20,
                PeakMemory.text());
    }

    private long step(String step) throws IOException {
        if (step.equals("ingest")) {
            try (BenchStore store = BenchStore.empty(folder.resolve("large.db"))) {
                return store.load(SERIES, PER_SERIES);
            }
        }
        try (BenchStore store = new BenchStore(folder.resolve("large.db"));
                HealthWarehouse warehouse = store.warehouse()) {
            return switch (step) {
                case "each" -> each(warehouse);
                case "years" -> years(warehouse);
                default -> export(warehouse, step);
            };
        }
    }

    private static SampleQuery samples(HealthWarehouse warehouse, Instant from, Instant to) {
        return warehouse.samples(DataTypes.HEART_RATE).between(from, to).mode(ReadMode.LOCAL_ONLY);
    }

    private static Instant begin() {
        return Instant.ofEpochMilli(YardstickSeries.BEGIN);
    }

    private static long each(HealthWarehouse warehouse) {
        double[] sum = {0};
        return samples(warehouse, begin(), BenchStore.NOW)
                .forEach((series, start, end, value) -> sum[0] += value)
                .data();
    }

    /** Into arrays, a year of one device at a time. */
    private static long years(HealthWarehouse warehouse) {
        long rows = 0;
        for (Instant from = begin(); from.isBefore(BenchStore.NOW); from = from.plus(Duration.ofDays(365))) {
            for (String device : List.of("watch", "strap")) {
                rows += samples(warehouse, from, from.plus(Duration.ofDays(365)))
                        .devices(device)
                        .read()
                        .data()
                        .size();
            }
        }
        return rows;
    }

    private long export(HealthWarehouse warehouse, String format) throws IOException {
        Path target = folder.resolve(format);
        long rows = warehouse.export(ExportRequest.to(format, target)).rows();
        System.out.printf(Locale.ROOT, "%-8s %.3f bytes a row%n", format, (double) ExportContests.bytes(target) / rows);
        return rows;
    }
}
