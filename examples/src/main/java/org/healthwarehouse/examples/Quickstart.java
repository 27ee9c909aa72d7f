package org.healthwarehouse.examples;

import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.SLEEP_STAGE;
import static org.healthwarehouse.model.DataTypes.WORKOUT;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.Reading;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.healthwarehouse.testkit.person.SyntheticPerson;

/**
 * The main job, end to end: a year of one person's Fulcra data into one SQLite file, and out of it as CSV and Parquet.
 * A simulator on loopback plays the vendor, so it needs no account; to run it on an account, give
 * {@code FulcraConnector} your token and leave out the base address.
 */
public final class Quickstart {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final TimeRange YEAR =
            new TimeRange(NOW.minus(Duration.ofDays(14 + 365)), NOW.minus(Duration.ofDays(14)));

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path folder;
    private final FulcraSimulator vendor;
    private final RenewableToken token;
    private final HealthWarehouse warehouse;

    private Quickstart(Path folder, FulcraSimulator vendor, Clock clock) throws IOException {
        this.folder = folder;
        this.vendor = vendor;
        URI address = vendor.start();
        token = new RenewableToken(vendor::token);
        warehouse = HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .connector(FulcraConnector.builder()
                        .tokens(token)
                        .userId(vendor.userId())
                        .baseUri(address)
                        .build())
                .transport(VendorHttp.builder().timeout(Duration.ofSeconds(1)).build())
                .settings(SyncSettings.DEFAULT.pause(Duration.ZERO))
                .clock(clock)
                .build();
        out.println("A simulated Fulcra account is served on " + address + "; its clock shows " + NOW
                + ". The year ends 14 days before that.");
        out.println("Settings: pause between chunks 0 s, timeout of a call 1 s, Retry-After of the simulator 1 s.");
    }

    /**
     * Runs it.
     *
     * @param args the folder that receives the database and the files; emptied first
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "target/quickstart");
        empty(folder);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
        try (FulcraSimulator vendor = FulcraSimulator.serving(SyntheticPerson.seeded(42))
                .clock(clock)
                .faults(hitches())
                .build()) {
            Quickstart quickstart = new Quickstart(folder, vendor, clock);
            try (HealthWarehouse warehouse = quickstart.warehouse) {
                quickstart.run(warehouse);
            }
        }
    }

    /** Two rate limits, with and without a word on how long, an expired token and an answer that never ends. */
    private static FaultPlan hitches() {
        return FaultPlan.at(Map.of(
                40, new Fault.RateLimited(Optional.of(Duration.ofSeconds(1))),
                80, new Fault.TokenExpired(),
                120, new Fault.SlowBody(),
                160, new Fault.RateLimited(Optional.empty())));
    }

    private void run(HealthWarehouse health) throws IOException {
        SyncRequest year = SyncRequest.everything().in(YEAR);
        plan(health, year);
        sync(health, year);
        read(health);
        syncAgain(health, year);
        extend(health);
        export(health);
        farewell();
    }

    private void plan(HealthWarehouse health, SyncRequest request) {
        heading("The plan");
        SyncPlan plan = health.plan(request);
        out.printf(
                Locale.ROOT,
                "%d gaps in %s, %d chunks, %d expected calls, about %d s at one second a call%n",
                plan.gaps().size(),
                plan.range(),
                plan.chunks().size(),
                plan.expectedCalls(),
                plan.expectedDuration().toSeconds());
    }

    private void sync(HealthWarehouse health, SyncRequest request) {
        heading("Syncing one year");
        SyncReport report;
        List<String> hitches;
        try (SyncProgressBar bar = new SyncProgressBar()) {
            report = health.sync(request, bar).await();
            hitches = bar.hitches();
        }
        report.jobs().forEach(job -> out.println(job.state() + ": " + job.note()));
        out.printf(
                Locale.ROOT,
                "%d of %d chunks, %d failed, %.0f %% complete, %d calls in %d s%n",
                report.chunksDone(),
                report.chunksTotal(),
                report.chunksFailed(),
                report.completionRate() * 100,
                report.calls(),
                report.duration().toSeconds());
        report.recordsByType().forEach((type, count) -> out.printf(Locale.ROOT, "  %,10d %s%n", count, type));
        out.println("Mended on the way (see the view fetch_log): token renewed " + token.renewals() + " time(s)");
        hitches.forEach(hitch -> out.println("  " + hitch));
    }

