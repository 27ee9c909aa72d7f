package org.healthwarehouse.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

class JsonExporterTest {
    private static final UserId ANNA = UserId.of("anna");
    private static final SourceId FULCRA = SourceId.of("fulcra");
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final TimeRange RANGE = new TimeRange(NEW_YEAR, NEW_YEAR.plusSeconds(86_400));
    private static final RecordType RIDE = new RecordType(
            "ride",
            List.of(
                    new RecordType.Field("title", RecordType.Kind.TEXT, "1", "What it is called."),
                    new RecordType.Field("laps", RecordType.Kind.JSON, "1", "Its laps."),
                    new RecordType.Field("start", RecordType.Kind.TEXT, "1", "Is called like a column.")),
            "A ride.");

    @TempDir
    private Path folder = Path.of("");

    private final MemorySnapshot snapshot = new MemorySnapshot();

    private String written(Exporter exporter, DataType type) throws IOException {
        List<StreamId> streams = List.of(new StreamId(ANNA, FULCRA, type));
        exporter.write(new ExportContent(snapshot, streams, streams, RANGE), new FolderOutput(folder));
        return Files.readString(folder.resolve(type.name() + "." + exporter.format()));
    }

    private void addHeartRate(String device, long offsetMs, long lengthMs, double value, String note) {
        StreamId stream = new StreamId(ANNA, FULCRA, DataTypes.HEART_RATE);
        StoredSeries series = new StoredSeries(1, stream, new SeriesKey(FULCRA, Device.of(device), ""));
        long start = NEW_YEAR.toEpochMilli() + offsetMs;
        snapshot.samples.add(new MemorySnapshot.Sample(series, start, start + lengthMs, value, Attributes.parse(note)));
    }

    @Test
    void eachSampleIsOneLine() throws IOException {
        addHeartRate("Watch6,2", 0, 0, 61, "{}");
        addHeartRate("", 1_500, 500, 62.5, "{\"motion\":{\"context\":null}}");

        assertThat(written(Exporter.ndjson(), DataTypes.HEART_RATE)).isEqualTo("""
                {"user_id":"anna","source":"fulcra","device":"Watch6,2","channel":null,"start":"2026-01-01T00:00:00Z",\
                "end":"2026-01-01T00:00:00Z","value":61,"unit":"/min","attributes":null}
                {"user_id":"anna","source":"fulcra","device":null,"channel":null,"start":"2026-01-01T00:00:01.500Z",\
                "end":"2026-01-01T00:00:02Z","value":62.5,"unit":"/min","attributes":{"motion":{"context":null}}}
                """);
    }

    @Test
    void anArrayHoldsTheSameObjects() throws IOException {
        addHeartRate("a", 0, 0, 61, "{}");
        addHeartRate("b", 1, 0, 62, "{}");
        String lines = written(Exporter.ndjson(), DataTypes.HEART_RATE).strip().replace("\n", ",\n");

        assertThat(written(Exporter.json(), DataTypes.HEART_RATE)).isEqualTo("[\n" + lines + "\n]\n");
    }

    @Test
    void withoutRowsAnArrayIsEmptyAndThereAreNoLines() throws IOException {
        assertThat(new ObjectMapper().readTree(written(Exporter.json(), DataTypes.HEART_RATE)))
                .isEmpty();
        assertThat(written(Exporter.ndjson(), DataTypes.HEART_RATE)).isEmpty();
    }

    @Test
    void recordsHaveTheirFieldsOnceAndAllAttributesAsAnObject() throws IOException {
        Attributes attributes = Attributes.parse(
                "{\"title\":\"Home \u4e16\",\"laps\":[{\"n\":1}],\"start\":\"x\",\"bell\":9007199254740993}");
        snapshot.records.add(new HealthRecord(
                RIDE,
                ANNA,
                FULCRA,
                Set.of(RecordKey.uuid("b"), new RecordKey("serial", "7")),
                NEW_YEAR,
                NEW_YEAR.plusSeconds(60),
                Optional.empty(),
                true,
                attributes,
                NEW_YEAR.plusSeconds(99)));

        String text = written(Exporter.ndjson(), RIDE);
        JsonNode ride = new ObjectMapper().readTree(text);

        assertThat(ride.get("keys")).hasToString("[\"serial:7\",\"uuid:b\"]");
        assertThat(ride.get("updated_at").isNull()).isTrue();
        assertThat(ride.get("open").booleanValue()).isTrue();
        assertThat(ride.get("start").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(ride.get("title").asText()).isEqualTo("Home \u4e16");
        assertThat(ride.get("laps")).hasToString("[{\"n\":1}]");
        assertThat(Attributes.parse(ride.get("attributes").toString())).isEqualTo(attributes);
        assertThat(text).containsOnlyOnce("\"start\":\"2026");
    }

    @Test
    void anUnknownAccuracyIsNull() throws IOException {
        snapshot.locations.add(new Location(
                FULCRA,
                RecordKey.uuid("c"),
                NEW_YEAR,
                48.137154,
                -11.5,
                OptionalDouble.empty(),
                Attributes.EMPTY,
                NEW_YEAR));

        JsonNode place = new ObjectMapper().readTree(written(Exporter.ndjson(), DataTypes.LOCATION));

        assertThat(place.get("latitude").doubleValue()).isEqualTo(48.137154);
        assertThat(place.get("longitude").doubleValue()).isEqualTo(-11.5);
        assertThat(place.get("accuracy_m").isNull()).isTrue();
        assertThat(place.get("attributes").isEmpty()).isTrue();
    }
}
