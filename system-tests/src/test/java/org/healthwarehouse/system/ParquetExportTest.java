package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.LOCATION;
import static org.healthwarehouse.model.DataTypes.STEPS;
import static org.healthwarehouse.system.OddStore.ODD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.export.PathName;
import org.healthwarehouse.export.parquet.ParquetExporter;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program finds in the Parquet files exactly what the store holds. */
class ParquetExportTest {
    private static final TimeRange ALL = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
    private static final List<UserId> USERS = List.of(UserId.LOCAL, ODD);

    @TempDir
    Path folder;

    private final Duck duck = new Duck();
    private FilledStore store;
    private Path target;

    @BeforeEach
    void open() {
        store = new FilledStore(folder.resolve("health.db"));
        target = folder.resolve("parquet");
    }

    @AfterEach
    void close() {
        store.close();
        duck.close();
    }

    private ExportReport export() {
        return store.warehouse.export(ExportRequest.to("parquet", target).everybody());
    }

    private static String month(long epochMs) {
        return Instant.ofEpochMilli(epochMs).atOffset(ZoneOffset.UTC).toString().substring(0, 7);
    }

    private static String known(String text) {
        return text.isEmpty() ? "null" : text;
    }

    private List<String> storedSamples(SampleType type) {
        List<String> rows = new ArrayList<>();
        try (Snapshot snapshot = store.storage.snapshot()) {
            for (UserId user : USERS) {
                snapshot.samples(
                        streams(snapshot, user, type),
                        ALL,
                        (series, start, end, value, attributes) -> rows.add(String.join(
                                "|",
                                "u-" + user,
                                month(start),
                                start * 1000 + "",
                                end * 1000 + "",
                                value + "",
                                type.unit(),
                                series.key().source().value(),
                                known(series.key().device().key()),
                                known(series.key().channel()),
                                attributes.isEmpty() ? "null" : attributes.toJson())));
            }
        }
        return rows;
    }

    private static List<StreamId> streams(Snapshot snapshot, UserId user, DataType type) {
        return snapshot.streams(user).stream()
                .filter(stream -> stream.type().equals(type))
                .toList();
    }

    private List<String> readSamples(String type) {
        return duck.rows(
                "SELECT \"user\", month, epoch_us(start_time), epoch_us(end_time), value, unit, source, device,"
                        + " channel, attributes::VARCHAR FROM " + Duck.type(target, type));
    }

    @Test
    void everySampleIsThereWithAllItsCells() {
        OddStore.fill(store);

        ExportReport report = export();

        assertThat(readSamples("heart_rate"))
                .containsExactlyInAnyOrderElementsOf(storedSamples(HEART_RATE))
                .hasSize(16);
        assertThat(readSamples("steps"))
                .containsExactlyInAnyOrderElementsOf(storedSamples(STEPS))
                .hasSize(3);
        assertThat(report.rows()).isEqualTo(16 + 3 + 3 + 2);
    }

    @Test
    void columnsHaveTheTypesThatReadersExpect() {
        OddStore.fill(store);
        export();

        assertThat(duck.columns(Duck.type(target, "heart_rate")))
                .isEqualTo("start_time TIMESTAMP WITH TIME ZONE, end_time TIMESTAMP WITH TIME ZONE, value DOUBLE,"
                        + " unit VARCHAR, source VARCHAR, device VARCHAR, channel VARCHAR, local_date DATE,"
                        + " utc_offset INTEGER, zone VARCHAR, attributes JSON, month VARCHAR, type VARCHAR,"
                        + " user VARCHAR");
        assertThat(duck.columns(Duck.type(target, "ride")))
                .isEqualTo("source VARCHAR, keys JSON, start_time TIMESTAMP WITH TIME ZONE, end_time TIMESTAMP WITH"
                        + " TIME ZONE, updated_at TIMESTAMP WITH TIME ZONE, open BOOLEAN, fetched_at TIMESTAMP WITH"
                        + " TIME ZONE, title VARCHAR, distance DOUBLE, serial BIGINT, indoor BOOLEAN, paused_at"
                        + " TIMESTAMP WITH TIME ZONE, laps JSON, field_Start_Time VARCHAR, attributes JSON, month"
                        + " VARCHAR, type VARCHAR, user VARCHAR");
    }

    @Test
    void localTimeIsThatOfTheAttributesAndElseNull() {
        OddStore.fill(store);
        export();

        assertThat(duck.rows("SELECT local_date, utc_offset, zone FROM " + Duck.type(target, "heart_rate")
                        + " WHERE device = 'noted' ORDER BY start_time"))
                .containsExactly(
                        "null|null|null",
                        "2026-01-21|345|Asia/Kathmandu",
                        "2026-02-09|-210|null",
                        "2026-02-28|null|null");
    }