    private void read(HealthWarehouse health) {
        heading("Reading a month of heart rate");
        Reading<SampleSeries> reading = health.samples(HEART_RATE)
                .between(YEAR.end().minus(Duration.ofDays(30)), YEAR.end())
                .read();
        SampleSeries series = reading.data();
        out.printf(
                Locale.ROOT,
                "%,d samples, mean %.1f %s, first at %s%n",
                series.size(),
                Arrays.stream(series.values()).average().orElse(Double.NaN),
                series.type().unit(),
                series.size() == 0 ? "-" : Instant.ofEpochMilli(series.timestamps()[0]));
        out.println(reading.freshness().status() + ", " + reading.freshness().origin() + ": "
                + reading.freshness().note());
    }

    private void syncAgain(HealthWarehouse health, SyncRequest request) {
        heading("Syncing the same year again");
        int before = vendor.calls();
        SyncReport report = health.sync(request).await();
        out.println("Requests counted by the simulator: " + (vendor.calls() - before) + " (report: " + report.calls()
                + " calls, complete: " + report.isComplete() + ")");
    }

    private void extend(HealthWarehouse health) {
        heading("Extending by the week before");
        int before = vendor.calls();
        TimeRange longer = new TimeRange(YEAR.start().minus(Duration.ofDays(7)), YEAR.end());
        SyncReport report = health.sync(SyncRequest.everything().in(longer)).await();
        List<TimeRange> asked = vendor.log().subList(before, vendor.calls()).stream()
                .map(LoggedRequest::range)
                .flatMap(Optional::stream)
                .toList();
        Instant from = asked.stream()
                .map(TimeRange::start)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Instant to = asked.stream()
                .map(TimeRange::end)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        out.println(
                asked.size() + " requests, all between " + from + " and " + to + "; complete: " + report.isComplete());
    }

    private void export(HealthWarehouse health) {
        heading("Exporting the last month as CSV");
        ExportReport report = health.export(ExportRequest.csv(folder.resolve("csv"))
                .types(HEART_RATE, SLEEP_STAGE, WORKOUT)
                .between(YEAR.end().minus(Duration.ofDays(30)), YEAR.end()));
        report.files().forEach(file -> out.printf(Locale.ROOT, "  %,10d rows  %s%n", file.rows(), file.path()));
        heading("Exporting everything as Parquet");
        long began = System.nanoTime();
        ExportReport parquet = health.export(ExportRequest.to("parquet", folder.resolve("parquet")));
        out.printf(
                Locale.ROOT,
                "%,d rows in %d files in %.1f s: %s%n",
                parquet.rows(),
                parquet.files().size(),
                (System.nanoTime() - began) / 1e9,
                folder.resolve("parquet"));
    }

    private void farewell() throws IOException {
        heading("What is left");
        Path database = folder.resolve("health.db");
        out.printf(Locale.ROOT, "%s (%.1f MB) and the files above. Try:%n", database, Files.size(database) / 1e6);
        out.println("  sqlite3 " + database + " \"select metric_name, count(*), round(avg(value), 1)"
                + " from health_metrics group by metric_name\"");
        out.println("  sqlite3 " + database + " \"select datetime(start_time, 'unixepoch'), workout_type"
                + " from workouts order by start_time desc limit 5\"");
        out.println("  duckdb -c \"select month, count(*), round(avg(value), 1) as mean from read_parquet('"
                + folder.resolve("parquet") + "/type=heart_rate/*/*/*.parquet', hive_partitioning=true)"
                + " group by month order by month\"");
    }

    private void heading(String text) {
        out.println();
        out.println("== " + text + " ==");
    }

    private static void empty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
