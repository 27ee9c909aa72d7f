package org.healthwarehouse.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.storage.ChunkClaim;

/**
 * The library against other ways to do the same, in one run: {@code Contests <folder> <climit> <pybase.py> <rounds>
 * <contest>...} with the contests {@code ingest}, {@code read}, {@code csv}, {@code parquet} and {@code gaps}. A
 * program that is not there is left out.
 */
public final class Contests {
    private static final int SERIES = 4;
    /** A year of whole pages, so that every row fits into a statement of 504. */
    private static final long YEAR = 52L * YardstickSeries.PAGE;

    private static final long EIGHT_YEARS = 8 * YEAR;

    private final Path folder;
    private final Path climit;
    private final Path python;
    private final int rounds;

    private Contests(Path folder, Path climit, Path python, int rounds) {
        this.folder = folder;
        this.climit = climit;
        this.python = python;
        this.rounds = rounds;
    }

    /** Runs contests; see the class. */
    public static void main(String[] arguments) throws Exception {
        Contests contests = new Contests(
                Files.createDirectories(Path.of(arguments[0])),
                Path.of(arguments[1]),
                Path.of(arguments[2]),
                Integer.parseInt(arguments[3]));
        for (String name : List.of(arguments).subList(4, arguments.length)) {
            contests.run(name);
        }
    }

    private void run(String name) throws Exception {
        switch (name) {
            case "ingest" -> ingest();
            case "read" -> read();
            case "csv" -> ExportContests.csv(exported(), folder, rounds);
            case "parquet" -> ExportContests.parquet(exported(), folder, rounds);
            case "gaps" -> GapContest.run(folder, rounds);
            default -> throw new IllegalArgumentException("no contest " + name);
        }
    }

    private void ingest() throws Exception {
        var unused = new Contest("Ingest of 2.1 M samples of 4 series, pages of 10,080, synchronous FULL")
                .add("HealthWarehouse: commit of pages", this::commits)
                .add("HealthWarehouse: open, claim, commit, close", () -> Cpu.rate(this::ours))
                .addIf(
                        Files.isExecutable(climit),
                        "C, same schema, 504 rows a statement",
                        "the program was not built",
                        () -> c("schema=w", "multi=504", "share=1"))
                .addIf(
                        Files.isExecutable(climit),
                        "C, same schema, row by row",
                        "the program was not built",
                        () -> c("schema=w", "multi=1"))
                .add("first plan's schema, JDBC row by row", () -> Cpu.rate(() -> literal(false)))
                .add("first plan's schema, JDBC addBatch", () -> Cpu.rate(() -> literal(true)))
                .addIf(
                        Files.isReadable(python),
                        "first plan's schema, Python executemany",
                        "there is no Python",
                        () -> python("a"))
                .addIf(
                        Files.isReadable(python),
                        "three columns clustered, Python executemany",
                        "there is no Python",
                        () -> python("b"))
                .run(rounds);
    }

    private double commits() throws Exception {
        try (BenchStore store = BenchStore.empty(folder.resolve("ours.db"))) {
            Iterator<ChunkClaim> claims = store.chunks(BenchStore.pages(SERIES, YEAR)).stream()
                    .map(store::claim)
                    .toList()
                    .iterator();
            return Cpu.rate(() -> store.load(SERIES, YEAR, claims::next));
        }
    }

    private long ours() {
        try (BenchStore store = BenchStore.empty(folder.resolve("ours.db"))) {
            return store.load(SERIES, YEAR);
        }
    }

    private long literal(boolean batched) throws Exception {
        Path file = folder.resolve("literal.db");
        BenchStore.remove(file);
        return LiteralSchema.load(file, SERIES, YEAR, batched);
    }

    private double c(String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(climit.toString(), "ingest", "series=" + SERIES, "per=" + YEAR, "page=8192", "sync=FULL"));
        command.addAll(List.of(more));
        command.add("db=" + folder.resolve("c.db"));
        return Program.ownRate(command);
    }

    private double python(String schema) throws Exception {
        String db = folder.resolve("python.db").toString();
        return Program.ownRate(List.of(
                "python3",
                python.toString(),
                "ingest",
                "--reps",
                "1",
                "--schema",
                schema,
                "--per",
                "262080",
                "--db",
                db));
    }

    private void read() throws Exception {
        Path file = folder.resolve("decade.db");
        long perSeries = 10 * YEAR;
        if (!Files.exists(file)) {
            try (BenchStore store = BenchStore.empty(file)) {
                store.load(1, perSeries);
            }
        }
        try (BenchStore store = new BenchStore(file);
                HealthWarehouse warehouse = store.warehouse()) {
            for (int days : new int[] {1, 30, 365, 3650}) {
                int times = Math.max(1, 3650 / days / 5);
                var unused = new Contest("Read of " + days + " days of one series into arrays")
                        .add("HealthWarehouse: samples(..).read()", () -> Cpu.rate(() -> read(warehouse, days, times)))
                        .addIf(
                                Files.isExecutable(climit),
                                "C row scan of the same table",
                                "the program was not built",
                                () -> Program.ownRate(List.of(
                                        climit.toString(),
                                        "read",
                                        "schema=w",
                                        "db=" + file,
                                        "days=" + days,
                                        "reps=" + Math.max(3, times))))
                        .run(rounds);
            }
        }
    }

    private static long read(HealthWarehouse warehouse, int days, int times) {
        long rows = 0;
        for (int i = 0; i < times; i++) {
            Instant from = Instant.ofEpochMilli(YardstickSeries.BEGIN).plus(Duration.ofDays(i % 10));
            rows += warehouse
                    .samples(DataTypes.HEART_RATE)
                    .between(from, from.plus(Duration.ofDays(days)))
                    .mode(ReadMode.LOCAL_ONLY)
                    .read()
                    .data()
                    .size();
        }
        return rows;
    }

    /** A store of one user's heart rate of eight years, from one device. */
    private Path exported() {
        Path file = folder.resolve("exported.db");
        if (!Files.exists(file)) {
            try (BenchStore store = BenchStore.empty(file)) {
                store.load(1, EIGHT_YEARS);
            }
        }
        return file;
    }
}
