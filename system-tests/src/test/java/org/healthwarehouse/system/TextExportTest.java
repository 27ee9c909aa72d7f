package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.LOCATION;
import static org.healthwarehouse.system.OddStore.ODD;
import static org.healthwarehouse.system.OddStore.RIDE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What CSV and JSON files say, read by other programs, is what the store holds. */
class TextExportTest {
    private static final TimeRange ALL = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
    private static final List<UserId> USERS = List.of(ODD, UserId.LOCAL);

    @TempDir
    Path folder;

    private final ObjectMapper mapper = new ObjectMapper();
    private FilledStore store;

    @BeforeEach
    void open() {
        store = new FilledStore(folder.resolve("health.db"));
        OddStore.fill(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void export(String format) {
        var unused = store.warehouse.export(ExportRequest.to(format, folder).everybody());
    }

    private List<JsonNode> objects(String format, DataType type) throws IOException {
        export(format);
        Path file = folder.resolve(type.name() + "." + format);
        List<JsonNode> objects = new ArrayList<>();
        if (format.equals("json")) {
            mapper.readTree(file.toFile()).forEach(objects::add);
        } else {
            for (String line : Files.readAllLines(file)) {
                objects.add(mapper.readTree(line));
            }
        }
        return objects;
    }

    private interface Visit {
        void in(Snapshot snapshot, UserId user, List<StreamId> streams);
    }

    private void visit(DataType type, Visit visit) {
        try (Snapshot snapshot = store.storage.snapshot()) {
            for (UserId user : USERS) {
                visit.in(
                        snapshot,
                        user,
                        snapshot.streams(user).stream()
                                .filter(stream -> stream.type().equals(type))
                                .toList());
            }
        }
    }

    private static String ms(String instant) {
        return Instant.parse(instant).toEpochMilli() + "";
    }

    private static String known(String text) {
        return text.isEmpty() ? "null" : text;
    }

    private static Attributes attributes(JsonNode node) {
        return node.isNull() ? Attributes.EMPTY : Attributes.parse(node.toString());
    }

    private List<String> storedSamples() {
        List<String> rows = new ArrayList<>();
        visit(
                HEART_RATE,
                (snapshot, user, streams) -> snapshot.samples(
                        streams,
                        ALL,
                        (series, start, end, value, attributes) -> rows.add(String.join(
                                "|",
                                user.value(),
                                series.key().source().value(),
                                known(series.key().device().key()),
                                known(series.key().channel()),
                                start + "",
                                end + "",
                                value + "",
                                "/min",
                                attributes.toJson()))));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson"})
    void everySampleIsAnObject(String format) throws IOException {
        List<String> read = objects(format, HEART_RATE).stream()
                .map(row -> String.join(
                        "|",
                        row.get("user_id").asText(),
                        row.get("source").asText(),
                        row.get("device").asText(),
                        row.get("channel").asText(),
                        ms(row.get("start").asText()),
                        ms(row.get("end").asText()),
                        row.get("value").asDouble() + "",
                        row.get("unit").asText(),
                        attributes(row.get("attributes")).toJson()))
                .toList();

        assertThat(read).isEqualTo(storedSamples()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson"})
    void everyRecordIsAnObjectWithItsFieldsAndAttributes(String format) throws IOException {
        List<JsonNode> read = objects(format, RIDE);

        List<String> stored = new ArrayList<>();
        visit(
                RIDE,
                (snapshot, user, streams) -> snapshot.records(streams, ALL, record -> {
                    stored.add(record.start() + " " + record.end() + " " + record.open() + " "
                            + record.updatedAt().map(Instant::toString).orElse("null") + " " + record.fetchedAt() + " "
                            + record.attributes().toJson());
                }));
        assertThat(read.stream()
                        .map(row ->
                                row.get("start").asText() + " " + row.get("end").asText() + " "
                                        + row.get("open").asText() + " "
                                        + row.get("updated_at").asText() + " "
                                        + row.get("fetched_at").asText() + " "
                                        + attributes(row.get("attributes")).toJson()))
                .isEqualTo(stored)
                .hasSize(3);
        for (JsonNode row : read) {
            for (RecordType.Field field : RIDE.fields()) {
                assertThat(row.path(field.name()).toString())
                        .isEqualTo(
                                row.get("attributes").has(field.name())
                                        ? row.get("attributes")
                                                .get(field.name())
                                                .toString()
                                        : "null");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson"})
    void everyLocationIsAnObject(String format) throws IOException {
        List<String> stored = new ArrayList<>();
        visit(
                LOCATION,
                (snapshot, user, streams) -> snapshot.locations(
                        streams,
                        ALL,
                        place -> stored.add(user + " " + place.key() + " " + place.time() + " " + place.latitude() + " "
                                + place.longitude() + " " + place.accuracy() + " "
                                + place.attributes().toJson())));

        assertThat(objects(format, LOCATION).stream()
                        .map(row -> row.get("user_id").asText() + " RecordKey[scheme=uuid, value="
                                + row.get("key").asText().substring("uuid:".length()) + "] "
                                + row.get("time").asText() + " "
                                + row.get("latitude").asDouble() + " "
                                + row.get("longitude").asDouble() + " "
                                + (row.get("accuracy_m").isNull()
                                        ? "OptionalDouble.empty"
                                        : "OptionalDouble["
                                                + row.get("accuracy_m").asDouble() + "]")
                                + " " + attributes(row.get("attributes")).toJson()))
                .isEqualTo(stored)
                .hasSize(2);
    }

    @Test
    void anotherReaderFindsEverySampleInTheCsvFile() {
        export("csv");
        try (Duck duck = new Duck()) {
            List<String> read = duck.rows("SELECT user_id, source, device, channel, epoch_ms(start::TIMESTAMP),"
                    + " epoch_ms(\"end\"::TIMESTAMP), value::DOUBLE, unit FROM read_csv('"
                    + folder.resolve("heart_rate.csv") + "', header=true, all_varchar=true, quote='\"', escape='\"')");

            assertThat(read)
                    .isEqualTo(storedSamples().stream()
                            .map(row -> row.substring(0, row.lastIndexOf("|{")))
                            .toList());
        }
    }

    @Test
    void anotherReaderFindsEveryRecordInTheCsvFile() {
        export("csv");
        List<String> stored = new ArrayList<>();
        visit(
                RIDE,
                (snapshot, user, streams) -> snapshot.records(
                        streams,
                        ALL,
                        record -> stored.add(
                                user + "|" + new TreeMap<>(record.attributes().asMap()).getOrDefault("title", null)
                                        + "|" + record.attributes().toJson())));
        try (Duck duck = new Duck()) {
            assertThat(duck.rows("SELECT user_id, title, attributes FROM read_csv('" + folder.resolve("ride.csv")
                            + "', header=true, all_varchar=true, quote='\"', escape='\"')"))
                    .isEqualTo(stored)
                    .hasSize(3);
        }
    }
}
