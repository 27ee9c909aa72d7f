package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.garmin.FitFiles;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Garmin gives to people: FIT files and the JSON of an export, whose importers are found by themselves. */
class GarminImportTest {
    private static final GarminExport EXPORT = new GarminExport(LocalDate.of(2026, 1, 10), 5);

    @TempDir
    Path folder;

    private HealthWarehouse open(String name) {
        ManualClock clock = new ManualClock(Bench.NOW);
        return HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve(name), clock))
                .clock(clock)
                .build();
    }

    private List<String> query(String sql) {
        return StoreFile.query(folder.resolve("health.db"), sql);
    }

    @Test
    void anExportIsReadAndItsActivitiesAndNightsAreOneRecordOfTwoParts() throws IOException {
        Path export = EXPORT.folder(folder);
        try (HealthWarehouse warehouse = open("health.db")) {
            ImportReport report = warehouse.importFrom(export);
            assertThat(report.skipped())
                    .extracting(ImportReport.Skipped::name)
                    .singleElement()
                    .asString()
                    .endsWith(".txt");
            assertThat(report.taken())
                    .flatExtracting(ImportReport.Taken::problems)
                    .isEmpty();
        }
        assertThat(query("SELECT workout_id, workout_type, data_json ->> '$.name', data_json ->> '$.distance',"
                        + " data_json ->> '$.training_effect_aerobic', data_json ->> '$.local_date' FROM workouts"
                        + " WHERE user_id = 'local' ORDER BY start_time LIMIT 2"))
                .containsExactly(
                        "4711:%d|running|Evening|10800.0|3.1|2026-01-10"
                                .formatted(EXPORT.run(0).getEpochSecond()),
                        "4711:%d|running|Evening|10800.0|3.1|2026-01-11"
                                .formatted(EXPORT.run(1).getEpochSecond()));
        assertThat(query("SELECT data_json ->> '$.score', data_json ->> '$.deep', data_json ->> '$.local_date'"
                        + " FROM sleep_cycles ORDER BY start_time LIMIT 1"))
                .containsExactly("80|7200.0|2026-01-10");
        assertThat(query("SELECT count(*) FROM workouts")).containsExactly("5");
        assertThat(query("SELECT count(*) FROM sleep_cycles")).containsExactly("5");
        assertThat(query("SELECT count(*), count(DISTINCT record_id) FROM record_part"))
                .containsExactly("20|10");
        assertThat(query("SELECT local_date, steps, resting_heart_rate, time_zone FROM daily_summary_records"
                        + " ORDER BY start_time LIMIT 2"))
                .containsExactly("2026-01-10|2400|50|+01:00", "2026-01-11|2400|51|+01:00");
    }

    @Test
    void importingAgainOrFromAnotherPlaceChangesNothing() throws IOException {
        Path export = EXPORT.folder(folder);
        try (HealthWarehouse warehouse = open("health.db")) {
            assertThat(warehouse.importFrom(export.resolve("watch")).added()).isPositive();
            assertThat(warehouse.importFrom(export).changed())
                    .as("five activities and five nights of which a second one tells")
                    .isEqualTo(10);
            List<String> rows = StoreDump.rows(folder.resolve("health.db"));
            for (String part : List.of("", "watch", "DI_CONNECT")) {
                ImportReport again = warehouse.importFrom(export.resolve(part));
                assertThat(again.added() + again.changed()).as(part).isZero();
            }
            assertThat(StoreDump.rows(folder.resolve("health.db"))).isEqualTo(rows);
        }
        assertThat(query("SELECT count(*) FROM sample_revision")).containsExactly("0");
    }

    @Test
    void theOrderOfTheFilesDoesNotMatter() throws IOException {
        Path export = EXPORT.folder(folder);
        try (HealthWarehouse warehouse = open("health.db");
                HealthWarehouse other = open("other.db")) {
            var unused = warehouse.importFrom(export);
            for (String part : List.of("watch", "DI_CONNECT")) {
                unused = other.importFrom(export.resolve(part));
            }
        }
        assertThat(StoreDump.rows(folder.resolve("other.db"))).isEqualTo(StoreDump.rows(folder.resolve("health.db")));
    }

    @Test
    void theWayOfARunIsCountedOnceThoughTheWatchAlsoCountsAllDay() throws IOException {
        Path export = EXPORT.folder(folder);
        try (HealthWarehouse warehouse = open("health.db")) {
            var unused = warehouse.importFrom(export);
            double[] metresByHour = warehouse
                    .samples(DataTypes.DISTANCE_WALKING_RUNNING)
                    .between(EXPORT.midnight(0), EXPORT.midnight(1))
                    .every(Duration.ofHours(1))
                    .sum()
                    .data()
                    .values();
            double metres = Arrays.stream(metresByHour).filter(Double::isFinite).sum();
            double walked = 23 * GarminExport.STEPS_AN_HOUR * 0.75;
            assertThat(metres).isCloseTo(walked + 3 * GarminExport.RUN_SECONDS, within(0.001));
        }
    }

    @Test
    void theDaysBeforeTheNewestAreHeldAndNothingElseIs() throws IOException {
        Path export = EXPORT.folder(folder);
        try (HealthWarehouse warehouse = open("health.db")) {
            var unused = warehouse.importFrom(export);
        }
        assertThat(query("SELECT t.name, min(datetime(c.start_ms / 1000, 'unixepoch')),"
                        + " max(datetime(c.end_ms / 1000, 'unixepoch')) FROM coverage c JOIN stream USING (stream_id)"
                        + " JOIN data_type t USING (type_id) GROUP BY 1 ORDER BY 1"))
                .containsExactly(
                        "daily_summary|2026-01-10 00:00:00|2026-01-13 00:00:00",
                        "sleep|2026-01-10 00:00:00|2026-01-13 00:00:00",
                        "workout|2026-01-11 00:00:00|2026-01-14 00:00:00");
        assertThat(query("SELECT DISTINCT date FROM local_day ORDER BY 1")).hasSize(5);
    }

    @Test
    void aDamagedFileIsReportedWithThePlaceOfTheFaultAndKeepsWhatIsBefore() throws IOException {
        byte[] run = FitFiles.run(EXPORT.run(0), 600, 150);
        Path file = Files.write(folder.resolve("run.bin"), Arrays.copyOf(run, run.length / 2));
        try (HealthWarehouse warehouse = open("health.db")) {
            ImportReport report = warehouse.importFrom(file);
            assertThat(report.taken().get(0).problems())
                    .anySatisfy(problem -> assertThat(problem).matches("byte \\d+: the file ends too early"));
            assertThat(report.added()).isGreaterThan(250);
            Path whole = Files.write(folder.resolve("run.bin"), run);
            assertThat(warehouse.importFrom(whole).added()).isGreaterThan(250);
        }
        assertThat(query("SELECT count(*) FROM sample")).containsExactly(601 + 600 + "");
        assertThat(query("SELECT count(*) FROM workouts")).containsExactly("1");
    }

    @Test
    void aDamagedCopyBesideTheWholeFileNeverHasTheLastWord() throws IOException {
        byte[] run = FitFiles.run(EXPORT.run(0), 600, 150);
        byte[] damaged = run.clone();
        damaged[run.length - 3] = 99;
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.write(files.resolve("a.fit"), run);
        Files.write(files.resolve("b.fit"), damaged);
        try (HealthWarehouse warehouse = open("health.db")) {
            assertThat(warehouse.importFrom(files).added()).isPositive();
            ImportReport again = warehouse.importFrom(files);
            assertThat(again.added() + again.changed()).isZero();
        }
        assertThat(query("SELECT data_json ->> '$.heart_rate_mean' FROM workouts"))
                .containsExactly("150.0");
    }

    @Test
    void anImportThatIsKilledIsDoneAgainWithoutDoubles() throws Exception {
        Path export = EXPORT.folder(folder);
        Path output = folder.resolve("calm.log");
        Process calm = child(output, "calm.db", export);
        assertThat(calm.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(calm.exitValue()).as(Files.readString(output)).isZero();
        SplittableRandom random = new SplittableRandom(Long.getLong("crash.seed", 1));
        int killed = 0;
        for (int kill = 0; kill < 3; kill++) {
            Path log = folder.resolve("killed-" + kill + ".log");
            Process child = child(log, "killed.db", export);
            waitUntil(child, log, 2 + random.nextInt(12));
            child.destroyForcibly();
            assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
            killed += Files.readString(log).contains("added") ? 0 : 1;
        }
        assertThat(killed).as("lives that ended in the middle of the work").isPositive();
        Path log = folder.resolve("last.log");
        Process last = child(log, "killed.db", export);
        assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue()).as(Files.readString(log)).isZero();
        assertThat(StoreDump.rows(folder.resolve("killed.db"))).isEqualTo(StoreDump.rows(folder.resolve("calm.db")));
    }

    private Process child(Path output, String store, Path export) throws IOException {
        return ChildJvm.start(
                output, "256m", ImportingChild.class, folder.resolve(store).toString(), export.toString());
    }

    /** Until it has said so many lines, or has ended. */
    private static void waitUntil(Process child, Path log, int lines) throws Exception {
        while (child.isAlive() && Files.readAllLines(log).size() < lines) {
            if (child.waitFor(1, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    @Test
    void anArchiveOfMoreThanAHundredMegabytesIsReadIn128MegabytesOfHeap() throws Exception {
        Path export = folder.resolve("large.zip");
        byte[] block = block();
        int blocks = 55;
        write(export, block, blocks);
        assertThat(Files.size(export)).isGreaterThan(100L << 20);
        Path log = folder.resolve("large.log");
        Process child = ChildJvm.start(
                log, "128m", ImportingChild.class, folder.resolve("health.db").toString(), export.toString());
        assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as(Files.readString(log)).isZero();
        assertThat(query("SELECT count(*) FROM workouts")).containsExactly("1");
        assertThat(query("SELECT max(size) FROM raw_page")).containsExactly((long) block.length * blocks + "");
    }

    /**
     * An archive in an archive, neither compressed, with FIT files behind one another of messages that nobody knows,
     * and a run.
     */
    private static void write(Path export, byte[] block, int blocks) throws IOException {
        Path inner = export.resolveSibling("inner.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(inner))) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("a_1.fit"));
            for (int i = 0; i < blocks; i++) {
                zip.write(block);
            }
            zip.putNextEntry(new ZipEntry("a_2.fit"));
            zip.write(FitFiles.run(Instant.parse("2026-01-10T12:00:00Z"), 60, 150));
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(export));
                OutputStream out = zip) {
            zip.setMethod(ZipOutputStream.STORED);
            ZipEntry entry = new ZipEntry("DI_CONNECT/UploadedFiles_0-_Part1.zip");
            entry.setSize(Files.size(inner));
            entry.setCrc(checksum(inner));
            zip.putNextEntry(entry);
            Files.copy(inner, out);
        }
        Files.delete(inner);
    }

    /** A FIT file of two megabytes, which others may follow in the same file. */
    private static byte[] block() {
        byte[] noise = new byte[200];
        SplittableRandom random = new SplittableRandom(1);
        FitWriter writer = new FitWriter();
        writer.define(0, false, 0xFF00, new FitWriter.Entry[] {new FitWriter.Entry(1, noise.length, 0x0D)});
        while (writer.dataSize() < 2 << 20) {
            random.nextBytes(noise);
            writer.message(0, noise);
        }
        return writer.end().bytes();
    }

    private static long checksum(Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return crc.getValue();
    }
}
