package org.healthwarehouse.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.ImportRequest;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.testkit.garmin.FitArchive;

/**
 * Puts what Garmin gives to a person into a store: the archive of "Export Your Data", a folder copied from a watch, or
 * a single FIT file. Prints what was taken and what was not, and the last week that it holds, with its training load
 * and how ready the person was. Run it again with a newer export: only what is new is added.
 *
 * <pre>
 * GarminImport path [store]          the store is target/garmin/health.db by default
 * GarminImport --sample [store]      reads four weeks of files of a made-up watch, put beside the store,
 *                                    which is target/garmin-sample/health.db by default
 * </pre>
 *
 * Ends with 2 if the path does not exist or there is nothing to import in it.
 */
public final class GarminImport {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int SHOWN = 10;
    private static final int WRONG = 2;
    /** Four weeks: eleven files of every four days. */
    private static final int SAMPLE_FILES = 77;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private GarminImport() {}

    /**
     * Runs it.
     *
     * @param args see above
     */
    public static void main(String[] args) throws IOException {
        int status = run(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("Say which folder, archive or FIT file: GarminImport path [store]; or --sample [store]");
            return WRONG;
        }
        boolean sample = args[0].equals("--sample");
        if (!sample && !Files.exists(Path.of(args[0]))) {
            System.err.println("There is no " + args[0]
                    + ": name a FIT file, a folder of them, or the archive of Garmin's export");
            return WRONG;
        }
        String folder = sample ? "target/garmin-sample" : "target/garmin";
        boolean named = args.length > 1 && !args[1].isBlank();
        Path store = Path.of(named ? args[1] : folder + "/health.db").toAbsolutePath();
        Files.createDirectories(store.getParent());
        return new GarminImport().run(sample ? sample(store) : Path.of(args[0]), store);
    }

    private static Path sample(Path store) throws IOException {
        Path folder = store.resolveSibling("sample");
        var unused = FitArchive.seeded(2026).write(folder, SAMPLE_FILES);
        return folder;
    }

    private int run(Path path, Path store) {
        // The importers of connectors-garmin are found by themselves.
        try (HealthWarehouse warehouse =
                HealthWarehouse.builder().storage("sqlite:" + store).build()) {
            ImportReport report = warehouse.importFrom(ImportRequest.of(path));
            report(report);
            if (report.taken().isEmpty()) {
                System.err.printf(
                        "Nothing to import in %s: expected FIT files, a folder of them, or the archive of Garmin's"
                                + " export%n",
                        path);
                return WRONG;
            }
            newest(warehouse).ifPresent(end -> {
                week(warehouse, end.minus(WEEK), end);
                training(warehouse, LocalDate.ofInstant(end.minusMillis(1), ZoneOffset.UTC));
            });
            return 0;
        }
    }

    private void report(ImportReport report) {
        Map<String, Long> rows = new TreeMap<>();
        report.taken().forEach(file -> file.rowsByType().forEach((type, count) -> rows.merge(type, count, Long::sum)));
        out.printf(
                Locale.ROOT,
                "%d files taken, %d not; %d rows are new, %d have changed.%n",
                report.taken().size(),
                report.skipped().size(),
                report.added(),
                report.changed());
        if (!rows.isEmpty()) {
            out.printf("  %-28s %10s%n", "type", "rows read");
        }
        rows.forEach((type, count) -> out.printf(Locale.ROOT, "  %-28s %,10d%n", type, count));
        report.taken().forEach(file -> some(file.problems(), problem -> "  ! " + file.name() + ", " + problem));
        some(report.skipped(), file -> "  - " + file.name() + ": " + file.why());
    }

    private <T> void some(List<T> all, Function<T, String> line) {
        all.stream().limit(SHOWN).map(line).forEach(out::println);
        if (all.size() > SHOWN) {
            out.printf("    and %d more%n", all.size() - SHOWN);
        }
    }

    private static List<HealthRecord> all(HealthWarehouse warehouse, RecordType type, Instant from, Instant to) {
        return warehouse
                .records(type)
                .from("garmin")
                .between(from, to)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
    }

    /** When the newest day, night or activity ended that the store holds. */
    private static Optional<Instant> newest(HealthWarehouse warehouse) {
        Instant now = Instant.now();
        return List.of(DataTypes.DAILY_SUMMARY, DataTypes.SLEEP, DataTypes.WORKOUT).stream()
                .flatMap(type -> all(warehouse, type, Instant.EPOCH, now).stream())
                .map(HealthRecord::end)
                .max(Comparator.naturalOrder());
    }

    private void week(HealthWarehouse warehouse, Instant from, Instant to) {
        List<HealthRecord> days = all(warehouse, DataTypes.DAILY_SUMMARY, from, to);
        List<HealthRecord> nights = all(warehouse, DataTypes.SLEEP, from, to);
        if (!days.isEmpty() || !nights.isEmpty()) {
            out.printf("%nDays and nights of the last week that is held:%n");
        }
        for (HealthRecord day : days) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %s steps, %s m, resting heart rate %s, stress %s, energy left %s to %s%n",
                    day.attributes().text("local_date").orElse("?"),
                    number(day, "steps"),
                    number(day, "distance"),
                    number(day, "resting_heart_rate"),
                    number(day, "stress_mean"),
                    number(day, "body_battery_low"),
                    number(day, "body_battery_high"));
        }
        nights.stream().map(Sleep::of).forEach(this::night);
    }

    /** By the formulas of the module for training; what they assume of the person is printed with it. */
    private void training(HealthWarehouse warehouse, LocalDate date) {
        TrainingReport report = new TrainingReport(warehouse, UserId.LOCAL, out);
        report.week(date);
        var unused = report.readiness(date);
    }

    private void night(Sleep night) {
        out.printf(
                Locale.ROOT,
                "  %s  slept %s, score %s%n",
                night.localDate()
                        .map(Object::toString)
                        .orElseGet(() -> LocalDate.ofInstant(night.end(), ZoneOffset.UTC) + " UTC"),
                night.asleep().map(GarminImport::clock).orElse("?"),
                number(night.record(), "score"));
    }

    private static String number(HealthRecord record, String field) {
        return record.attributes()
                .number(field)
                .map(value -> String.format(Locale.ROOT, "%.0f", value))
                .orElse("?");
    }

    private static String clock(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d h", duration.toHours(), duration.toMinutesPart());
    }
}
