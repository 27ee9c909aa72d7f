package org.healthwarehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.storage.StoreStatistics;
import org.healthwarehouse.testkit.garmin.FitArchive;

/**
 * The FIT files of years, imported into a store, meant to be run with little memory: {@code FitImportRun <folder>
 * <step> <files>} with the steps {@code make} (which comes first), {@code import} and {@code again}. Half of the files
 * are in folders, half in an archive inside an archive. Times are by the clock on the wall and by processors, from the
 * start of the virtual machine on.
 */
public final class FitImportRun {
    private static final int SEED = 42;
    private static final double MEGA = 1e6;

    private final Path files;
    private final Path database;

    private FitImportRun(Path folder) {
        files = folder.resolve("files");
        database = folder.resolve("fit.db");
    }

    /** Runs one step; see the class. */
    public static void main(String[] arguments) throws IOException {
        FitImportRun run = new FitImportRun(Files.createDirectories(Path.of(arguments[0])));
        int count = Integer.parseInt(arguments[2]);
        switch (arguments[1]) {
            case "make" -> run.make(count);
            case "import" -> {
                BenchStore.remove(run.database);
                run.load("import", count);
            }
            case "again" -> run.load("again", count);
            default -> throw new IllegalArgumentException("unknown step " + arguments[1]);
        }
    }

    private void make(int count) throws IOException {
        JmhFolder.remove(files);
        long bytes = FitArchive.seeded(SEED).write(files, count);
        System.out.printf(Locale.ROOT, "make     %,d files, %.1f MB%n", count, bytes / MEGA);
    }

    private void load(String step, int count) throws IOException {
        long began = System.nanoTime();
        try (BenchStore store = new BenchStore(database);
                HealthWarehouse warehouse = store.warehouse()) {
            ImportReport report = warehouse.importFrom(files);
            double wall = (System.nanoTime() - began) / 1e9;
            double cpu = Cpu.process();
            if (report.taken().size() != count || !report.skipped().isEmpty()) {
                throw new IllegalStateException("not all were taken: " + report.skipped());
            }
            StoreStatistics held = warehouse.statistics();
            double megabytes = held.rawBytes() / MEGA;
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %,d files, %,d rows added, %,d changed; %.1f s on the wall, %.1f s CPU: %.0f files/s, %.2f MB/s"
                            + " on the wall; %.0f files/s, %.2f MB/s of CPU; heap limit %d MB, %s%n",
                    step,
                    count,
                    report.added(),
                    report.changed(),
                    wall,
                    cpu,
                    count / wall,
                    megabytes / wall,
                    count / cpu,
                    megabytes / cpu,
                    Runtime.getRuntime().maxMemory() >> 20,
                    PeakMemory.text());
            tell(held);
        }
    }

    private static void tell(StoreStatistics store) {
        System.out.printf(
                Locale.ROOT,
                "         %,d samples, %,d records, %,d locations; store %.1f MB, of it samples %.1f MB and the files"
                        + " %.1f MB, which were %.1f MB%n",
                store.samples(),
                store.records(),
                store.locations(),
                (store.fileBytes() + store.logBytes()) / MEGA,
                store.sampleBytes() / MEGA,
                store.rawStoredBytes() / MEGA,
                store.rawBytes() / MEGA);
    }
}
