package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType.Field;
import org.healthwarehouse.model.RecordType.Kind;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;

/** Whatever attributes a source gives, they can be read out of the files again. */
class RandomAttributesTest {
    private static final SampleType TYPE = DataTypes.BODY_MASS;

    private final AtomicInteger number = new AtomicInteger();
    private Path folder;
    private Duck duck;

    @BeforeProperty
    void open() throws IOException {
        folder = Files.createTempDirectory("attributes");
        duck = new Duck();
    }

    @AfterProperty
    void close() {
        duck.close();
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> pages() {
        return Arbitraries.maps(names(), values(2))
                .ofMaxSize(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static Arbitrary<String> names() {
        List<String> declared = OddStore.RIDE.fields().stream().map(Field::name).toList();
        return Arbitraries.oneOf(Arbitraries.of(declared), text());
    }

    /** Text that has a form in UTF-8. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .ofMaxLength(8)
                .filter(each -> StandardCharsets.UTF_8.newEncoder().canEncode(each) && each.indexOf('\0') < 0);
    }

    private static Arbitrary<Object> values(int levels) {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                text().map(each -> (Object) each),
                Arbitraries.longs().map(each -> (Object) each),
                Arbitraries.doubles().map(each -> (Object) each),
                Arbitraries.of(true, false).map(each -> (Object) each),
                Arbitraries.of("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123456789Z", "2026-01-01T02:00:00+02:00")
                        .map(each -> (Object) each),
                Arbitraries.just((Object) Optional.empty()));
        return levels == 0
                ? plain
                : Arbitraries.frequencyOf(
                        Tuple.of(4, plain),
                        Tuple.of(1, values(levels - 1).list().ofMaxSize(3).map(each -> (Object) each)),
                        Tuple.of(
                                1,
                                Arbitraries.maps(text(), values(levels - 1))
                                        .ofMaxSize(3)
                                        .map(each -> (Object) each)));
    }

    /** Null where there is an empty optional, of which generators of maps know nothing. */
    private static Object withNulls(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new HashMap<>();
            map.forEach((name, each) -> copy.put((String) name, withNulls(each)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(withNulls(each)));
            return copy;
        }
        return value instanceof Optional<?> ? null : value;
    }

    @SuppressWarnings("unchecked")
    private static List<Attributes> attributes(List<Map<String, Object>> page) {
        return page.stream()
                .map(each -> Attributes.of((Map<String, Object>) withNulls(each)))
                .toList();
    }

    private static ParsedRecord record(int hour, Attributes attributes) {
        Instant start = OddStore.START.plusSeconds(3600L * hour);
        return new ParsedRecord(
                OddStore.RIDE, Set.of(RecordKey.uuid("r" + hour)), start, start, Optional.empty(), false, attributes);
    }

    private static SampleBatch samples(List<Attributes> notes) {
        long[] starts = new long[notes.size()];
        Map<Integer, Attributes> byRow = new HashMap<>();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = OddStore.START.toEpochMilli() + i * 3_600_000L;
            if (!notes.get(i).isEmpty()) {
                byRow.put(i, notes.get(i));
            }
        }
        return new SampleBatch(
                TYPE, Device.of("scale"), "", starts, new long[starts.length], new double[starts.length], byRow);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void attributesCanBeReadAgain(@ForAll("pages") List<Map<String, Object>> page) throws IOException {
        Path at = Files.createDirectories(folder.resolve("n" + number.incrementAndGet()));
        List<Attributes> given = attributes(page);
        try (FilledStore store = new FilledStore(at.resolve("health.db"))) {
            List<ParsedRecord> records = new ArrayList<>();
            given.forEach(each -> records.add(record(records.size(), each)));
            store.add(UserId.LOCAL, OddStore.FULCRA, new PageContent(List.of(samples(given)), records, List.of()));
            var parquet = store.warehouse.export(ExportRequest.to("parquet", at.resolve("parquet")));
            var ndjson = store.warehouse.export(ExportRequest.ndjson(at.resolve("ndjson")));
            assertThat(parquet.rows()).isEqualTo(ndjson.rows()).isEqualTo(2L * given.size());
        }

        assertThat(parquetSamples(at)).isEqualTo(given);
        assertThat(lines(at, TYPE.name())).isEqualTo(given);
        assertThat(lines(at, OddStore.RIDE.name())).isEqualTo(given);
        assertThat(parquetRecords(at))
                .isEqualTo(given.stream().map(RandomAttributesTest::plain).toList());
    }

    private List<Attributes> parquetSamples(Path at) {
        return duck
                .rows("SELECT attributes::VARCHAR FROM " + Duck.type(at.resolve("parquet"), TYPE.name())
                        + " ORDER BY start_time")
                .stream()
                .map(each -> each.equals("null") ? Attributes.EMPTY : Attributes.parse(each))
                .toList();
    }

    private static List<Attributes> lines(Path at, String type) throws IOException {
        List<Attributes> read = new ArrayList<>();
        for (String line : Files.readAllLines(at.resolve("ndjson").resolve(type + ".ndjson"))) {
            var attributes = new ObjectMapper().readTree(line).get("attributes");
            read.add(attributes.isNull() ? Attributes.EMPTY : Attributes.parse(attributes.toString()));
        }
        return read;
    }

    /** What the typed columns and the rest say together. */
    private List<Map<String, Object>> parquetRecords(Path at) {
        List<Map<String, Object>> read = new ArrayList<>();
        String fields = String.join(
                ", ",
                OddStore.RIDE.fields().stream()
                        .map(RandomAttributesTest::asText)
                        .toList());
        for (List<String> row : duck.cells("SELECT attributes::VARCHAR, " + fields + " FROM "
                + Duck.type(at.resolve("parquet"), OddStore.RIDE.name()) + " ORDER BY start_time")) {
            Map<String, Object> together = new TreeMap<>();
            for (int i = 0; i < OddStore.RIDE.fields().size(); i++) {
                String cell = row.get(i + 1);
                if (cell != null) {
                    together.put(
                            OddStore.RIDE.fields().get(i).name(),
                            value(OddStore.RIDE.fields().get(i).kind(), cell));
                }
            }
            if (row.get(0) != null) {
                together.putAll(Attributes.parse(row.get(0)).asMap());
            }
            read.add(plain(Attributes.of(together)));
        }
        return read;
    }

    private static String asText(Field field) {
        String column = "\"" + (field.name().equals("Start_Time") ? "field_Start_Time" : field.name()) + "\"";
        return field.kind() == Kind.INSTANT ? "epoch_us(" + column + ")::VARCHAR" : column + "::VARCHAR";
    }

    private static Object value(Kind kind, String cell) {
        return switch (kind) {
            case NUMBER -> Double.parseDouble(cell);
            case INTEGER -> Long.parseLong(cell);
            case TEXT -> cell;
            case BOOLEAN -> Boolean.parseBoolean(cell);
            case INSTANT ->
                Instant.EPOCH.plusNanos(Long.parseLong(cell) * 1_000).toString();
            case JSON -> Attributes.parse("{\"v\":" + cell + "}").asMap().get("v");
        };
    }

    /** Numbers that are equal are the same, whether they have a decimal point or not. */
    private static Map<String, Object> plain(Attributes attributes) {
        Map<String, Object> plain = new TreeMap<>();
        attributes.asMap().forEach((name, value) -> {
            boolean whole =
                    value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1L << 53;
            plain.put(name, whole ? (Object) ((Double) value).longValue() : value);
        });
        return plain;
    }
}
