package org.healthwarehouse.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SeriesKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.StoredSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExporterTest {
    private static final UserId ANNA = UserId.of("anna");
    private static final SourceId FULCRA = SourceId.of("fulcra");
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final TimeRange RANGE = new TimeRange(NEW_YEAR, NEW_YEAR.plusSeconds(86_400));
    private static final RecordType RIDE = new RecordType(
            "ride",
            List.of(
                    new RecordType.Field("title", RecordType.Kind.TEXT, "1", "What it is called."),
                    new RecordType.Field("distance", RecordType.Kind.NUMBER, "m", "How far."),
                    new RecordType.Field("serial", RecordType.Kind.INTEGER, "1", "Its number.")),
            "A ride.");

    @TempDir
    private Path folder = Path.of("");

    private final MemorySnapshot snapshot = new MemorySnapshot();
    private final Exporter exporter = Exporter.csv();
    private Path file = Path.of("");

    private static List<StreamId> streams(DataType type) {
        return List.of(new StreamId(ANNA, FULCRA, type));
    }

    private long write(DataType type) throws IOException {
        FolderOutput out = new FolderOutput(folder);
        exporter.write(new ExportContent(snapshot, streams(type), streams(type), RANGE), out);
        file = folder.resolve(type.name() + ".csv");
        return out.rows.getOrDefault(type.name() + ".csv", -1L);
    }

    private List<List<String>> table() throws IOException {
        return CsvText.parse(Files.readString(file));
    }

    private void addHeartRate(String device, long offsetMs, long lengthMs, double value) {
        StreamId stream = new StreamId(ANNA, FULCRA, DataTypes.HEART_RATE);
        StoredSeries series = new StoredSeries(1, stream, new SeriesKey(FULCRA, Device.of(device), "beats"));
        long start = NEW_YEAR.toEpochMilli() + offsetMs;
        snapshot.samples.add(new MemorySnapshot.Sample(series, start, start + lengthMs, value));
    }

    @Test
    void samplesHaveOneLineEach() throws IOException {
        addHeartRate("Watch6,2", 0, 0, 61);
        addHeartRate("", 1_500, 500, 62.5);

        assertThat(write(DataTypes.HEART_RATE)).isEqualTo(2);

        assertThat(file).hasContent("""
                        user_id,source,device,channel,start,end,value,unit\r
                        anna,fulcra,"Watch6,2",beats,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,61,/min\r
                        anna,fulcra,,beats,2026-01-01T00:00:01.500Z,2026-01-01T00:00:02Z,62.5,/min\r
                        """);
    }

    private static HealthRecord ride(Set<RecordKey> keys, Optional<Instant> updatedAt, Attributes attributes) {
        return new HealthRecord(
                RIDE,
                ANNA,
                FULCRA,
                keys,
                NEW_YEAR,
                NEW_YEAR.plusSeconds(60),
                updatedAt,
                true,
                attributes,
                NEW_YEAR.plusSeconds(99));
    }

    @Test
    void recordsHaveTheirDeclaredFieldsAndAllAttributesAsJson() throws IOException {
        snapshot.records.add(ride(
                Set.of(RecordKey.uuid("b"), new RecordKey("serial", "7")),
                Optional.of(NEW_YEAR.plusSeconds(1)),
                Attributes.parse("{\"title\":\"Home, \\\"fast\\\"\",\"serial\":9007199254740993,\"bell\":true}")));

        assertThat(write(RIDE)).isEqualTo(1);

        assertThat(table())
                .containsExactly(
                        List.of(
                                "user_id",
                                "source",
                                "keys",
                                "start",
                                "end",
                                "updated_at",
                                "open",
                                "title",
                                "distance",
                                "serial",
                                "attributes"),
                        List.of(
                                "anna",
                                "fulcra",
                                "serial:7 uuid:b",
                                "2026-01-01T00:00:00Z",
                                "2026-01-01T00:01:00Z",
                                "2026-01-01T00:00:01Z",
                                "true",
                                "Home, \"fast\"",
                                "",
                                "9007199254740993",
                                "{\"bell\":true,\"serial\":9007199254740993,\"title\":\"Home, \\\"fast\\\"\"}"));
    }

    @Test
    void aRecordThatWasNeverUpdatedHasAnEmptyCell() throws IOException {
        snapshot.records.add(ride(Set.of(RecordKey.uuid("b")), Optional.empty(), Attributes.EMPTY));

        write(RIDE);

        assertThat(table().get(1).get(5)).isEmpty();
    }

    @Test
    void locationsHaveOneLineEach() throws IOException {
        snapshot.locations.add(new Location(
                FULCRA,
                RecordKey.uuid("b"),
                NEW_YEAR,
                48.137154,
                -11.5,
                OptionalDouble.of(5),
                Attributes.parse("{\"course\":7}"),
                NEW_YEAR));
        snapshot.locations.add(new Location(
                FULCRA, RecordKey.uuid("c"), NEW_YEAR, 0, 0, OptionalDouble.empty(), Attributes.EMPTY, NEW_YEAR));

        assertThat(write(DataTypes.LOCATION)).isEqualTo(2);

        assertThat(table())
                .containsExactly(
                        List.of(
                                "user_id",
                                "source",
                                "key",
                                "time",
                                "latitude",
                                "longitude",
                                "accuracy_m",
                                "attributes"),
                        List.of(
                                "anna",
                                "fulcra",
                                "b",
                                "2026-01-01T00:00:00Z",
                                "48.137154",
                                "-11.5",
                                "5",
                                "{\"course\":7}"),
                        List.of("anna", "fulcra", "c", "2026-01-01T00:00:00Z", "0", "0", "", "{}"));
    }

    @Test
    void withoutRowsThereIsAHeader() throws IOException {
        assertThat(write(DataTypes.HEART_RATE)).isZero();
        assertThat(table()).hasSize(1);
        assertThat(write(RIDE)).isZero();
        assertThat(table()).hasSize(1);
        assertThat(write(DataTypes.LOCATION)).isZero();
        assertThat(table()).hasSize(1);
    }

    @Test
    void asksForTheStreamsAndTheRangeThatItWasGiven() throws IOException {
        write(DataTypes.HEART_RATE);
        write(RIDE);
        write(DataTypes.LOCATION);

        assertThat(snapshot.questions)
                .containsExactly(
                        new MemorySnapshot.Question(streams(DataTypes.HEART_RATE), RANGE),
                        new MemorySnapshot.Question(streams(RIDE), RANGE),
                        new MemorySnapshot.Question(streams(DataTypes.LOCATION), RANGE));
    }

    @Test
    void textIsUtf8() throws IOException {
        addHeartRate("Annas Gerät 😀", 0, 0, 61);

        write(DataTypes.HEART_RATE);

        assertThat(table().get(1).get(2)).isEqualTo("Annas Gerät 😀");
    }

    @Test
    void aFullDiskIsAnIoException() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs /dev/full");
        for (int i = 0; i < 1_000; i++) {
            addHeartRate("Watch6,2", i, 0, 61);
        }

        FolderOutput out = new FolderOutput(folder) {
            @Override
            public Path create(String name) {
                return full;
            }
        };
        List<StreamId> streams = streams(DataTypes.HEART_RATE);

        assertThatIOException()
                .isThrownBy(() -> exporter.write(new ExportContent(snapshot, streams, streams, RANGE), out))
                .withNoCause();
    }

    @Test
    void theFormatIsTheEndingOfItsFiles() {
        assertThat(exporter.format()).isEqualTo("csv");
    }
}