    @Test
    void recordsHaveTypedFieldsAndKeepWhatDoesNotFit() {
        OddStore.fill(store);
        export();

        assertThat(duck.rows("SELECT source, keys::VARCHAR, epoch_us(start_time), epoch_us(end_time),"
                        + " epoch_us(updated_at), open, title, distance, serial, indoor, epoch_us(paused_at),"
                        + " laps::VARCHAR, \"field_Start_Time\", attributes::VARCHAR FROM "
                        + Duck.type(target, "ride") + " ORDER BY start_time"))
                .containsExactly(
                        "fulcra|[\"serial no:7 0\",\"uuid:id-0\"]|1767222000000000|1767222000001000|1767222000007000|true"
                                + "|Tour, \"é😀\"|1234.5|9007199254740993|false|1767225600123456|[{\"n\":1,\"t\":null}]|soon"
                                + "|{\"more\":{\"x\":[1,2.5,true,null]}}",
                        "fulcra|[\"serial no:7 1\",\"uuid:id-1\"]|1767225600000000|1767225600001000|null|false"
                                + "|null|null|null|null|null|null|null|null",
                        "fulcra|[\"serial no:7 2\",\"uuid:id-2\"]|1767229200000000|1767229200001000|null|false"
                                + "|null|9.007199254740992E15|null|null|null|null|null"
                                + "|{\"Start_Time\":null,\"distance\":9007199254740993,\"indoor\":\"yes\",\"laps\":null,"
                                + "\"paused_at\":\"noon\",\"serial\":1.5,\"title\":5}");
    }

    @Test
    void locationsAreThereWithWhatIsKnownOfThem() {
        OddStore.fill(store);
        export();

        assertThat(duck.rows("SELECT source, key, epoch_us(time), latitude, longitude, accuracy, attributes::VARCHAR,"
                        + " epoch_us(fetched_at) FROM " + Duck.type(target, LOCATION.name()) + " ORDER BY time"))
                .containsExactly(
                        "fulcra|uuid:place-0|1767222000000000|-48.137154|11.5|5.0|{\"course\":[1,null]}|"
                                + micros(Bench.NOW),
                        "fulcra|uuid:place-1|1767225600000000|-48.137154|11.5|null|null|" + micros(Bench.NOW));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    @Test
    void theLedgerLiesBesideTheData() {
        OddStore.fill(store);
        export();
        List<String> stored = new ArrayList<>();
        try (Snapshot snapshot = store.storage.snapshot()) {
            for (UserId user : USERS) {
                for (StreamId stream : snapshot.streams(user)) {
                    for (CoverageEntry line : snapshot.coverage(stream, ALL)) {
                        stored.add(String.join(
                                "|",
                                user.value(),
                                stream.source().value(),
                                stream.type().name(),
                                micros(line.range().start()) + "",
                                micros(line.range().end()) + "",
                                line.held().name(),
                                known(line.reason()),
                                line.settled() + "",
                                micros(line.fetchedAt()) + "",
                                line.dueAt().map(due -> micros(due) + "").orElse("null")));
                    }
                }
            }
        }

        assertThat(duck.rows("SELECT \"user\", source, type, epoch_us(start_time), epoch_us(end_time), held, reason,"
                        + " settled, epoch_us(fetched_at), epoch_us(due_at) FROM '" + target + "/coverage.parquet'"))
                .containsExactlyInAnyOrderElementsOf(stored)
                .hasSize(3);
    }

    @Test
    void unitsAreInTheFootersToo() {
        OddStore.fill(store);
        export();

        assertThat(duck.rows("SELECT DISTINCT decode(key) || '=' || decode(value) FROM parquet_kv_metadata('" + target
                        + "/type=ride/*/*/*.parquet') WHERE decode(key) LIKE 'healthwarehouse.%' ORDER BY 1"))
                .containsExactly(
                        "healthwarehouse.type=ride",
                        "healthwarehouse.units={\"distance\":\"m\",\"field_Start_Time\":\"1\",\"indoor\":\"1\","
                                + "\"laps\":\"1\",\"paused_at\":\"1\",\"serial\":\"1\",\"title\":\"1\"}");
    }

    @Test
    void filesLieInFoldersOfTypeUserAndMonthWhateverTheNames() throws IOException {
        OddStore.fill(store);
        export();

        try (Stream<Path> files = Files.walk(target)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> target.relativize(file).toString())
                            .filter(name -> name.startsWith("type=steps") || name.contains("%")))
                    .containsExactlyInAnyOrder(
                            "type=steps/user=u-local/month=2025-12/part-0.parquet",
                            "type=steps/user=u-local/month=2026-01/part-0.parquet",
                            "type=heart_rate/user=u-" + PathName.of(ODD.value()) + "/month=2025-12/part-0.parquet");
        }
        assertThat(PathName.textOf(PathName.of(ODD.value()))).isEqualTo(ODD.value());
    }

    @Test
    void anEmptyStoreGivesAnEmptyLedger() throws IOException {
        ExportReport report = export();

        assertThat(report.rows()).isZero();
        assertThat(duck.rows("SELECT count(*) FROM '" + target + "/coverage.parquet'"))
                .containsExactly("0");
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("coverage.parquet", "manifest.json");
        }
    }

    @Test
    void onlyWhatIsAskedForIsExported() {
        OddStore.fill(store);

        var unused = store.warehouse.export(ExportRequest.to(ParquetExporter.create(), target)
                .user(ODD)
                .types(HEART_RATE)
                .between(OddStore.START, OddStore.START.plusMillis(1)));

        assertThat(readSamples("heart_rate")).singleElement().asString().startsWith("u-" + ODD + "|2025-12");
        assertThat(target.resolve("type=steps")).doesNotExist();
    }

    @Test
    void anUnknownFormatNamesThoseThatAreThere() {
        assertThatThrownBy(() -> ExportRequest.to("orc", target)).hasMessageContaining("csv, json, ndjson, parquet");
    }
}
