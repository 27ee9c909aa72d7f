package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of the WHOOP app, whose importer is found by itself. */
class WhoopImportTest {
    private static final SourceId WHOOP = SourceId.of("whoop");
    private static final String COMMON = "Cycle start time,Cycle end time,Cycle timezone,";
    private static final String NIGHT = "Sleep onset,Wake onset,Sleep performance %,Asleep duration (min)";
    private static final String CYCLE = "2024-03-01 22:30:00,2024-03-02 23:00:00,UTC-05:00,";

    @TempDir
    Path folder;

    private Storage storage;
    private HealthWarehouse warehouse;

    @BeforeEach
    void open() {
        ManualClock clock = new ManualClock(Bench.NOW);
        storage = SqliteStorage.open(folder.resolve("health.db"), clock);
        warehouse = HealthWarehouse.builder().storage(storage).clock(clock).build();
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    /** An archive with all four tables. */
    private Path export(String name, int strain, int performance) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            write(
                    zip,
                    "physiological_cycles.csv",
                    COMMON + "Recovery score %,Day Strain," + NIGHT + "\n" + CYCLE + "72," + strain
                            + ",2024-03-01 22:30:00,2024-03-02 06:00:00,70,452\n");
            write(
                    zip,
                    "sleeps.csv",
                    COMMON + NIGHT + ",Nap\n" + CYCLE + "2024-03-01 22:30:00,2024-03-02 06:00:00," + performance
                            + ",450,false\n");
            write(
                    zip,
                    "workouts.csv",
                    COMMON + "Workout start time,Workout end time,Activity name,HR Zone 1 %\n" + CYCLE
                            + "2024-03-02 18:00:00,2024-03-02 19:00:00,Running,40\nno date,,,,,,\n");
            write(zip, "journal_entries.csv", COMMON + "Question text,Answered yes,Notes\n" + CYCLE + "Tea?,true,\n");
        }
        return file;
    }

    private static void write(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private List<String> query(String sql) {
        return StoreFile.query(folder.resolve("health.db"), sql);
    }

    @Test
    void anArchiveIsReadWholeAndASecondTimeChangesNothing() throws IOException {
        ImportReport report = warehouse.importFrom(export("whoop.zip", 12, 74));
        assertThat(report.skipped()).isEmpty();
        assertThat(report.added()).isEqualTo(5);
        assertThat(report.taken())
                .flatExtracting(ImportReport.Taken::problems)
                .singleElement()
                .asString()
                .startsWith("line 3");
        assertThat(query("SELECT data_type, records_synced, kind FROM sync_history ORDER BY 1"))
                .containsExactly(
                        "cycle|1|import",
                        "journal_entry|1|import",
                        "recovery|1|import",
                        "sleep|2|import",
                        "workout|1|import");
        assertThat(query("SELECT json_extract(data_json, '$.score', '$.asleep') FROM sleep_cycles"))
                .containsExactly("[74,27000]");
        List<String> revisions = query("SELECT count(*) FROM record_revision");
        ImportReport again = warehouse.importFrom(export("again.zip", 12, 74));
        assertThat(again.added() + again.changed()).isZero();
        assertThat(query("SELECT count(*) FROM record_revision")).isEqualTo(revisions);
        assertThat(query("SELECT * FROM coverage")).isEmpty();
    }

    @Test
    void aRowMeetsTheRecordThatTheDeveloperApiTells() throws IOException {
        warehouse.importFrom(export("whoop.zip", 12, 74));
        Instant start = Instant.parse("2024-03-02T23:00:00Z");
        ParsedRecord workout = new ParsedRecord(
                DataTypes.WORKOUT,
                Set.of(RecordKey.uuid("w-1"), new RecordKey("start", "2024-03-02T23:00:00Z")),
                start.plusMillis(250),
                start.plusSeconds(3601),
                Optional.of(start.plusSeconds(9000)),
                false,
                Attributes.of(Map.of("workout_type", "running", "strain", 8.25)));
        var unused = storage.ingest(new IngestCommit(
                UserId.LOCAL,
                WHOOP,
                new FeedId("workouts"),
                new JobId("api"),
                new TimeRange(start, start.plusSeconds(1)),
                Optional.empty(),
                1,
                new PageContent(List.of(), List.of(workout), List.of()),
                Bench.NOW));
        assertThat(query("SELECT workout_id, start_ms % 1000, json_extract(data_json, '$.strain',"
                        + " '$.vendor.zone_1_percent', '$.name') FROM workouts"))
                .containsExactly("w-1|250|[8.25,40,\"Running\"]");
        ImportReport again = warehouse.importFrom(export("again.zip", 12, 74));
        assertThat(again.added() + again.changed()).isZero();
    }

    @Test
    void anUnknownLayoutIsReportedWithItsHeader() throws IOException {
        Path file = Files.writeString(folder.resolve("physiological_cycles.csv"), "Inicio,Fin\n1,2\n");
        ImportReport report = warehouse.importFrom(file);
        assertThat(report.skipped())
                .singleElement()
                .satisfies(each -> assertThat(each.why()).contains("Inicio,Fin"));
        assertThat(warehouse.openErrors(UserId.LOCAL, 5)).hasSize(1);
    }
}
